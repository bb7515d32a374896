// Package match forms the groups of a cohort: it says which Champions' groups open and who sits in which.
//
// It knows the rules that a plan must keep (R4 role and region, R5 seats, R6 groups per cohort, R7 a second
// group needs a second Champion) and what makes one plan better than another. It must not know applications,
// the store, mail or the clock, and compares topics, roles and regions as plain text: the caller hands in
// topics that already have one spelling.
package match
