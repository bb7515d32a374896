package grouping

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// The sentences of the waitlist are for staff and for the applicant alike.
const (
	whyReviewed = "Waitlisted by the team when it reviewed the application."
	whyLate     = "Waitlisted because the application was still undecided when decisions were due."
	whyMoved    = "Moved to the waitlist by the team while it curated the groups."
)

// inLine compares two members by who comes first in the waitlist: those approved before those waitlisted in review, each by
// time of submission, then by id.
func inLine(a, b pug.Application) int {
	return cmp.Or(
		cmp.Compare(rank(a), rank(b)),
		a.Submitted.Compare(b.Submitted),
		cmp.Compare(a.ID, b.ID),
	)
}

func rank(a pug.Application) int {
	if a.Status == pug.StatusApproved {
		return 0
	}
	return 1
}

// line is the waitlist of a cohort: the approved members for whom the plan has no seat, with the reason why, and those
// waitlisted in review.
func line(members []pug.Application, why map[string]string) []store.Place {
	var waiting []pug.Application
	for _, a := range members {
		if why[a.ID] != "" || a.Status == pug.StatusWaitlisted {
			waiting = append(waiting, a)
		}
	}
	slices.SortFunc(waiting, inLine)
	places := make([]store.Place, len(waiting))
	for i, a := range waiting {
		places[i] = store.Place{Cohort: a.Cohort, Order: i + 1, Person: a.Person(), Why: cmp.Or(why[a.ID], whyWaitlisted(a))}
	}
	return places
}

func whyWaitlisted(a pug.Application) string {
	if a.Decision != nil && a.Decision.By == pug.TheDeadline {
		return whyLate
	}
	return whyReviewed
}

// whyDissolved is why somebody waits whose group was dissolved.
func whyDissolved(group pug.Group) string {
	return fmt.Sprintf("The group on %q does not open.", group.Topic.Name)
}

// placeAmong is the place of a member who leaves a group: behind everybody who comes first in line, and no other's order changes.
// Two with the same order stand by id.
func placeAmong(waitlist []store.Place, members map[string]pug.Application, a pug.Application, why string) store.Place {
	order := 0
	for _, p := range waitlist {
		if inLine(members[p.Person.ID], a) < 0 {
			order = max(order, p.Order)
		}
	}
	return store.Place{Cohort: a.Cohort, Order: order, Person: a.Person(), Why: why}
}
