package main

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/mailbox"
	"github.com/partnerusergroups/pugs/infra/local/stand"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/hubspot"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestDatesAreInOrderWhateverTheTime(t *testing.T) {
	for _, now := range []time.Time{
		time.Date(2026, 11, 23, 23, 58, 59, 5e8, time.UTC),
		time.Date(2026, 12, 31, 12, 0, 0, 0, time.UTC), // next month is next year's
		time.Date(2027, 1, 31, 12, 0, 0, 0, time.UTC),  // next month has no such day
	} {
		d := datesFrom(now)
		if err := d.Validate(); err != nil {
			t.Error(err)
		}
		if took := d.Launch.Sub(now); took > 2*time.Minute {
			t.Errorf("it takes %s until the cohort launches", took)
		}
		if d.Months[0].To.Before(now.AddDate(0, 0, 28)) {
			t.Errorf("on %s, no day is left to meet on before %s", now, d.Months[0].To)
		}
	}
}

func TestSubmissionsAreMadeWhileTheirPhaseIsOpen(t *testing.T) {
	zone, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	emails := map[string][]string{}
	for name, d := range map[string]pug.Dates{
		"emulator": datesFrom(time.Now()), "stand": calendar.Plan(cohort, zone, calendar.DefaultLeads()),
	} {
		bodies, err := submissions(d)
		if err != nil {
			t.Fatal(err)
		}
		for _, body := range bodies {
			s, err := hubspot.Reader{}.Read(body)
			if err != nil {
				t.Fatal(err)
			}
			emails[name] = append(emails[name], s.Properties["email"])
			kind := pug.Kind(s.Properties["pug_application"])
			if problems := d.Phase(kind).Check(kind, cohort, s.At, time.Time.String); len(problems) > 0 {
				t.Errorf("on the %s, %s applies at a wrong time: %v", name, s.Properties["email"], problems)
			}
		}
	}
	if diff := cmp.Diff(emails["stand"], emails["emulator"]); diff != "" {
		t.Errorf("others apply, or in another order (-stand +emulator):\n%s", diff)
	}
}

func TestAMailOfTheEmulatorIsReadAsOneOfTheStand(t *testing.T) {
	const page = "http://a1.execute-api.localhost:4566/review/abc"
	for name, test := range map[string]struct{ subject, want string }{
		"a subject in ASCII":    {"Chloe applies", "Chloe applies"},
		"an encoded one":        {"=?UTF-8?q?Chlo=C3=A9_applies?=", "Chloé applies"},
		"one on more lines":     {"=?UTF-8?q?Chlo=C3=A9_applies_?=\n =?UTF-8?q?as_a_member?=", "Chloé applies as a member"},
		"one in another script": {"=?utf-8?b?5YGl5aSq?= applies", "健太 applies"},
		"one that says nothing": {"", ""},
	} {
		t.Run(name, func(t *testing.T) {
			m, err := mailbox.New("http://a1.execute-api.localhost:4566").Receive(message{
				MessageID: "m1", Source: "Groups <groups@pugs.example>", To: []string{"ada@staff.example"}, Subject: test.subject,
				BodyText: "Decide here: " + page + "\r\n", Timestamp: 1.5}.sent())
			if err != nil {
				t.Fatal(err)
			}
			if m.Subject != test.want || m.To != "ada@staff.example" || !m.Time.Equal(time.UnixMilli(1500)) {
				t.Errorf("the mail is %+v", m)
			}
			if diff := cmp.Diff([]string{page}, m.Links); diff != "" {
				t.Errorf("links (-want +got):\n%s", diff)
			}
		})
	}
}

// What the emulator has to come to: if this fails, the seed is for another sample, or for other habits.
func TestOnTheStandTheCohortIsAStoryWorthPlaying(t *testing.T) {
	r, err := playOnStand(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	members := 0
	for _, g := range r.Groups {
		members += len(g.Members)
		for i, m := range g.Meetings {
			if (m.State == string(pug.MeetingReported)) != (i < heldMonths) {
				t.Errorf("the meeting of %s in %s is %s", g.ID, m.Month, m.State)
			}
		}
	}
	applied := r.Applications.Member
	if taken := members + len(r.Flags) - applied.Approved; taken <= 0 {
		t.Errorf("%d seats that came free are taken", taken)
	}
	for what, n := range map[string]int{
		"flags": len(r.Flags), "people who are declined": applied.Declined, "people who wait": len(r.Waitlist),
		"Champions who lead again": len(r.Renewals),
	} {
		if n == 0 {
			t.Errorf("there are no %s", what)
		}
	}
	if len(r.Groups) != 2 {
		t.Errorf("there are %d groups", len(r.Groups))
	}
}

func TestOutcomesAreComparedButForTheirDates(t *testing.T) {
	report := func(change func(*stand.Report)) stand.Report {
		held := stand.MeetingReport{Month: "2027-03", Starts: time.Unix(0, 0), Minutes: 60, Missed: []string{"a@example.com"}}
		r := stand.Report{Seed: 1, Groups: []stand.GroupReport{{ID: "g01", Meetings: []stand.MeetingReport{held}}}}
		change(&r)
		return r
	}
	expected := report(func(*stand.Report) {})
	for name, test := range map[string]struct {
		change func(*stand.Report)
		same   bool
	}{
		"another date is the same outcome":    {func(r *stand.Report) { r.Groups[0].Meetings[0].Starts = time.Unix(5, 0) }, true},
		"another duration is":                 {func(r *stand.Report) { r.WallMS, r.VirtualDays = 5, 9 }, true},
		"an empty list is the same as none":   {func(r *stand.Report) { r.Flags = []stand.FlagReport{} }, true},
		"somebody else's miss is another one": {func(r *stand.Report) { r.Groups[0].Meetings[0].Missed[0] = "b" }, false},
		"somebody else who waits is":          {func(r *stand.Report) { r.Waitlist = []string{"b@example.com"} }, false},
		"another number of late ones is":      {func(r *stand.Report) { r.Applications.Late++ }, false},
		"another decision about a flag is":    {func(r *stand.Report) { r.Flags = []stand.FlagReport{{Decision: "keep"}} }, false},
		"another Champion who leads again is": {func(r *stand.Report) { r.Renewals = []string{"b@example.com"} }, false},
		"another group is":                    {func(r *stand.Report) { r.Groups = nil }, false},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := difference(expected, report(test.change)); (diff == "") != test.same {
				t.Errorf("the difference is %q", diff)
			}
		})
	}
}

func TestAStageThatWasPassedBetweenTwoLooksWasReached(t *testing.T) {
	for stage, want := range map[pug.Stage]bool{
		"": false, pug.StageMembers: false, pug.StageForming: true, pug.StageRunning: true,
	} {
		if got := at(pug.StageForming)(scene{cohort: pug.Cohort{Stage: stage}}); got != want {
			t.Errorf("at %q, the cohort came to its forming: %v", stage, got)
		}
	}
}

func TestAMonthHasMetWhenEachGroupHas(t *testing.T) {
	assessed := func(month int) pug.Meeting { return pug.Meeting{Month: cohort.Months()[month], Assessed: true} }
	waiting := pug.Meeting{Month: cohort.Months()[0], State: pug.MeetingReported}
	for name, test := range map[string]struct {
		meetings []pug.Meeting
		want     bool
	}{
		"no meeting":                  {nil, false},
		"one group of two":            {[]pug.Meeting{assessed(0)}, false},
		"one that is not yet counted": {[]pug.Meeting{assessed(0), waiting}, false},
		"one in another month":        {[]pug.Meeting{assessed(0), assessed(1)}, false},
		"both groups":                 {[]pug.Meeting{assessed(0), assessed(0), assessed(1)}, true},
	} {
		t.Run(name, func(t *testing.T) {
			if got := met(0)(scene{cohort: pug.Cohort{Groups: 2}, meetings: test.meetings}); got != test.want {
				t.Errorf("they have met: %v", got)
			}
		})
	}
}
