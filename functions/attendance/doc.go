// Package attendance counts missed meetings and deals with what follows from them: a note after the first, after each
// further one a flag on which staff decide, and the offer of an excused member's seat down the waitlist (R11). It also
// goes on with groups of which the closing was cut short, since it looks at all groups every day (L1).
//
// It must not know how meetings are planned or reported, nor how the waitlist came about: it reads what other functions
// recorded. Nobody is excused by this software alone.
package attendance
