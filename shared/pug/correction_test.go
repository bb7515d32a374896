package pug_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
)

const annsGroup = "2026-H2-g01"

// annsPast is how Ann's group has met: in each month what the letters say of her, m missed, a attended, e absent with
// notice, all of it assessed; with a flag for each miss from the second on, which staff have decided as said.
func annsPast(history string, decided pug.Choice) pug.Past {
	ann := pug.Person{ID: "2026-H2-member-ann", Name: "Ann"}
	p := pug.Past{Seats: []pug.Seat{{Group: annsGroup, Member: ann, Joined: on(1).AddDate(0, -1, 0)}}}
	misses := 0
	for i, said := range history {
		starts := on(8).AddDate(0, i, 0)
		month := starts.Format("2006-01")
		a := map[rune]pug.Attendance{'m': pug.Missed, 'a': pug.Attended, 'e': pug.Excused}[said]
		p.Meetings = append(p.Meetings, pug.Meeting{Group: annsGroup, Month: month, State: pug.MeetingReported,
			Starts: starts, Minutes: 60, Planned: on(2), Reported: starts.AddDate(0, 0, 2), Assessed: true})
		p.Reports = append(p.Reports, pug.Report{Group: annsGroup, Month: month,
			Members: map[string]pug.Attendance{ann.ID: a}})
		if a == pug.Missed {
			misses++
		}
		if a == pug.Missed && misses > 1 {
			f := pug.Flag{ID: pug.FlagID(annsGroup, ann.ID, misses), Group: annsGroup, Member: ann, Missed: misses}
			if decided != "" {
				f.Decision = &pug.Decision{Choice: decided, By: "Ada Hart"}
			}
			p.Flags = append(p.Flags, f)
		}
	}
	return p
}

// said sums a correction up.
func said(c pug.Correction) []string {
	var all []string
	for _, ch := range c.Changed {
		line := fmt.Sprintf("%s became %s, %d missed", ch.From, ch.To, ch.Missed)
		if ch.Told {
			line += ", is told"
		}
		all = append(all, line)
	}
	for _, f := range c.Withdrawn {
		all = append(all, fmt.Sprintf("flag %d withdrawn, %s", f.Missed, f.Decision.Choice))
	}
	for _, f := range c.Doubtful {
		all = append(all, fmt.Sprintf("excusal at %d in doubt", f.Missed))
	}
	for _, a := range c.Raised {
		all = append(all, fmt.Sprintf("asks at %d", a.Misses))
	}
	return all
}

func TestL5WhatFollowsFromACorrectedReport(t *testing.T) {
	for name, c := range map[string]struct {
		history string // the month that is corrected is in capitals
		to      pug.Attendance
		decided pug.Choice
		want    []string
	}{
		"the only miss was none: the note is taken back": {"M", pug.Attended, "",
			[]string{"missed became attended, 0 missed, is told"}},
		"of two misses the first was none: staff need not decide": {"Ma" + "m", pug.Excused, "",
			[]string{"missed became excused, 1 missed, is told", "flag 2 withdrawn, drop"}},
		"the second was none: nobody had told the member of it": {"mM", pug.Attended, "",
			[]string{"missed became attended, 1 missed", "flag 2 withdrawn, drop"}},
		"staff had kept the member: it is noted, and the member told": {"mM", pug.Attended, pug.ChoiceKeep,
			[]string{"missed became attended, 1 missed, is told", "flag 2 withdrawn, keep"}},
		"staff had excused the member: it is for them to take back": {"mM", pug.Attended, pug.ChoiceExcuse,
			[]string{"missed became attended, 1 missed, is told", "excusal at 2 in doubt"}},
		"of three only the third flag goes": {"mMm", pug.Attended, "",
			[]string{"missed became attended, 2 missed", "flag 3 withdrawn, drop"}},
		"a first miss that was overlooked is a note": {"A", pug.Missed, "",
			[]string{"attended became missed, 1 missed"}},
		"a second one asks staff": {"mA", pug.Missed, "",
			[]string{"attended became missed, 2 missed", "asks at 2"}},
		"an earlier one moves the count of the later": {"Am", pug.Missed, "",
			[]string{"attended became missed, 2 missed", "asks at 2"}},
		"who told beforehand is not missed": {"A", pug.Excused, "", []string{"attended became excused, 0 missed"}},
	} {
		t.Run(name, func(t *testing.T) {
			p := annsPast(strings.ToLower(c.history), c.decided)
			at := strings.IndexFunc(c.history, func(r rune) bool { return r < 'a' })
			got, err := pug.Correct(p, p.Meetings[at].Month,
				pug.Account{Members: map[string]pug.Attendance{"2026-H2-member-ann": c.to}, By: "Cleo"}, on(20))
			if diff := cmp.Diff(c.want, said(got)); diff != "" || err != nil {
				t.Error(err, diff)
			}
			if again := slices.Contains([]pug.Attendance{pug.Missed}, c.to); got.Meeting.Assessed == again {
				t.Errorf("assessed: %t", got.Meeting.Assessed)
			}
		})
	}
}

func TestL5AnExcusalThatWasTakenBackIsNotInDoubt(t *testing.T) {
	p := annsPast("mm", pug.ChoiceExcuse)
	p.Flags[0].Reversed = &pug.Decision{Choice: pug.ChoiceKeep, By: "Ada Hart"}
	got, err := pug.Correct(p, p.Meetings[1].Month,
		pug.Account{Members: map[string]pug.Attendance{"2026-H2-member-ann": pug.Attended}, By: "Cleo"}, on(20))
	want := []string{"missed became attended, 1 missed, is told", "flag 2 withdrawn, excuse"}
	if diff := cmp.Diff(want, said(got)); diff != "" || err != nil {
		t.Error(err, diff)
	}
}

func TestL5AMissAfterAWithdrawnFlagAsksStaffAgain(t *testing.T) {
	p := annsPast("mm", "")
	p.Flags[0].Withdrawn = on(20)
	id, known := pug.NextFlagID(p.Flags, annsGroup, "2026-H2-member-ann", 2)
	if id != "2026-H2-g01-ann-miss2-again1" || known {
		t.Errorf("the next flag is %q, known: %t", id, known)
	}
	p.Flags = append(p.Flags, pug.Flag{ID: id, Member: p.Flags[0].Member, Missed: 2})
	if got, known := pug.NextFlagID(p.Flags, annsGroup, "2026-H2-member-ann", 2); got != id || !known {
		t.Errorf("the flag that stands is %q, known: %t", got, known)
	}
}

func TestL6AMeetingThatDidNotTakePlaceCountsAgainstNobody(t *testing.T) {
	p := annsPast("mm", "")
	c, err := pug.Correct(p, "2026-11", pug.Account{NotHeld: true, By: "Cleo"}, on(20))
	want := []string{"missed became cancelled, 1 missed", "flag 2 withdrawn, drop"}
	if diff := cmp.Diff(want, said(c)); diff != "" || err != nil {
		t.Fatal(err, diff)
	}
	month := pug.Month{Name: "2026-11", From: on(1), To: on(1).AddDate(0, 3, 0)}
	plan := pug.Plan{Topic: "Again", Starts: on(28), Minutes: 60, Location: "https://meet.example.com/a"}
	if wrong := plan.Check(month, on(20)); len(wrong) > 0 || !c.Meeting.Plannable(on(20)) {
		t.Errorf("another date: %v", wrong)
	}
	m := c.Meeting.Scheduled(plan, on(20))
	if m.NotHeld || m.Series == 0 || !m.Requested.IsZero() || !m.Reported.IsZero() || m.Assessed {
		t.Errorf("planned anew: %+v", m)
	}

	p.Meetings[1], p.Reports = m, pug.Reports{p.Reports[0], c.Report}
	if r := p.Reports.Month(m); len(r.Members) > 0 || !r.At.IsZero() {
		t.Errorf("of the new date the report says %+v", r)
	}

	p.Meetings[1] = c.Meeting
	back, err := pug.Correct(p, "2026-11", pug.Account{Members: c.Report.Members, By: "Ada"}, on(21))
	if diff := cmp.Diff([]string{"cancelled became missed, 2 missed"}, said(back)[:1]); diff != "" || err != nil {
		t.Error(err, diff)
	}
}

func TestWhatCannotBeSaidOfAMeeting(t *testing.T) {
	attended := pug.Account{Members: map[string]pug.Attendance{"2026-H2-member-ann": pug.Attended}}
	late := attended
	late.Until = on(19)
	for name, c := range map[string]struct {
		change  func(*pug.Meeting)
		account pug.Account
		kind    pug.ErrorKind
		says    string
	}{
		"what stands already":         {func(*pug.Meeting) {}, attended, pug.Already, "already"},
		"a correction after its time": {func(*pug.Meeting) {}, late, pug.Conflict, "could be corrected until 19 October"},
		"before the end": {func(m *pug.Meeting) { m.State, m.Starts = pug.MeetingPlanned, on(25) }, attended, pug.Invalid,
			"not over yet"},
		"of a cancelled one": {func(m *pug.Meeting) { m.State, m.Planned = pug.MeetingCancelled, on(5) }, attended,
			pug.Conflict, "cancelled on 5 October 2026"},
		"of one without a date": {func(m *pug.Meeting) { m.State = pug.MeetingUnplanned }, attended, pug.Conflict,
			"No meeting was planned in October 2026"},
	} {
		t.Run(name, func(t *testing.T) {
			p := annsPast("a", "")
			c.change(&p.Meetings[0])
			_, err := pug.Correct(p, "2026-10", c.account, on(20))
			if !pug.IsError(err, c.kind) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v, want %s: %s", err, c.kind, c.says)
			}
		})
	}
}

func TestACorrectionStandsInTheLog(t *testing.T) {
	p := annsPast("m", "")
	c, err := pug.Correct(p, "2026-10", pug.Account{Members: map[string]pug.Attendance{"2026-H2-member-ann": pug.Attended}},
		on(20))
	if err != nil {
		t.Fatal(err)
	}
	e := c.Entry(pug.Group{ID: annsGroup, Cohort: "2026-H2"})
	if want := "The report of Group 1 for October 2026 was corrected: Ann attended"; e.String() != want {
		t.Errorf("%q, want %q", e, want)
	}
}

func TestL7WhoCannotComeSaysSoBeforehand(t *testing.T) {
	ann := pug.Person{ID: "ann", Name: "Ann"}
	seats := []pug.Seat{{Member: ann}}
	planned := pug.Meeting{Month: "2026-10", State: pug.MeetingPlanned, Starts: on(15)}
	n, err := pug.CannotCome(planned, seats, nil, "ann", on(10))
	if err != nil || n.Member != ann || !n.Starts.Equal(on(15)) {
		t.Fatalf("%+v, %v", n, err)
	}
	moved := planned
	moved.Starts = on(16)
	if absent := moved.Absent([]pug.Notice{n}); len(absent) > 0 {
		t.Errorf("of another date it says %v", absent)
	}
	for planned, lapsed := range map[int]int{12: 1, 15: 0} { // moved before the date, or found once that was over
		moved.Planned = on(planned)
		if len(moved.Lapsed([]pug.Notice{n})) != lapsed {
			t.Errorf("planned on %d, not %d lapsed", planned, lapsed)
		}
	}
	for name, c := range map[string]struct {
		meeting pug.Meeting
		known   []pug.Notice
		member  string
		now     time.Time
		want    pug.ErrorKind
	}{
		"twice":                    {planned, []pug.Notice{n}, "ann", on(10), pug.Already},
		"who has no seat":          {planned, nil, "bo", on(10), pug.NotFound},
		"once it has started":      {planned, nil, "ann", on(15), pug.Conflict},
		"before there is any date": {pug.Meeting{State: pug.MeetingAsked}, nil, "ann", on(10), pug.Conflict},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := pug.CannotCome(c.meeting, seats, c.known, c.member, c.now); !pug.IsError(err, c.want) {
				t.Errorf("%v, want %s", err, c.want)
			}
		})
	}
	if back, err := pug.CanCome(planned, []pug.Notice{n}, "ann", on(11)); err != nil || back != n {
		t.Errorf("taken back: %+v, %v", back, err)
	}
	if _, err := pug.CanCome(planned, nil, "ann", on(11)); !pug.IsError(err, pug.Already) {
		t.Errorf("nothing to take back: %v", err)
	}
}

func TestL5WhatIsCorrectedFollowsWhoeverMoved(t *testing.T) {
	ann := pug.Person{ID: "2026-H2-member-ann", Name: "Ann"}
	const elsewhere = "2026-H2-g02"
	for name, c := range map[string]struct {
		before, after pug.Attendance
		decided       pug.Choice
		missed        int      // that she brought
		want          []string // what is said of it
		carried       int      // after it
	}{
		"a miss that was none": {pug.Missed, pug.Attended, "", 1,
			[]string{"missed became attended, 1 missed, is told", "flag 2 withdrawn, drop"}, 0},
		"and she was kept": {pug.Missed, pug.Attended, pug.ChoiceKeep, 1,
			[]string{"missed became attended, 1 missed, is told", "flag 2 withdrawn, keep"}, 0},
		"and she was excused": {pug.Missed, pug.Attended, pug.ChoiceExcuse, 1,
			[]string{"missed became attended, 1 missed, is told", "excusal at 2 in doubt"}, 0},
		"one that was overlooked": {pug.Attended, pug.Missed, "", 0, []string{"attended became missed, 2 missed"}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			here := annsPast("a", "")
			here.Seats[0].Left = on(20)
			here.Reports[0].Members[ann.ID] = c.before
			there := annsPast("m", "")
			there.Seats[0].Group, there.Seats[0].Missed = elsewhere, c.missed
			flag := pug.Flag{ID: pug.FlagID(elsewhere, ann.ID, 2), Group: elsewhere, Member: ann, Missed: 2}
			if c.decided != "" {
				flag.Decision = &pug.Decision{Choice: c.decided, By: "Ada Hart"}
			}
			there.Flags = []pug.Flag{flag}
			got, err := pug.Correct(here, here.Meetings[0].Month,
				pug.Account{Members: map[string]pug.Attendance{ann.ID: c.after}, By: "Bo"}, on(28))
			if err != nil {
				t.Fatal(err)
			}
			got.Carry(ann.ID, there)
			if diff := cmp.Diff(c.want, said(got)); diff != "" {
				t.Error(diff)
			}
			if len(got.Carried) != 1 || got.Carried[0].Seat.Missed != c.carried || got.Carried[0].Before != c.missed {
				t.Errorf("she carries %+v", got.Carried)
			}
			if effects := strings.Join(got.Effects(), " "); strings.Contains(effects, "friendly note") {
				t.Errorf("whoever left is promised a note: %s", effects)
			}
		})
	}
}
