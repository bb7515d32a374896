// Package grouping forms the groups of a cohort: it shows those on offer to everybody, lets members choose among them
// and staff name Champions for what nobody leads; it has groups proposed, lets staff curate the proposal by link, and
// publishes it.
//
// It knows the public page, which is the same for everybody and names nobody but Champions who agreed to it; the pages
// on which staff curate, the first of which has a line for each group, and the mails that tell who sits where; that a
// change is asked about before it is made, and made on the revision that its maker has seen; how a published proposal
// becomes groups, seats and a waitlist, whose limits (R5, R6) the store's conditions hold once more; and that from then
// on the same links lead to the desk.
//
// It must not know how groups are matched, nor what staff may change in them (package curation knows); how applications
// are reviewed; nor what happens once a cohort has launched.
package grouping
