package pug

// Person is somebody as the other people of a group know them.
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

// WithCompany names the person and where they work: "Ada Hart (Acme)".
func (p Person) WithCompany() string {
	if p.Company == "" {
		return p.Name
	}
	return p.Name + " (" + p.Company + ")"
}

// WithEmail names the person and how to reach them: "Ada Hart (ada@acme.example)".
func (p Person) WithEmail() string { return p.Name + " (" + p.Email + ")" }
