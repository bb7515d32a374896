// Package members is where applicants, members and Champions see all that concerns them, and do what they may: their
// own page under /my.
//
// The page is a person's, by the lasting link that every letter to them carries (package link, own.go). Opening it
// changes nothing. What can be done from it are acts (act.go): a page says what the act does and asks what must be
// known, the form does it, and a receipt says what comes next and how to take it back. Acts follow the rules and
// transactions that staff's acts follow; who did it stands in the log. Nobody sees on it anything of a group that they
// are not in.
//
// Whoever leads a group finds besides what is due of them, who was there, and acts of their own: they write to the
// group, ask staff for a co-Champion, and resign (package duty, leadership.go). Meetings are a calendar to subscribe
// to. How it all works is told to anybody, under /how.
//
// Whoever has no link that works gives their address, and gets one by email.
package members
