package pug

import (
	"fmt"
	"strings"
	"time"
)

// What keeps a member from leaving, moving and coming back is said here, for whoever wants it: staff, or the member. An
// error is a sentence for people: what is true now, since when, and what can be done instead.

// day writes a date in such sentences.
const day = "2 January 2006"

// MayLeave says why a member cannot leave their group; nil if they can (L2). The seat is the one that they have or had
// last; the zero seat if there was none.
func (a Application) MayLeave(seat Seat) error {
	switch {
	case a.Group != "" && (a.Group != seat.Group || !seat.Taken()): // members come to lead their group (L1)
		return Errorf(Invalid, "%s leads %s. On the page of the group you can have them stop.", a.Name(),
			GroupName(a.Group))
	case seat.Group == "":
		return Errorf(Invalid, "%s has no seat in a group. An application is withdrawn instead.", a.Name())
	case !seat.Excused.IsZero():
		return Errorf(Already, "%s was excused from %s on %s.", a.Name(), GroupName(seat.Group),
			seat.Excused.Format(day))
	case !seat.Left.IsZero():
		return Errorf(Already, "%s left %s on %s.", a.Name(), GroupName(seat.Group), seat.Left.Format(day))
	}
	return nil
}

// MayWithdraw says why an application cannot be withdrawn; nil if it can: before groups are published, and while its
// person waits for a seat (L2, L15). In is its cohort, empty before it is planned. Offer is the seat on offer to them;
// nil if there is none.
func (a Application) MayWithdraw(in Cohort, offer *Offer) error {
	switch {
	case in.Stage == StageClosed:
		return Errorf(Conflict, "The %s cohort has ended, so there is nothing to withdraw from.", in.ID.Name())
	case a.Group != "" && a.Kind == KindChampion:
		return Errorf(Invalid, "%s leads %s. On the page of the group you can have them stop.", a.Name(),
			GroupName(a.Group))
	case a.Group != "":
		return Errorf(Invalid, "%s has a seat in %s. Remove them from the group instead.", a.Name(), GroupName(a.Group))
	case a.Status == StatusWithdrawn && a.Decision != nil:
		return Errorf(Already, "The application of %s was withdrawn on %s, by %s.", a.Name(),
			a.Decision.At.Format(day), a.Decision.By)
	case !a.Counts():
		return Errorf(Invalid, "The application of %s does not count any more: it is %s.", a.Name(), a.State())
	case a.LastGroup() != "" && a.Place == 0:
		return Errorf(Already, "%s left %s, and is not on the waitlist.", a.Name(), GroupName(a.LastGroup()))
	case offer != nil && offer.Decision != nil && offer.Decision.Choice == ChoiceYes:
		return Errorf(Conflict, "%s has just accepted a seat in %s, and gets it within minutes. "+
			"Remove them from the group then.", a.Name(), GroupName(offer.Group))
	}
	return nil
}

// AsksOut is the matter that whoever leads one of the proposed groups wants to withdraw (L2): staff see to the group
// first.
func (a Application) AsksOut(at time.Time) Matter {
	return Matter{Kind: MatterOut, Cohort: a.Cohort, ID: a.ID, Name: a.Person().WithCompany(), Since: at.UTC(),
		Act: "/desk/cohorts/" + string(a.Cohort),
		Detail: "Leads a group of the proposal. Dissolve it or name another Champion for it, then withdraw the " +
			"application."}
}

// DeedAskedOut is the deed of the line of the log that somebody asked staff to withdraw their application.
const DeedAskedOut = "asked to withdraw"

// Withdrawn is what becomes of an application by the decision.
func (a Application) Withdrawn(d Decision) Application {
	d.Choice = ChoiceWithdraw
	a.Decided, a.Decision, a.Status = a.Decision, &d, StatusWithdrawn
	a.Waited, a.Place, a.Unplaced = a.Place, 0, ""
	a.Withdrawals++
	return a
}

// Reinstated is what becomes of an application whose withdrawal is taken back: what was decided before stands again. It
// has no place on the waitlist yet. An error says why that cannot be. In is its cohort, empty before it is planned.
func (a Application) Reinstated(in Cohort) (Application, error) {
	switch {
	case a.Status != StatusWithdrawn:
		return a, Errorf(Already, "The application of %s is not withdrawn: it is %s.", a.Name(), a.State())
	case in.Stage == StageClosed:
		return a, Errorf(Conflict, "The %s cohort has ended. %s can apply for the next one.", in.ID.Name(), a.Name())
	}
	a.Status, a.Decision, a.Decided = StatusPending, a.Decided, nil
	if a.Decision != nil {
		a.Status, _ = a.Decision.Choice.Status()
	}
	return a, nil
}

// Executions is how many executions an undecided application has had, that for it as it is now among them: each time
// that its withdrawal is taken back, staff are asked anew.
func (a Application) Executions() int { return max(a.Withdrawals, 1) + 1 }

// MayReinstate says why somebody cannot take back by themselves that they withdrew their application, or left the
// waitlist; nil if they can: until groups are proposed, and members later, too, since they only wait.
func (a Application) MayReinstate(c Cohort, now time.Time) error {
	asks := func(why string) error { return Errorf(Invalid, "%s Only the team can take it back.", why) }
	switch {
	case a.Status != StatusWithdrawn || a.Decision == nil:
		return Errorf(Already, "Your application is not withdrawn: it is %s.", a.State())
	case !a.Decision.Own:
		return asks("The team withdrew your application.")
	case a.Decided == nil && !a.DecideBy(c.Dates).After(now):
		return asks("Applications of this cohort have been decided.")
	case c.Stage == StageClosed:
		return Errorf(Invalid, "The cohort has ended.")
	case c.Stage == StageForming:
		return asks("The groups are being put together at the moment.")
	case c.Stage.Published() && (a.Kind != KindMember || a.Decided == nil):
		return asks("The groups are settled.")
	}
	return nil
}

// MayComeBack says why somebody cannot take back by themselves that they left their group; nil if they can, as long as
// it has a seat for them.
func (a Application) MayComeBack(former Seat) error {
	if err := a.MayReturn(former); err != nil {
		return err
	}
	if !former.Own || !former.Excused.IsZero() {
		return Errorf(Invalid, "You did not leave %s by yourself. Only the team can bring you back.",
			GroupName(former.Group))
	}
	return nil
}

// MayReturn says why whoever left a group, or was excused from it, cannot come back; nil if they can (L10).
func (a Application) MayReturn(former Seat) error {
	switch {
	case a.Group != "":
		return Errorf(Already, "%s has a seat in %s.", a.Name(), GroupName(a.Group))
	case a.Place != 0:
		return Errorf(Already, "%s is on the waitlist, and is offered a seat when one comes free.", a.Name())
	case former.Group == "":
		return Errorf(Invalid, "%s never had a seat in a group.", a.Name())
	case !a.MayWait():
		return Errorf(Invalid, "The application of %s does not count any more: it is %s.", a.Name(), a.State())
	}
	return nil
}

// MayTakeSeat says why staff cannot give somebody a seat; nil if they can: to whoever is on the waitlist, whatever
// their turn (R5). Place is theirs there.
func (a Application) MayTakeSeat(place Place) error {
	switch {
	case a.Group != "":
		return Errorf(Already, "%s is in %s already. To change that, move them to another group.", a.Name(),
			GroupName(a.Group))
	case a.Place == 0 && a.LastGroup() != "":
		return Errorf(Invalid, "%s is not on the waitlist: bring them back into %s first.", a.Name(),
			GroupName(a.LastGroup()))
	case a.Place == 0:
		return Errorf(Invalid, "%s is not on the waitlist: the application is %s.", a.Name(), a.State())
	case place.Offer != "":
		return Errorf(Conflict, "%s has a seat of %s on offer. Wait for the answer.", a.Name(),
			GroupName(GroupOfFlag(place.Offer)))
	}
	return nil
}

// MayWaitAgain says why a member cannot go back to where they waited before they had their seat; nil if they can.
func (a Application) MayWaitAgain(seat Seat) error {
	if err := a.MayLeave(seat); err != nil {
		return err
	}
	if seat.Waited == 0 {
		return Errorf(Invalid, "%s did not come to %s from the waitlist. Remove them from the group instead.", a.Name(),
			GroupName(seat.Group))
	}
	return nil
}

// Former is the place on the waitlist that the member left for the seat. Nobody else has it.
func (s Seat) Former() Place {
	return Place{Cohort: CohortOf(s.Group), Order: s.Waited, Person: s.Member, Why: s.Unplaced}
}

// MayMove says why a member cannot move to another group; nil if they can (L14). What speaks against the group, see
// Vacancy.Against, is for staff to overrule.
func (a Application) MayMove(seat Seat, to Vacancy) error {
	if err := a.MayLeave(seat); err != nil {
		return err
	}
	if to.group.ID == seat.Group {
		return Errorf(Already, "%s sits in %s already.", a.Name(), to.group.Name())
	}
	return to.MaySeat(a)
}

// MaySeat says why the group has no seat for somebody; nil if it has, whatever speaks against it (R5).
func (v Vacancy) MaySeat(a Application) error {
	switch {
	case v.group.Over():
		return Errorf(Invalid, "%s is closed.", v.group.Name())
	case v.group.Cohort != a.Cohort:
		return Errorf(Invalid, "%s is of another cohort.", v.group.Name())
	case a.Person().Is(v.group.Champion):
		return Errorf(Invalid, "%s leads %s.", a.Name(), v.group.Name())
	case v.Free()+len(v.offered) <= 0:
		kept := ""
		if v.group.Leaderless() {
			kept = ", and the place of a Champion is kept"
		}
		return Errorf(Full, "%s is full: it has %d partners%s. Remove somebody first, or choose another group.",
			v.group.Name(), v.group.Partners, kept)
	case v.Free() <= 0:
		return Errorf(Conflict, "The last free seat of %s is on offer to %s. "+
			"Wait for the answer, or choose another group.", v.group.Name(), strings.Join(v.offered, ", "))
	}
	return nil
}

// Against lists in sentences what speaks against a seat for somebody, and what staff may overrule with a reason (R5).
func (v Vacancy) Against(a Application) []string {
	var all []string
	for _, m := range v.group.Misfits(a) {
		switch m {
		case MisfitRole:
			all = append(all, fmt.Sprintf("The role of %s is %s, and the group is for %s.", a.Name(), a.Role.Label(),
				v.group.Role.Label()))
		case MisfitTopic:
			all = append(all, fmt.Sprintf("%s did not ask for the topic %s.", a.Name(), v.group.Topic.Name))
		case MisfitRegion:
			all = append(all, fmt.Sprintf("The region of %s is %s, and the group is for %s.", a.Name(),
				a.Region.Label(), v.group.Region.Label()))
		}
	}
	switch {
	case v.group.CompanyRoom(a.Person(), v.seats):
	case a.Person().CompanyKey() == v.group.Champion.CompanyKey():
		all = append(all, "The Champion works at the same company.")
	default:
		all = append(all, fmt.Sprintf("The group has %d members of the same company.", CompanyCap))
	}
	return all
}

// Moved is the seat of a member in the group to which they move, with their attendance in the one and in the other.
// What they missed goes with them: a group that suits better does not undo it. What they missed in the other group, if
// they sat there before, counts there already.
func Moved(from Seat, history []Attendance, to Seat, there []Attendance) Seat {
	to.Missed = MissesOf(from, history) - Misses(there)
	return to
}
