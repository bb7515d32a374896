package pug_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

const theGroup = "2026-H2-g02"

// ina is a member with a seat.
func ina() pug.Application {
	return pug.Application{ID: "2026-H2-member-ina", Cohort: "2026-H2", Kind: pug.KindMember, FirstName: "Ina",
		Email: "ina@acme.example", Company: "Acme", Role: pug.RoleSales, Region: pug.RegionEMEA,
		Topics: []pug.Topic{{Name: "Pricing", Key: "pricing"}}, Status: pug.StatusApproved, Group: theGroup}
}

func waitingIna(a *pug.Application) { a.Group, a.Place = "", 7 }

// refused says whether an error is of the kind, and says the text; both are empty where none is wanted.
func refused(t *testing.T, err error, kind pug.ErrorKind, says string) {
	t.Helper()
	if (err == nil) != (kind == "") || err != nil && (pug.ErrorKindOf(err) != kind || !strings.Contains(err.Error(), says)) {
		t.Errorf("got %v, want %q: %s", err, kind, says)
	}
}

func TestWhoMayLeaveAGroup(t *testing.T) {
	seat := pug.Seat{Group: theGroup, Member: ina().Person(), Joined: on(1)}
	excused, left := seat, seat
	excused.Excused, left.Left = on(5), on(6)
	champion, gone := ina(), ina()
	champion.Kind, gone.Group = pug.KindChampion, ""
	for name, c := range map[string]struct {
		about pug.Application
		seat  pug.Seat
		kind  pug.ErrorKind
		says  string
	}{
		"a member":                   {ina(), seat, "", ""},
		"not a Champion":             {champion, pug.Seat{}, pug.Invalid, "On the page of the group"},
		"not a member who leads it":  {ina(), left, pug.Invalid, "On the page of the group"},
		"not who has no seat":        {gone, pug.Seat{}, pug.Invalid, "withdrawn instead"},
		"not who was excused before": {gone, excused, pug.Already, "was excused from Group 2 on " + on(5).Format("2 January 2006")},
		"not who left before":        {gone, left, pug.Already, "left Group 2 on " + on(6).Format("2 January 2006")},
	} {
		t.Run(name, func(t *testing.T) { refused(t, c.about.MayLeave(c.seat), c.kind, c.says) })
	}
}

func TestNobodyWithdrawsFromACohortThatHasEnded(t *testing.T) {
	a := ina()
	waitingIna(&a)
	refused(t, a.MayWithdraw(pug.Cohort{ID: "2026-H2", Stage: pug.StageClosed}, nil), pug.Conflict, "The October 2026 cohort has ended")
}

func TestWhoMayWithdraw(t *testing.T) {
	offer := func(choice pug.Choice) *pug.Offer {
		o := &pug.Offer{ID: theGroup + "-x-left0-o1", Group: theGroup}
		if choice != "" {
			o.Decision = &pug.Decision{Choice: choice}
		}
		return o
	}
	for name, c := range map[string]struct {
		change func(*pug.Application)
		offer  *pug.Offer
		kind   pug.ErrorKind
		says   string
	}{
		"before it is decided":                    {func(a *pug.Application) { a.Group, a.Status = "", pug.StatusPending }, nil, "", ""},
		"approved, before groups are published":   {func(a *pug.Application) { a.Group = "" }, nil, "", ""},
		"from the waitlist":                       {waitingIna, nil, "", ""},
		"from the waitlist, with a seat on offer": {waitingIna, offer(""), "", ""},
		"not who has just taken the seat":         {waitingIna, offer(pug.ChoiceYes), pug.Conflict, "has just accepted a seat in Group 2"},
		"not with a seat":                         {func(*pug.Application) {}, nil, pug.Invalid, "Remove them from the group instead"},
		"not a Champion of a group":               {func(a *pug.Application) { a.Kind = pug.KindChampion }, nil, pug.Invalid, "On the page of the group"},
		"not what is declined": {func(a *pug.Application) { a.Group, a.Status = "", pug.StatusDeclined }, nil, pug.Invalid,
			"it is declined"},
		"not who has left a group": {func(a *pug.Application) { a.Group, a.LeftGroup = "", theGroup }, nil, pug.Already,
			"left Group 2, and is not on the waitlist"},
		"not twice": {func(a *pug.Application) {
			a.Group = ""
			*a = a.Withdrawn(pug.Decision{By: "Ada Hart", At: on(3)})
		}, nil, pug.Already, "by Ada Hart"},
	} {
		t.Run(name, func(t *testing.T) {
			a := ina()
			c.change(&a)
			refused(t, a.MayWithdraw(pug.Cohort{Stage: pug.StageRunning}, c.offer), c.kind, c.says)
		})
	}
}

func TestAWithdrawalIsTakenBack(t *testing.T) {
	approved := pug.Decision{Choice: pug.ChoiceApprove, By: "Bo Lund", At: on(1)}
	for name, c := range map[string]struct {
		status   pug.Status
		decision *pug.Decision
	}{
		"undecided": {pug.StatusPending, nil},
		"approved":  {pug.StatusApproved, &approved},
	} {
		t.Run(name, func(t *testing.T) {
			a := ina()
			a.Group, a.Place, a.Status, a.Decision = "", 7, c.status, c.decision
			gone := a.Withdrawn(pug.Decision{By: "Ada Hart", At: on(3)})
			if gone.Status != pug.StatusWithdrawn || gone.Place != 0 || gone.Waited != 7 || gone.MayWait() || gone.Counts() {
				t.Errorf("withdrawn, it is %+v", gone)
			}
			back, err := gone.Reinstated(pug.Cohort{})
			if err != nil || back.Status != c.status || back.Decision != c.decision || back.Waited != 7 {
				t.Errorf("taken back, it is %+v, %v", back, err)
			}
		})
	}
	_, err := ina().Reinstated(pug.Cohort{})
	refused(t, err, pug.Already, "is not withdrawn")
	_, err = ina().Withdrawn(pug.Decision{By: "Ada Hart"}).Reinstated(pug.Cohort{ID: "2026-H2", Stage: pug.StageClosed})
	refused(t, err, pug.Conflict, "The October 2026 cohort has ended. Ina can apply for the next one.")
}

func TestWhoMayComeBack(t *testing.T) {
	former := pug.Seat{Group: theGroup, Member: ina().Person(), Joined: on(1), Excused: on(5)}
	for name, c := range map[string]struct {
		change func(*pug.Application)
		former pug.Seat
		kind   pug.ErrorKind
		says   string
	}{
		"who was excused":         {func(a *pug.Application) { a.Group = "" }, former, "", ""},
		"not who has a seat":      {func(*pug.Application) {}, former, pug.Already, "has a seat in Group 2"},
		"not who waits":           {waitingIna, former, pug.Already, "is on the waitlist"},
		"not who was never there": {func(a *pug.Application) { a.Group = "" }, pug.Seat{}, pug.Invalid, "never had a seat"},
		"not who has withdrawn": {func(a *pug.Application) { a.Group, a.Status = "", pug.StatusWithdrawn }, former, pug.Invalid,
			"it is withdrawn"},
	} {
		t.Run(name, func(t *testing.T) {
			a := ina()
			c.change(&a)
			refused(t, a.MayReturn(c.former), c.kind, c.says)
		})
	}
}

func TestWhoMayBeGivenASeat(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*pug.Application)
		offer  string
		kind   pug.ErrorKind
		says   string
	}{
		"who waits":                     {waitingIna, "", "", ""},
		"not who has one":               {func(*pug.Application) {}, "", pug.Already, "is in Group 2 already"},
		"not who has one on offer":      {waitingIna, "2026-H2-g03-x-left0-o1", pug.Conflict, "a seat of Group 3 on offer"},
		"not who has left their group":  {func(a *pug.Application) { a.Group, a.LeftGroup = "", theGroup }, "", pug.Invalid, "bring them back into Group 2"},
		"not who is still to be judged": {func(a *pug.Application) { a.Group, a.Status = "", pug.StatusPending }, "", pug.Invalid, "the application is"},
	} {
		t.Run(name, func(t *testing.T) {
			a := ina()
			c.change(&a)
			refused(t, a.MayTakeSeat(pug.Place{Offer: c.offer}), c.kind, c.says)
		})
	}
}

func TestWhereAMemberMayMove(t *testing.T) {
	to := pug.Group{ID: "2026-H2-g03", Cohort: "2026-H2", Topic: pug.Topic{Name: "Hiring", Key: "hiring"}, Role: pug.RoleTechnical,
		Region: pug.RegionLATAM, Champion: pug.Person{Name: "Sam", Email: "sam@acme.example", Company: "Acme"}, Partners: 19}
	waits := []pug.Place{{Person: pug.Person{Name: "Wim"}, Offer: "2026-H2-g03-x-left0-o1"}}
	seat := pug.Seat{Group: theGroup, Member: ina().Person(), Joined: on(1)}
	full, led, own, other := to, to, to, to
	full.Partners = 20
	led.Champion = ina().Person()
	own.ID = theGroup
	other.Cohort = "2027-H1"
	for name, c := range map[string]struct {
		to       pug.Group
		waitlist []pug.Place
		kind     pug.ErrorKind
		says     string
	}{
		"where a seat is free":               {to, nil, "", ""},
		"not where all are taken":            {full, nil, pug.Full, "Group 3 is full"},
		"not where the last one is on offer": {to, waits, pug.Conflict, "on offer to Wim"},
		"not where they sit":                 {own, nil, pug.Already, "sits in Group 2 already"},
		"not into the group that they lead":  {led, nil, pug.Invalid, "Ina leads Group 3"},
		"not into a group of another cohort": {other, nil, pug.Invalid, "of another cohort"},
	} {
		t.Run(name, func(t *testing.T) {
			refused(t, ina().MayMove(seat, pug.NewVacancy(c.to, nil, c.waitlist)), c.kind, c.says)
		})
	}
	against := pug.NewVacancy(to, nil, nil).Against(ina())
	for _, says := range []string{"The role of Ina", "did not ask for the topic Hiring", "The region of Ina", "The Champion works at the same"} {
		if !slices.ContainsFunc(against, func(s string) bool { return strings.Contains(s, says) }) {
			t.Errorf("%q is not said against it: %q", says, against)
		}
	}
}

func TestL14WhatAMemberMissedGoesWithThem(t *testing.T) {
	p, missed, there := ina().Person(), pug.Missed, pug.Attended
	from := pug.Seat{Group: theGroup, Member: p, Joined: on(1)}
	to := pug.Moved(from, []pug.Attendance{missed, there}, pug.NewSeat("2026-H2-g03", nil, p, on(9)), nil)
	if to.Missed != 1 || pug.MissesOf(to, []pug.Attendance{pug.BeforeJoining, missed}) != 2 {
		t.Errorf("moved with %d misses", to.Missed)
	}
	from.Left = on(9)
	back := pug.NewSeat(theGroup, []pug.Seat{from}, p, on(12))
	back = pug.Moved(to, []pug.Attendance{pug.BeforeJoining, missed}, back, []pug.Attendance{missed, there})
	if total := pug.MissesOf(back, []pug.Attendance{missed, there}); total != 2 || back.Series != 1 {
		t.Errorf("moved back with %d misses, in series %d", total, back.Series)
	}
}

func TestL10WhoComesBackKeepsWhatIsKnownOfThem(t *testing.T) {
	p := ina().Person()
	former := pug.Seat{Group: theGroup, Member: p, Joined: on(1), Missed: 1, Excused: on(10)}
	seat := pug.NewSeat(theGroup, []pug.Seat{former}, p, on(12))
	if seat.Series != 1 || !seat.Taken() || !seat.First().Equal(on(1)) || !seat.Joined.Equal(on(12)) || seat.Missed != 1 {
		t.Errorf("the seat is %+v", seat)
	}
	m := pug.Meeting{State: pug.MeetingReported, Starts: on(5)}
	if a := pug.AttendanceOf(m, seat, pug.Missed); a != pug.Missed {
		t.Errorf("a meeting before the excusal is %q", a)
	}
	seat.Left = on(14)
	if third := pug.NewSeat(theGroup, []pug.Seat{seat}, p, on(16)); third.Series != 2 || !third.First().Equal(on(1)) {
		t.Errorf("the third time, the seat is %+v", third)
	}
}

func TestAnExcusalThatWasTakenBackIsNone(t *testing.T) {
	f := pug.Flag{Member: ina().Person(), Decision: &pug.Decision{Choice: pug.ChoiceExcuse, At: on(3)}}
	seat := pug.Seat{Member: f.Member, Joined: on(1)}
	if !f.Excuses() || len(pug.Excusals([]pug.Flag{f}, seat)) != 1 {
		t.Error("an excusal is not one")
	}
	seat.Joined = on(4)
	if len(pug.Excusals([]pug.Flag{f}, seat)) != 0 {
		t.Error("one from before they came back still is one (R11)")
	}
	seat.Joined = on(1)
	f.Reversed = &pug.Decision{Choice: pug.ChoiceKeep, At: on(4)}
	if _, open := f.Due(on(9), nil); f.Excuses() || len(pug.Excusals([]pug.Flag{f}, seat)) != 0 || open {
		t.Error("one that was taken back still is one")
	}
}

func TestAFreedSeatIsNamedByItsFlagOrItself(t *testing.T) {
	seat := pug.Seat{Group: theGroup, Member: ina().Person(), Series: 1, Left: on(3)}
	if freed := seat.Freed(); freed != "2026-H2-g02-ina-left1" || pug.FreedByFlag(freed) || pug.GroupOfFlag(freed) != theGroup {
		t.Errorf("it is %q", freed)
	}
	if !pug.FreedByFlag(pug.FlagID(theGroup, seat.Member.ID, 2)) {
		t.Error("a flag's id does not name a seat that it freed")
	}
	if pug.TakenBack(seat.Freed(), []pug.Seat{seat}) {
		t.Error("a free seat is taken back")
	}
	seat.Left = time.Time{}
	if !pug.TakenBack(seat.Freed(), []pug.Seat{seat}) {
		t.Error("the member is back, and the seat is not theirs")
	}
}

func TestWhoIsPutFirstComesBeforeAllOthers(t *testing.T) {
	p := ina().Person()
	for name, c := range map[string]struct {
		waitlist []pug.Place
		want     int
	}{
		"nobody waits":              {nil, -1},
		"others wait":               {[]pug.Place{{Order: 1}, {Order: 2}}, -1},
		"another one was put first": {[]pug.Place{{Order: -1}, {Order: 1}}, -2},
	} {
		if got := pug.FirstPlace(c.waitlist, p, "").Order; got != c.want {
			t.Errorf("%s: order %d, want %d", name, got, c.want)
		}
	}
}

func TestMeetingsThatMayStandInCalendars(t *testing.T) {
	m := func(month string, state pug.MeetingState, starts, announced time.Time) pug.Meeting {
		return pug.Meeting{Month: month, State: state, Starts: starts, Announced: announced}
	}
	var never time.Time
	var got []string
	for _, m := range pug.Ahead([]pug.Meeting{
		m("held", pug.MeetingPlanned, on(1), on(1)), m("planned", pug.MeetingPlanned, on(9), never),
		m("cancelled, and not all have heard", pug.MeetingCancelled, on(9), never),
		m("cancelled, as all have heard", pug.MeetingCancelled, on(9), on(4)), m("asked", pug.MeetingAsked, never, never),
	}, on(5)) {
		got = append(got, m.Month)
	}
	if want := []string{"planned", "cancelled, and not all have heard"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWhoMayTakeTheirWithdrawalBack(t *testing.T) {
	approved := &pug.Decision{Choice: pug.ChoiceApprove}
	withdrawn := func(change func(*pug.Application, *pug.Cohort)) (pug.Application, pug.Cohort) {
		a, c := ina(), pug.Cohort{ID: "2026-H2", Stage: pug.StageMembers,
			Dates: pug.Dates{MembersDecide: day(9, 21), Propose: day(9, 22)}}
		a.Group, a.Status, a.Origin, a.Decided = "", pug.StatusWithdrawn, pug.OriginForm, approved
		a.Decision = &pug.Decision{Choice: pug.ChoiceWithdraw, Own: true}
		change(&a, &c)
		return a, c
	}
	for name, c := range map[string]struct {
		change func(*pug.Application, *pug.Cohort)
		kind   pug.ErrorKind
		says   string
	}{
		"who was approved":             {func(*pug.Application, *pug.Cohort) {}, "", ""},
		"who was not decided on yet":   {func(a *pug.Application, _ *pug.Cohort) { a.Decided = nil }, "", ""},
		"who waited, in a running one": {func(_ *pug.Application, c *pug.Cohort) { c.Stage = pug.StageRunning }, "", ""},
		"not who takes part": {func(a *pug.Application, _ *pug.Cohort) { a.Status = pug.StatusApproved }, pug.Already,
			"is not withdrawn: it is approved"},
		"not whom the team withdrew": {func(a *pug.Application, _ *pug.Cohort) { a.Decision.Own = false }, pug.Invalid,
			"Only the team can take it back"},
		"not once all others are decided": {func(a *pug.Application, c *pug.Cohort) {
			a.Decided, c.Dates.MembersDecide = nil, day(9, 10)
		}, pug.Invalid, "have been decided. Only the team"},
		"not while groups are put together": {func(_ *pug.Application, c *pug.Cohort) { c.Stage = pug.StageForming },
			pug.Invalid, "put together at the moment. Only the team"},
		"not a Champion once groups are settled": {func(a *pug.Application, c *pug.Cohort) {
			a.Kind, c.Stage = pug.KindChampion, pug.StageRunning
		}, pug.Invalid, "The groups are settled. Only the team"},
		"nobody once the cohort has ended": {func(_ *pug.Application, c *pug.Cohort) { c.Stage = pug.StageClosed },
			pug.Invalid, "The cohort has ended"},
	} {
		t.Run(name, func(t *testing.T) {
			a, cohort := withdrawn(c.change)
			refused(t, a.MayReinstate(cohort, day(9, 15)), c.kind, c.says)
		})
	}
}
