package pug

import (
	"cmp"
	"slices"
)

// WaitlistOrder says in a sentence how the waitlist is ordered, for staff and for those on it.
const WaitlistOrder = "Approved applicants come first, in order of application."

// Place is a member's place on a cohort's waitlist.
type Place struct {
	Cohort CohortID `json:"cohort"`
	// Order is from 1 to 999999, lowest first. Before all of them come those whom staff put first: -1, -2 and so on.
	Order  int    `json:"order"`
	Person Person `json:"person"`
	Why    string `json:"why"` // in a sentence
	// Offer is the id of the seat on offer to the person, empty if there is none.
	Offer string `json:"offer,omitempty"`
}

// MayWait says whether a member belongs on the waitlist while they have no seat.
func (a Application) MayWait() bool {
	return a.Kind == KindMember && (a.Status == StatusApproved || a.Status == StatusWaitlisted)
}

// Settled says whether a member has a seat or a place on the waitlist.
func (a Application) Settled() bool { return a.Group != "" || a.Place != 0 }

// Besides says of somebody who has no part in the cohort by an application that they have one by another, all of theirs
// being given: nobody has two (R5). Nil: they have none.
func (a Application) Besides(theirs []Application) error {
	for _, other := range theirs {
		switch {
		case a.Settled() || other.ID == a.ID || other.Cohort != a.Cohort || !other.IsOf(a):
		case other.Group != "":
			return Errorf(Conflict, "%s has a part in %s already, by another application.", a.Name(),
				GroupName(other.Group))
		case other.Place != 0:
			return Errorf(Conflict, "%s is on the waitlist already, by another application.", a.Name())
		}
	}
	return nil
}

// FirstPlace puts a member before all others on the waitlist, behind those who were put there before.
func FirstPlace(waitlist []Place, p Person, why string) Place {
	place := Place{Cohort: CohortOf(p.ID), Order: -1, Person: p, Why: why}
	for _, other := range waitlist {
		place.Order = min(place.Order, other.Order-1)
	}
	return place
}

// Firsts counts those whom staff put first on the waitlist.
func Firsts(waitlist []Place) int {
	return len(slices.DeleteFunc(slices.Clone(waitlist), func(p Place) bool { return p.Order > 0 }))
}

// InLine sorts out those who may wait, in the order of the waitlist: the approved before those waitlisted in review,
// each by time of submission, then by id.
func InLine(members []Application) []Application {
	line := slices.DeleteFunc(slices.Clone(members), func(a Application) bool { return !a.MayWait() })
	behind := map[Status]int{StatusApproved: 0, StatusWaitlisted: 1}
	slices.SortFunc(line, func(a, b Application) int {
		return cmp.Or(behind[a.Status]-behind[b.Status], a.Submitted.Compare(b.Submitted), cmp.Compare(a.ID, b.ID))
	})
	return line
}

// PlaceOf finds a member's place on the waitlist.
func PlaceOf(waitlist []Place, member string) (Place, bool) {
	i := slices.IndexFunc(waitlist, func(p Place) bool { return p.Person.ID == member })
	if i < 0 {
		return Place{}, false
	}
	return waitlist[i], true
}
