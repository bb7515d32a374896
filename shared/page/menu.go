package page

// Menu leads around pages that belong together, and says who is signed in.
type Menu struct {
	Items  []MenuItem
	Search string // the path that takes what is searched for, as q
	Who    string // is signed in
	Out    string // the path that signs out
}

// MenuItem is a page that the menu leads to.
type MenuItem struct{ Label, Href string }
