// Package grouping forms the groups of a cohort: it proposes them, lets staff curate the proposal by link, and publishes it.
//
// It knows how applications become a problem for package match and a plan becomes groups, seats and a waitlist; what staff may
// change before the groups are published; and who is told what afterwards. Capacity (R5, R6) is held by the store's conditions,
// never by looking first.
//
// It must not know how groups are matched, how applications are reviewed, nor what happens once a cohort has launched.
package grouping
