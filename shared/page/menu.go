package page

import "slices"

// Menu leads around pages that belong together, and says who is signed in.
type Menu struct {
	Items  []MenuItem
	Search string // the path that takes what is searched for, as q
	Who    string // is signed in
	Out    string // the path that signs out
}

// MenuItem is a page that a menu leads to, or tabs do.
type MenuItem struct {
	Label, Href string
	Here        bool // it is the page that is shown; Render sets it
}

// at says which of the items is the page at a path.
func at(path string, items []MenuItem) []MenuItem {
	items = slices.Clone(items)
	for i := range items {
		items[i].Here = items[i].Href == path
	}
	return items
}
