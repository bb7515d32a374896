// Package link mints the one-time links by which staff, Champions and members act, and lets in who holds one.
//
// A link is a random secret in a URL. The records hold only the secret's SHA-256, so who reads the table cannot use a
// link. The package knows what a link is for (purpose), what it is about (subject), whom it was sent to, and when it
// ends; its Guard answers links that are unknown. It knows nothing of mail, or of the records that a link decides on.
//
// There is no "used" mark. What a link decides is guarded by a conditional write on the record that it is about: that
// write lets the first decision stand, whichever of several links it came by, and whether or not the link was opened
// before. Mail scanners open every link, so opening one must change nothing.
//
// Secrets appear in no error and in no log. Keep it so: never log a URL that Mint returned.
package link
