// Package match forms the groups of a cohort: it says which Champions' groups open and who sits in which.
//
// It knows the rules that a plan must keep (R4 role and region, R5 seats and similar roles, R6 groups per cohort, R7 a
// second group needs a second Champion) and what makes one plan better than another. It must not know applications, the store, mail
// or the clock, and compares topics, roles and regions as plain text: the caller hands in topics that already have one
// spelling.
//
// # The problem
//
// Which groups open is a facility location problem with capacities from a minimum to a maximum; who sits where, once
// that is decided, is an assignment. The number of members placed comes first, their points second. Solve proves that
// its plan is the best, unless the deadline comes first.
//
// # Decomposition
//
// Presolve (presolve.go, pool.go) puts Champions who are interchangeable into one pool, so that the search decides how
// many groups of each pool open (an opening) rather than which, and drops the members whom no plan needs. Pools that
// share no member fall into parts (part.go, decompose.go): roles do, unless they are similar. Each part is searched by
// itself with the number of groups that it may open, and dynamic programming allocates the groups among the parts,
// asking for as few searches as it can and for none once what was found is worth as much as can be hoped for
// (allocate.go).
//
// Many Champions of one topic, role and region differ only by their company, whose members they keep out. The search
// of a part is therefore of the merged part, in which they are one pool (merge.go). That is a relaxation. Which
// Champions lead is decided last, for the few openings that still look better than the incumbent, by a branch and
// bound of its own (leaders.go). If too many of these turn out overrated, the part is searched unmerged.
//
// # Bounds
//
// Lagrangian relaxation of "a member has one seat at most" (relaxation.go): each member has a price, each pool fills
// its groups greedily (a matroid, because of the company cap), and the groups that gain most open (opening.go). The
// prices are found by subgradient steps (subgradient.go). Reduced costs fix how many groups of a pool can open.
//
// # Search
//
// Branch and bound on the number of groups of a pool, depth first (search.go, node.go), in two stages: how many
// members can be placed, then how many points so many can have. An opening is valued by a minimum-cost flow
// (assignment.go, network.go), after a maximum flow, which takes less time. If that places too few members, its
// minimum cut gives a Benders cut (cut.go): prices at which many other openings and nodes are seen, in both stages, to
// place too few as well. At the root every opening that the relaxation comes by is tried, below one for each node. The
// points begin with the dual prices of the incumbent's flow.
//
// # Determinism
//
// Champions and members are taken in the order of their ids and prices are whole numbers, so the same problem takes
// the same steps whatever the order of its lists; of members who are alike the first by id have the best seats
// (deal.go). Only the deadline can make a difference.
//
// # What is slow
//
// Where there are about as many seats as members, a linear relaxation places nearly all of them by fractions of groups
// and no opening does, so that nodes are pruned late: some 4,000 are looked at, in 0.3 to 0.4 ms each. Of 540 cohorts
// of 27 shapes (BenchmarkShapes), half take under 20 ms of a processor's time and four over a second, the slowest
// 1.6 s: two with seats for all and few companies, one with seats for all and odd points, and one with 191 members for
// 190 seats. Of 298 others, among them ones with the company cap in the way, one role or many Champions of a topic,
// none takes more than about a second. Six roles in a line of similar ones are one part with as many pools as there are
// Champions: the programme's shape takes some 30 ms then, 65 ms at worst, but two of 144 cohorts with seats for all take
// 5 s and 7 s. 100,000 members take about one second, nearly all of it to read them.
package match
