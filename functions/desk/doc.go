// Package desk is where staff see everything and mend anything: their pages under /desk.
//
// Its routes are one table (routes.go), and none of them opens but to who is signed in (package signin). A page has a
// file, which is called what the page shows: a cohort, a person, a letter. What staff do is in package act, one file
// an act; here (act.go) each has its form, then what it will do, then is done, with a line in the log and, where it
// can be, a way back. What staff do for a cohort as a whole, such as curating its groups, has pages of other
// functions, which the desk opens (job.go). The morning's letter (digest.go) and erasure in time (retain.go) are tasks
// of the same function.
//
// The desk must not know how other functions do their work: whoever waits for what an act changed is told by the
// outbox.
package desk
