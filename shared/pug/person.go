package pug

// Person is who somebody is, as far as the others of a group need to know.
type Person struct {
	ID      string `json:"id"` // of the application
	Name    string `json:"name"`
	Email   string `json:"email"`
	Company string `json:"company"`
}

// Person is the applicant as the others of a group see them.
func (a Application) Person() Person {
	return Person{ID: a.ID, Name: a.Name(), Email: a.Email, Company: a.Company}
}
