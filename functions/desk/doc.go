// Package desk is where staff see everything and mend anything: their pages under /desk, and how they sign in.
//
// Its routes are one table (routes.go), and none of them opens without a session. Whatever staff do there is an act
// (act.go): a form, what it will do, done, with a line in the log and, where it can be, a way back. The package plans
// acts by the rules of pug and does each in one transaction of the store. It must not know how other functions do their
// work: whoever waits for what an act changed is told by the outbox.
package desk
