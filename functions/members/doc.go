// Package members is where applicants, members and Champions see all that concerns them, and do what they may: their
// own page under /my.
//
// The page is a person's, by the lasting link that every letter to them carries (package link, own.go). Opening it
// changes nothing. What can be done from it are acts (act.go): a page says what the act does and asks what must be
// known, the form does it, and a receipt says what comes next and how to take it back. Acts follow the rules and
// transactions that staff's acts follow; who did it stands in the log. Nobody sees on it anything of a group that they
// are not in.
//
// Whoever has no link that works gives their address, and gets one by letter.
package members
