// Package match forms the groups of a cohort: it says which Champions' groups open and who sits in which.
//
// Solve proves that its plan is the best: Champions who are interchangeable form pools, pools that share no members form parts, the
// parts share the groups by dynamic programming (join.go), and in each part branch and bound (branch.go) finds how many groups of
// each pool open. Once that is settled, placing the members is a flow of least cost (seating.go). Two bounds prune: prices of
// members (relax.go), close where groups are scarce, and prices of seats (layer.go), close where members are.
//
// It knows the rules that a plan must keep (R4 role and region, R5 seats, R6 groups per cohort, R7 a second
// group needs a second Champion) and what makes one plan better than another. It must not know applications,
// the store, mail or the clock, and compares topics, roles and regions as plain text: the caller hands in
// topics that already have one spelling.
package match
