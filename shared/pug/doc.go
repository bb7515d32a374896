// Package pug holds the nouns of the Partner User Groups programme and its rules, R1 to R12.
//
// It knows what a cohort, an application, a Champion, a member, a proposal, a group, a seat, a place on the waitlist,
// an offer, a meeting, attendance, a flag and a decision are, and what the programme allows. Values go in, decisions
// come out.
//
// It must not know how anything is stored, sent or shown: no I/O, no context, no clock, no random numbers. If a rule
// needs the time, the caller passes it. It imports the standard library only, and what knows text:
// golang.org/x/text and golang.org/x/net/idna.
package pug
