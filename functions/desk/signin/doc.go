// Package signin is how staff sign in to the desk: by a link in mail (ask.go, link.go) or by their company's account
// (signon.go, signon_page.go), and who is signed in (visitor.go, session.go).
//
// All it knows of a person is that they are on the list of staff: what they see and do is the desk's. So it must not
// know the desk's other pages; the one that it shows among them, where somebody is signed in, it shows as the desk has
// its pages.
package signin
