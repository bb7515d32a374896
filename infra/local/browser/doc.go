// Package browser is what a person can do with a page: open a URL, read what it shows, fill in a form and send it.
// Everything happens in process, against an http.Handler.
//
// A person cannot send a field that the page does not show, nor choose an option that is not offered, and neither can a
// Browser: a form that does not fit is an error. It knows HTML and HTTP; it must not know the programme's pages, and
// runs no scripts.
package browser
