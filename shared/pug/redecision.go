package pug

import (
	"fmt"
	"slices"
)

// Redecision is what becomes of an application whose decision is changed (L4).
type Redecision struct {
	Before, After Application
	// Regroups says that its cohort's groups are proposed, and follow.
	Regroups bool
	// Joins and Leaves say whether a member comes to the waitlist, or goes from it.
	Joins, Leaves bool
}

// Redecide tells what another decision on an application leads to, with its cohort as it is; the place is the member's
// on the waitlist, empty where there is none. pug.Already: it is what was decided. pug.Conflict: that cannot be
// changed, and what can be done instead.
func (a Application) Redecide(c Cohort, place Place, d Decision) (Redecision, error) {
	status, _ := d.Choice.Status()
	if !slices.Contains([]Status{StatusApproved, StatusDeclined, StatusWaitlisted}, status) {
		return Redecision{}, Errorf(Invalid, "Choose whether to approve, decline or waitlist it.")
	}
	if err := a.fixed(c); err != nil {
		return Redecision{}, err
	}
	if status == a.Status {
		return Redecision{}, Errorf(Already, "%s", a.WasDecided())
	}
	r := Redecision{Before: a, After: a, Regroups: c.Revision > 0 && c.Published == nil}
	r.After.Status, r.After.Decision = status, &d
	r.After.Earlier = append(r.After.Earlier[:len(a.Earlier):len(a.Earlier)], *a.Decision)
	r.Joins = c.Stage.Published() && r.After.MayWait() && a.Place == 0
	r.Leaves = a.Place != 0 && !r.After.MayWait()
	if r.Leaves && place.Offer != "" {
		return r, Errorf(Conflict, "A seat is on offer to %s. The decision can be changed once they have answered, or "+
			"the offer has lapsed.", a.Name())
	}
	return r, nil
}

// fixed says why the decision on an application cannot be changed as things stand; nil if it can.
func (a Application) fixed(c Cohort) error {
	no := func(format string, args ...any) error { return Errorf(Conflict, format, args...) }
	switch {
	case a.Status == StatusOdd:
		return no("The application of %s was not reviewable as it came, so nothing is decided. Let it in first.",
			a.Name())
	case a.Status == StatusReplaced || a.Instead != "":
		return no("Another application of %s took the place of this one. Change the decision on that one.", a.Name())
	case a.Status == StatusWithdrawn:
		return no("%s has withdrawn the application. Reinstate it first.", a.Name())
	case a.Decision == nil:
		return no("Nobody has decided on the application of %s yet, so there is nothing to change. Decide on it.",
			a.Name())
	case c.Stage == StageClosed:
		return no("The %s cohort has ended. %s can apply for the next one.", a.Cohort.Name(), a.Name())
	case c.Published != nil && !c.Stage.Published():
		return no("The groups of the %s cohort are being published just now. Try again in some minutes.",
			a.Cohort.Name())
	case a.Kind == KindChampion && c.Published != nil:
		return no("The groups of the %s cohort are published, so a decision on a Champion changes nothing any more. "+
			"Make them the Champion of a group on the page of that group.", a.Cohort.Name())
	case a.Group != "":
		return no("%s has a seat in %s. Remove them from the group first.", a.Name(), GroupName(a.Group))
	}
	return nil
}

// WasDecided says what was decided on an application, by whom and when.
func (a Application) WasDecided() string {
	return fmt.Sprintf("The application of %s was %s by %s on %s.", a.Name(), a.Decision.Choice.Past(), a.Decision.By,
		a.Decision.At.Format(day))
}

// OnOffer is what a changed decision on a Champion does to the groups on offer.
type OnOffer struct {
	Lead  Lead
	Opens bool // the group comes to be on offer
	Ends  bool // it goes: no other Champion proposes the same
	Chose int  // members who take part and have named its topic, of a role and a region that it is for
	Left  int  // of these, the ones who have named nothing else that is on offer to them
}

// OnOffer tells what becomes of the groups on offer among all of the cohort's applications.
func (r Redecision) OnOffer(champions, members []Application) OnOffer {
	a := r.After
	o := OnOffer{Lead: Lead{Person: a.Person(), Topic: a.Topic(), Role: a.Role, Region: a.Region}}
	others := slices.DeleteFunc(slices.Clone(champions), func(c Application) bool { return c.ID == a.ID })
	rest := GroupsOnOffer(others)
	group := GroupOnOffer{Topic: a.Topic(), Role: a.Role, Region: a.Region}
	same := func(g GroupOnOffer) bool { return g.ID() == group.ID() }
	alone := !slices.ContainsFunc(rest, same)
	o.Opens = alone && a.Status == StatusApproved
	o.Ends = alone && r.Before.Status == StatusApproved
	for _, m := range members {
		if m.Status != StatusPending && m.Status != StatusApproved || m.Unled([]GroupOnOffer{group}) {
			continue
		}
		o.Chose++
		if m.Unled(rest) {
			o.Left++
		}
	}
	return o
}
