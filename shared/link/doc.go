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
// The link to somebody's own page is of another make (own.go): every letter carries it, so it lasts, and is not stored
// but proved with a key that only the functions letters and members may read. A thief of the table cannot make one; a
// thief of the key alone cannot either without ids and addresses. Who has somebody's letter has their page: whatever is
// done there is told by letter and can be taken back.
//
// Secrets appear in no error and in no log. Keep it so: never log a URL that Mint returned.
package link
