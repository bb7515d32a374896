package pug

import "fmt"

// Redecision is what becomes of an application whose decision is changed (L4).
type Redecision struct {
	Before, After Application
	// Regroups says that its cohort's groups are proposed, and follow.
	Regroups bool
	// Joins and Leaves say whether a member comes to the waitlist, or goes from it.
	Joins, Leaves bool
}

// Redecide tells what another decision on an application leads to, with its cohort as it is; the place is the member's
// on the waitlist, empty where there is none. pug.Already: it is what was decided. pug.Conflict: that cannot be changed,
// and what can be done instead.
func (a Application) Redecide(c Cohort, place Place, d Decision) (Redecision, error) {
	status, decides := d.Choice.Status()
	if !decides || status == StatusReplaced {
		return Redecision{}, Errorf(Invalid, "Choose whether to approve, decline or waitlist it.")
	}
	if err := a.fixed(c); err != nil {
		return Redecision{}, err
	}
	if status == a.Status {
		return Redecision{}, Errorf(Already, "%s", a.Decided())
	}
	r := Redecision{Before: a, After: a, Regroups: c.Revision > 0 && c.Published == nil}
	r.After.Status, r.After.Decision = status, &d
	r.After.Earlier = append(r.After.Earlier[:len(a.Earlier):len(a.Earlier)], *a.Decision)
	r.Joins = c.Stage.Published() && r.After.MayWait() && a.Place == 0
	r.Leaves = a.Place > 0 && !r.After.MayWait()
	if r.Leaves && place.Offer != "" {
		return r, Errorf(Conflict, "A seat is on offer to %s. The decision can be changed once they have answered, or the "+
			"offer has lapsed.", a.Name())
	}
	return r, nil
}

// fixed says why the decision on an application cannot be changed as things stand; nil if it can.
func (a Application) fixed(c Cohort) error {
	no := func(format string, args ...any) error { return Errorf(Conflict, format, args...) }
	switch {
	case a.Status == StatusOdd:
		return no("The application of %s was not reviewable as it came, so nothing is decided. Let it in first.", a.Name())
	case a.Status == StatusReplaced || a.Instead != "":
		return no("Another application of %s took the place of this one. Change the decision on that one.", a.Name())
	case a.Decision == nil:
		return no("Nobody has decided on the application of %s yet, so there is nothing to change. Decide on it.", a.Name())
	case c.Stage == StageClosed:
		return no("The %s cohort has ended. %s can apply for the next one.", a.Cohort.Name(), a.Name())
	case c.Published != nil && !c.Stage.Published():
		return no("The groups of the %s cohort are being published just now. Try again in some minutes.", a.Cohort.Name())
	case a.Kind == KindChampion && c.Published != nil:
		return no("The groups of the %s cohort are published, so a decision on a Champion changes nothing any more. "+
			"Make them the Champion of a group on the page of that group.", a.Cohort.Name())
	case a.Group != "":
		return no("%s has a seat in %s. Remove them from the group first.", a.Name(), GroupName(a.Group))
	}
	return nil
}

// Decided says what was decided on an application, by whom and when.
func (a Application) Decided() string {
	return fmt.Sprintf("The application of %s was %s by %s on %s.", a.Name(), a.Decision.Choice.Past(), a.Decision.By,
		a.Decision.At.Format("2 January 2006"))
}
