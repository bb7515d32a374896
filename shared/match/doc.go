// Package match forms the groups of a cohort: it says which Champions' groups open and who sits in which.
//
// Solve proves that its plan is the best. Champions who are interchangeable form pools, pools that share no members form parts, and the
// parts share the groups by dynamic programming (join.go). In a part, pools that differ only by the company that they keep out are
// merged (merge.go), and branch and bound (branch.go) finds how many groups of each merged pool open: first so that most members are
// placed, then so that as many have most points. Once that is settled, placing the members is a flow of least cost (seating.go), and
// which Champions lead is a search of its own, small and last (refine.go). If many openings look better merged than any choice of
// Champions makes them, the part is searched as it is (stage.go).
//
// What prunes, the quickest first: how many members have a seat that they want (headcount.go), counted by company if that turns out
// to matter (door.go); prices of members, close where groups are scarce (relax.go, descend.go), and what was learnt at such prices from
// openings that were too little (cut.go); prices of seats, close where members are (layer.go). A node is looked through group by group
// for a while (cover.go) before it is split.
//
// It is slow where a handful of companies and a low cap decide who can sit where while there are about as many seats as members: the
// prices promise more members or points there than any opening has, and a great many openings are looked at. With up to 250 members and
// 40 Champions one in twenty of that kind takes more than a second and the worst of 200 took twelve; of all other kinds hardly any takes
// one (BenchmarkShapes).
//
// It knows the rules that a plan must keep (R4 role and region, R5 seats, R6 groups per cohort, R7 a second
// group needs a second Champion) and what makes one plan better than another. It must not know applications,
// the store, mail or the clock, and compares topics, roles and regions as plain text: the caller hands in
// topics that already have one spelling.
package match
