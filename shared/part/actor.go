package part

// Actor is who changes somebody's part in a cohort.
type Actor struct {
	Name string
	Self bool   // it is the person themselves, on their own page, where they can take it back
	Note string // what staff write to the person
}
