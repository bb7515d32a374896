package pug_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// set is a date that is moved to a time in 2026.
type set struct {
	name string
	at   time.Time
}

func day(month time.Month, n int) time.Time { return time.Date(2026, month, n, 9, 0, 0, 0, time.UTC) }

func TestDatesMove(t *testing.T) {
	published := &pug.Decision{Choice: pug.ChoicePublish}
	for says, row := range map[string]struct {
		cohort  pug.Cohort
		now     time.Time
		to      []set
		reopens []pug.Kind
		wrong   string // which date, and a part of what is said of it; empty: nothing is
	}{
		"a close that is ahead": {pug.Cohort{Stage: pug.StageMembers}, day(9, 10), []set{{"members_close", day(9, 19)}}, nil, ""},
		"a phase is opened again after its close": {pug.Cohort{Stage: pug.StageMembers}, day(9, 18),
			[]set{{"members_close", day(9, 20)}}, []pug.Kind{pug.KindMember}, ""},
		"Champions apply again while members do": {pug.Cohort{Stage: pug.StageMembers}, day(9, 5),
			[]set{{"champions_close", day(9, 10)}, {"champions_decide", day(9, 12)}}, []pug.Kind{pug.KindChampion}, ""},
		"Champions apply again, and nobody has time to decide": {pug.Cohort{Stage: pug.StageMembers}, day(9, 5),
			[]set{{"champions_close", day(9, 10)}}, []pug.Kind{pug.KindChampion}, "champions_decide: This comes before “Champion"},
		"a phase is opened again when groups are proposed": {pug.Cohort{Stage: pug.StageForming, Revision: 1}, day(9, 22),
			[]set{{"members_close", day(9, 23)}}, []pug.Kind{pug.KindMember}, "members_close: Groups are proposed"},
		"an opening that has passed": {pug.Cohort{Stage: pug.StageMembers}, day(9, 5), []set{{"members_open", day(9, 8)}}, nil,
			"members_open: This date has passed"},
		"into the past": {pug.Cohort{Stage: pug.StageMembers}, day(9, 5), []set{{"members_close", day(9, 4)}}, nil,
			"members_close: This is in the past"},
		"members decided after groups are proposed": {pug.Cohort{Stage: pug.StageMembers}, day(9, 5),
			[]set{{"members_decide", day(9, 22)}}, nil, "propose: This comes before “Members decided by”"},
		"a proposal that is made already": {pug.Cohort{Stage: pug.StageForming, Revision: 1}, day(9, 20),
			[]set{{"propose", day(9, 23)}}, nil, "propose: This is done already"},
		"the end of curating, once groups are published": {pug.Cohort{Stage: pug.StagePublished, Revision: 1,
			Published: published}, day(9, 24), []set{{"curate", day(9, 30)}}, nil, "curate: This is done already"},
		"a launch within its month": {pug.Cohort{Stage: pug.StagePublished}, day(9, 30), []set{{"launch", day(10, 20)}}, nil, ""},
		"a launch after its first month": {pug.Cohort{Stage: pug.StagePublished}, day(9, 30), []set{{"launch", day(11, 3)}}, nil,
			"launch: October 2026 is over by then."},
		"a meeting that is asked for when its month is over": {pug.Cohort{Stage: pug.StageRunning}, day(10, 2),
			[]set{{"2026-11", day(12, 3)}}, nil, "2026-11: The month is over"},
		"an end before the last meetings": {pug.Cohort{Stage: pug.StageRunning}, day(10, 2), []set{{"end", day(15, 25)}}, nil,
			"end: The groups still meet in March 2027. Give a time after that month."},
		"an end after the last meetings": {pug.Cohort{Stage: pug.StageRunning}, day(10, 2), []set{{"end", day(16, 20)}}, nil, ""},
	} {
		t.Run(says, func(t *testing.T) {
			row.cohort.ID, row.cohort.Dates = "2026-H2", dates()
			to := dates()
			for _, s := range row.to {
				to = to.Set(s.name, s.at)
			}
			move, problems, err := row.cohort.MoveDates(to, row.now)
			if err != nil || len(move.Moved) != len(row.to) || !slices.Equal(move.Reopen, row.reopens) {
				t.Errorf("it moves %v, opens %v again, %v", move.Moved, move.Reopen, err)
			}
			said := ""
			for _, p := range problems {
				said += p.Name + ": " + p.Sentence + "\n"
			}
			if (said == "") != (row.wrong == "") || !strings.Contains(said, row.wrong) {
				t.Errorf("it says %q", said)
			}
		})
	}
}

func TestDatesThatStayAsTheyAre(t *testing.T) {
	c := pug.Cohort{ID: "2026-H2", Stage: pug.StageMembers, Dates: dates()}
	if _, _, err := c.MoveDates(dates(), day(9, 5)); !pug.IsError(err, pug.Already) {
		t.Errorf("nothing is moved: %v", err)
	}
	c.Stage = pug.StageClosed
	if _, _, err := c.MoveDates(dates().Set("end", day(14, 1)), day(13, 1)); !pug.IsError(err, pug.Conflict) {
		t.Errorf("the cohort has ended: %v", err)
	}
}

func TestWhoIsInAGroupKnowsTheDatesOfBefore(t *testing.T) {
	c := pug.Cohort{ID: "2026-H2", Stage: pug.StageMembers, Dates: dates()}
	move, _, err := c.MoveDates(dates().Set("launch", day(10, 2)), day(9, 5))
	if err != nil || move.After.Known != nil || move.After.Since("launch") != "/20261002T0900" || move.After.Since("end") != "" {
		t.Errorf("before groups are published: %+v, %v", move.After, err)
	}
	c.Published = &pug.Decision{}
	for range 2 {
		move, _, err = c.MoveDates(c.Dates.Set("launch", c.Dates.Launch.AddDate(0, 0, 1)), day(9, 29))
		if c = move.After; err != nil || !c.Known.Launch.Equal(dates().Launch) {
			t.Errorf("they know of %s, %v", c.Known.Launch, err)
		}
	}
	if c.Moved != 2 || len(c.Shifted) != 1 {
		t.Errorf("moved %d times: %v", c.Moved, c.Shifted)
	}
}

func TestMeetingMonthsFollowTheLaunch(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	d := dates().Launching(day(10, 6), zone)
	if d.Months[0].Name != "2026-10" || !d.Months[0].Ask.Equal(day(10, 6)) || !d.End.Equal(dates().End) {
		t.Errorf("five days later, its first month is %+v, and it ends %s", d.Months[0], d.End)
	}
	d = dates().Launching(day(11, 3), zone)
	if first, last := d.Months[0], d.Months[5]; first.Name != "2026-11" || last.Name != "2027-04" {
		t.Errorf("a month later it meets from %s to %s", first.Name, last.Name)
	}
	if err := d.Validate(); err != nil {
		t.Error(err)
	}
	// Clocks go forward on 14 March: what is at four in the morning before it is at four after it.
	if at := d.Renew.In(zone); at.Hour() != 4 || at.Day() != 15 || at.Month() != time.March {
		t.Errorf("Champions are asked to lead again at %s", at)
	}
}
