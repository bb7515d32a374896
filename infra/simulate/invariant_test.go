package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/asl"
	"github.com/partnerusergroups/pugs/infra/local/hubspot"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

const (
	roseID = "2026-H2-champion-rosa"
	inaID  = "2026-H2-member-ina"
	boID   = "2026-H2-member-bo"
)

// sound is a cohort of a Champion, a member with a seat who missed two meetings and is kept, and one who waits: nothing
// is broken.
func sound(t *testing.T) Snapshot {
	t.Helper()
	dates := calendar.Plan("2026-H2", newYork(t), calendar.DefaultLeads())
	decided := func(choice pug.Choice) *pug.Decision {
		return &pug.Decision{Choice: choice, By: "Ada", At: dates.MembersOpen}
	}
	person := func(id string) pug.Person {
		_, name, _ := strings.Cut(id[len("2026-H2-"):], "-")
		return pug.Person{ID: id, Name: name, Email: name + "@example.com", Company: name}
	}
	applied := func(id string, kind pug.Kind, status pug.Status) pug.Application {
		p := person(id)
		return pug.Application{ID: id, Cohort: "2026-H2", Kind: kind, Email: p.Email, FirstName: p.Name, Status: status,
			Decision: decided(pug.ChoiceApprove)}
	}
	starts := dates.Launch.AddDate(0, 0, 14)
	meeting := func(month string, at time.Time) pug.Meeting {
		return pug.Meeting{Group: "2026-H2-g01", Month: month, State: pug.MeetingReported, Topic: "Prices", Starts: at,
			Planned: at.AddDate(0, 0, -7), Minutes: 60, Assessed: true}
	}
	missed := func(month string) pug.Report {
		return pug.Report{Group: "2026-H2-g01", Month: month, Members: map[string]pug.Attendance{inaID: pug.Missed}}
	}
	s := Snapshot{
		World: World{Cohorts: []pug.CohortID{"2026-H2"}}, Zone: newYork(t), Notes: &Notes{},
		Cohorts: []pug.Cohort{{ID: "2026-H2", Stage: pug.StageClosed, Dates: dates, Launched: dates.Launch,
			Published: decided(pug.ChoicePublish)}},
		Applications: []pug.Application{applied(roseID, pug.KindChampion, pug.StatusApproved),
			applied(inaID, pug.KindMember, pug.StatusApproved), applied(boID, pug.KindMember, pug.StatusWaitlisted)},
		Groups: []Group{{
			Group:    pug.Group{ID: "2026-H2-g01", Cohort: "2026-H2", Champion: person(roseID), Partners: 2},
			Seats:    []pug.Seat{{Group: "2026-H2-g01", Member: person(inaID), Joined: dates.Curate}},
			Meetings: []pug.Meeting{meeting("2026-10", starts), meeting("2026-11", starts.AddDate(0, 1, 0))},
			Reports:  pug.Reports{missed("2026-10"), missed("2026-11")},
			Flags: []pug.Flag{{ID: pug.FlagID("2026-H2-g01", inaID, 2), Group: "2026-H2-g01", Member: person(inaID), Missed: 2,
				Decision: &pug.Decision{Choice: pug.ChoiceKeep, By: "Ada", At: starts.AddDate(0, 1, 7)}}},
			Offers: []pug.Offer{{ID: "o1", Group: "2026-H2-g01", Person: person(boID), Decision: decided(pug.ChoiceLapse)}},
			Renewal: &pug.Renewal{Group: "2026-H2-g01", Next: "2027-H1", Champion: person(roseID),
				Decision: decided(pug.ChoiceNo)},
		}},
		Contacts: []hubspot.Contact{{Properties: map[string][]hubspot.Version{"email": {{Value: "bo@example.com"}},
			"pug_status": {{Value: "waitlisted"}}, "pug_cohort": {{Value: "2026-H2"}}}}},
		Waitlist:   []pug.Place{{Cohort: "2026-H2", Order: 1, Person: person(boID)}},
		Executions: []asl.Execution{{ARN: strings.Repeat("x", 60), Status: asl.Succeeded}},
	}
	for _, a := range s.Applications {
		s.Notes.Deliveries = append(s.Notes.Deliveries, Delivery{Status: 200, Application: a.ID, Outcome: "accepted",
			Submission: Submission{ID: a.ID, Email: a.Email, Cohort: "2026-H2"}})
		s.mail(a.Email, "We have your application", a)
	}
	rosa, ina, bo := s.Applications[0], s.Applications[1], s.Applications[2]
	for _, subject := range []string{"You are a Champion of the October 2026 cohort", `Your group on "Prices" opens`,
		"Your group starts today: Prices", "Will you lead your group again? Prices", "Thank you for leading Prices"} {
		s.mail(rosa.Email, subject, rosa)
	}
	for _, subject := range []string{"You are approved for the October 2026 cohort", "You have a seat in the group on Prices",
		"Your group starts today: Prices", "Invitation: Prices", "We missed you", "You keep your seat", "Your group has ended: Prices"} {
		s.mail(ina.Email, subject, ina)
	}
	for _, subject := range []string{"You are on the waitlist of the October 2026 cohort", "You are number 1",
		"The offer of a seat has lapsed", "The October 2026 cohort has ended"} {
		s.mail(bo.Email, subject, bo)
	}
	s.mail("ada@staff.example", "The October 2026 cohort has ended", pug.Application{})
	s.Notes.Clicks = []Click{{Who: "ada@staff.example", Purpose: "review", Status: 200,
		Page: "The application of ina was approved Your decision is saved."}}
	return s
}

func (s *Snapshot) mail(to, subject string, a pug.Application) {
	s.Letters = append(s.Letters, store.Letter{To: store.Mailbox{Email: to}, Subject: subject})
	s.Notes.Mails = append(s.Notes.Mails, Mail{To: to, Subject: subject, Applications: []pug.Application{a},
		Seated: a.ID == inaID || a.ID == roseID})
}

// lose takes the mails with that beginning away.
func lose(subject string) func(*Snapshot) {
	return func(s *Snapshot) {
		s.Notes.Mails = slices.DeleteFunc(s.Notes.Mails, func(m Mail) bool { return strings.HasPrefix(m.Subject, subject) })
	}
}

func broken(s Snapshot) []string {
	var names []string
	for _, i := range Invariants() {
		if len(i.Broken(s)) > 0 {
			names = append(names, i.Name)
		}
	}
	return names
}

// known has calendars know of the first meeting.
func known(g *Group) { g.Meetings[0].Event.UID = "m@pugs" }

// succeeded is the line of the log about a Champion whom staff named.
func succeeded(who string, at time.Time) pug.Entry {
	return pug.Entry{At: at, Deed: "succeeded", About: []pug.Subject{{ID: "2026-H2-g01"}, {ID: who}}}
}

func TestStaffMayNameAChampionOfAMembersCompany(t *testing.T) {
	s := sound(t)
	g := &s.Groups[0]
	g.Seats[0].Member.Company = "Rosa"
	g.Log = []pug.Entry{succeeded(roseID, g.Seats[0].Joined.Add(day))}
	if names := broken(s); len(names) > 0 {
		t.Errorf("broken is %q", names)
	}
}

// Ina was excused and declined as a member, and leads the group by her application as a Champion.
func TestWhoLeftAsAMemberAndLeadsHasTheMeetings(t *testing.T) {
	s := sound(t)
	g := &s.Groups[0]
	known(g)
	champion := s.Applications[1]
	champion.ID, champion.Kind = "2026-H2-champion-ina", pug.KindChampion
	s.Applications = append(s.Applications, champion)
	g.Seats[0].Excused = g.Meetings[0].Planned.Add(-day)
	g.Log = []pug.Entry{succeeded(champion.ID, g.Meetings[0].Planned.Add(-time.Hour))}
	rosa, uid := g.Champion.Email, g.Meetings[0].Event.UID
	s.Calendars = map[string][]string{rosa: {uid}, champion.Email: {uid}}
	if strays := strayed(s); len(strays) > 0 {
		t.Errorf("broken is %q", strays)
	}
	delete(s.Calendars, champion.Email)
	if strays := strayed(s); !slices.ContainsFunc(strays, func(b string) bool { return strings.HasPrefix(b, champion.Email+" is in") }) {
		t.Errorf("without the meeting, broken is %q", strays)
	}
}

func TestWhoMovedIsKnownByBothAddresses(t *testing.T) {
	s := sound(t)
	s.Former = map[string]string{moved("ina@example.com"): "ina@example.com"}
	for i := range s.Applications {
		if s.Applications[i].ID == inaID {
			s.Applications[i].Email = moved("ina@example.com")
		}
	}
	s.Groups[0].Seats[0].Member.Email = moved("ina@example.com")
	s.Groups[0].Flags[0].Member.Email = moved("ina@example.com")
	if names := broken(s); len(names) > 0 {
		t.Errorf("broken is %q", names)
	}
}

func TestAnotherPersonAppliesFromAnAddressThatSomebodyHasLeft(t *testing.T) {
	s := sound(t)
	ina := "ina@example.com"
	s.Former = map[string]string{moved(ina): ina}
	s.Applications[1].Email = moved(ina)
	s.Groups[0].Seats[0].Member.Email = moved(ina)
	s.Groups[0].Flags[0].Member.Email = moved(ina)
	newcomer := s.Applications[2]
	newcomer.ID, newcomer.Email, newcomer.Status = "2026-H2-member-ina2", ina, pug.StatusDeclined
	newcomer.Decision = &pug.Decision{Choice: pug.ChoiceDecline, By: "Ada"}
	s.Applications = append(s.Applications, newcomer)
	s.mail(ina, "Not this time: your application for the October 2026 cohort", newcomer)
	if told := untold(s); len(told) > 0 {
		t.Errorf("broken is %q", told)
	}
	lose("Not this time")(&s)
	if told := untold(s); len(told) != 1 {
		t.Errorf("nobody told the newcomer, and broken is %q", told)
	}
}

func TestWhoFollowsTheChampionTooLateIsNotAskedToLeadAgain(t *testing.T) {
	s := sound(t)
	g := &s.Groups[0]
	g.Champion, g.Partners = pug.Person{ID: "2026-H2-champion-nia", Email: "nia@example.com"}, 2
	g.Renewal = nil
	resigned := pug.Entry{Deed: "resigned", About: []pug.Subject{{ID: g.ID}, {ID: roseID}}}
	for name, c := range map[string]struct {
		at     time.Time
		broken int
	}{
		"in time":  {s.Cohorts[0].Launched.AddDate(0, 1, 0), 1},
		"too late": {s.Cohorts[0].Dates.End.AddDate(0, 0, -7), 0},
	} {
		resigned.At = c.at
		g.Log = []pug.Entry{resigned}
		if broken := unrenewed(s); len(broken) != c.broken {
			t.Errorf("where they follow %s, broken is %q", name, broken)
		}
	}
}

func TestNothingIsBrokenInASoundCohort(t *testing.T) {
	s := sound(t)
	for _, i := range Invariants() {
		for _, sentence := range i.Broken(s) {
			t.Errorf("%s: %s", i.Name, sentence)
		}
	}
}

func TestTheJudgeSeesWhatIsBroken(t *testing.T) {
	seen := map[string]bool{}
	group := func(change func(*Group)) func(*Snapshot) { return func(s *Snapshot) { change(&s.Groups[0]) } }
	for _, row := range []struct {
		says   string
		change func(*Snapshot)
		breaks string // the beginning of the invariant
	}{
		{"a group counts somebody who is not there", group(func(g *Group) { g.Partners = 3 }), "R5: at most 20"},
		{"a member works where the Champion does", group(func(g *Group) { g.Seats[0].Member.Company = "Rosa " }), "R5: at most two"},
		{"a member joins at the company of a Champion whom staff named before", group(func(g *Group) {
			g.Seats[0].Member.Company = "Rosa"
			g.Log = []pug.Entry{succeeded(roseID, g.Seats[0].Joined.Add(-day))}
		}), "R5: at most two"},
		{"a member sits in a closed group", group(func(g *Group) { g.State = pug.GroupClosed }), "L1: nobody"},
		{"a member lacks a meeting in the calendar", group(known), "L1, L2"},
		{"who led the group has a meeting that was ahead", func(s *Snapshot) {
			s.Calendars = map[string][]string{"ina@example.com": {"m@pugs"}, "rosa@example.com": {"m@pugs"}, "bo@example.com": {"m@pugs"}}
			known(&s.Groups[0])
			g := &s.Groups[0]
			g.Log = []pug.Entry{{At: g.Meetings[0].Starts.Add(-day), Deed: "resigned", About: []pug.Subject{{}, {ID: boID}}}}
		}, "L1, L2"},
		{"staff do not know that mail comes back", func(s *Snapshot) {
			s.World.Bounces = []Bounce{{"bo@example.com", s.Cohorts[0].Launched}}
			s.At = s.Cohorts[0].Dates.End
			s.Letters = append(s.Letters, store.Letter{To: store.Mailbox{Email: "bo@example.com"}, Sent: s.At})
		}, "L13: staff"},
		{"somebody misses what they were never told of", func(s *Snapshot) {
			s.World.Bounces = []Bounce{{"ina@example.com", s.Cohorts[0].Launched}}
			s.At = s.Cohorts[0].Dates.End
		}, "L13: nobody"},
		{"who was let in is not told", func(s *Snapshot) {
			s.Applications[2].Own, s.Notes.Deliveries[2].Outcome = true, "late"
			s.mail(s.Applications[2].Email, "Your application to the Partner User Groups cannot be taken", pug.Application{})
		}, "R3, R4: who applied is thanked"},
		{"there are eleven groups", func(s *Snapshot) {
			s.Groups = append(s.Groups, slices.Repeat([]Group{{Group: pug.Group{Cohort: "2026-H2"}}}, 10)...)
		}, "R6"},
		{"somebody sits and waits", func(s *Snapshot) { s.Waitlist[0].Person = s.Groups[0].Seats[0].Member }, "R5: nobody has two"},
		{"somebody waits in another cohort", func(s *Snapshot) { s.Waitlist[0].Cohort = "2027-H1" }, "R2"},
		{"an application is gone", func(s *Snapshot) { s.Applications = s.Applications[:2] }, "A submission"},
		{"a submission is two applications", func(s *Snapshot) {
			d := s.Notes.Deliveries[1]
			d.Application = boID
			s.Notes.Deliveries = append(s.Notes.Deliveries, d)
		}, "A submission"},
		{"a decision is another one than the page said", func(s *Snapshot) { s.Notes.Clicks[0].Page = "The application of ina was declined" }, "L4"},
		{"somebody is told of a seat that they lost", func(s *Snapshot) { s.Notes.Mails[9].Seated = false }, "A letter says"},
		{"somebody is told what is not decided", func(s *Snapshot) {
			s.Notes.Mails[3].Applications[0].Status = pug.StatusPending
		}, "A letter says"},
		{"a letter comes twice", func(s *Snapshot) {
			s.Notes.Mails = append(s.Notes.Mails, s.Notes.Mails[0])
		}, "A letter comes once"},
		{"somebody is excused and sits on", func(s *Snapshot) {
			s.mail("ina@example.com", "You are excused from your group", s.Applications[1])
		}, "A letter says"},
		{"the sweep repairs what was whole", func(s *Snapshot) { s.Notes.Repairs = []Repair{{Count: 1}} }, "The sweep"},
		{"a log line has an address", func(s *Snapshot) { s.Notes.Logs = []string{"ina@example.com"} }, "Logs"},
		{"an application is undecided", func(s *Snapshot) { s.Applications[1].Status = pug.StatusPending }, "R3, R4: every"},
		{"somebody is never told", lose("You are a Champion"), "R3, R4: who applied is told"},
		{"somebody is told two things", func(s *Snapshot) {
			s.mail("bo@example.com", "Not this time: your application for the October 2026 cohort", pug.Application{Status: pug.StatusDeclined})
		}, "R3, R4: who applied is told"},
		{"nobody thanked an applicant", lose("We have your application"), "R3, R4: who applied is thanked"},
		{"an approved member has nothing", func(s *Snapshot) { s.Waitlist = nil }, "R4: once"},
		{"a question was answered long since", func(s *Snapshot) { s.Notes.Mails[0].Overtaken = true }, "A letter says"},
		{"a member does not know of the seat", lose("You have a seat"), "R5, R7"},
		{"who waits does not know", func(s *Snapshot) { lose("You are number")(s); lose("You are on the waitlist")(s) }, "R5, R7"},
		{"the launch was three days late", func(s *Snapshot) { s.Cohorts[0].Launched = s.Cohorts[0].Launched.Add(3 * day) }, "R9: a published"},
		{"nobody said that the group starts", lose("Your group starts"), "R9: a published"},
		{"a member is not invited", lose("Invitation"), "R9: every member"},
		{"two misses and no flag", group(func(g *Group) { g.Flags = nil }), "R11: flags"},
		{"a flag and one miss", group(func(g *Group) { g.Reports = g.Reports[:1]; g.Meetings = g.Meetings[:1] }), "R11: flags"},
		{"nobody wrote of the first miss", lose("We missed you"), "R11: flags"},
		{"a flag is undecided", group(func(g *Group) { g.Flags[0].Decision = nil }), "R11: staff's"},
		{"an excused member sits on", group(func(g *Group) { g.Flags[0].Decision.Choice = pug.ChoiceExcuse }), "R11: staff's"},
		{"a kept member does not know", lose("You keep"), "R11: staff's"},
		{"an offer is open", group(func(g *Group) { g.Offers[0].Decision = nil }), "R11: an offer"},
		{"a yes came to nothing", group(func(g *Group) { g.Offers[0].Decision.Choice = pug.ChoiceYes }), "R11: an offer"},
		{"nobody said that an offer lapsed", lose("The offer"), "R11: an offer"},
		{"a Champion was never asked", lose("Will you lead"), "R12"},
		{"a yes is no application", group(func(g *Group) { g.Renewal.Decision.Choice = pug.ChoiceYes }), "R12"},
		{"a Champion does not hear that it ended", lose("Thank you for leading"), "L16: who"},
		{"a member does not hear that it ended", lose("Your group has ended"), "L16: who"},
		{"who was erased stands in a letter", func(s *Snapshot) { s.Traces = map[string][]string{"ina@example.com": {`"Ina" in LETTERS#`}} },
			"L12: nothing is left"},
		{"the cohort never ends", func(s *Snapshot) { s.Cohorts[0].Stage = pug.StageRunning }, "L16"},
		{"an execution failed", func(s *Snapshot) { s.Executions[0].Status = asl.Failed }, "Every execution"},
		{"HubSpot shows what was before", func(s *Snapshot) { s.Contacts[0].Properties["pug_status"][0].Value = "applied" }, "HubSpot"},
		{"HubSpot is not told of something", func(s *Snapshot) { s.Outbox.Stale = []store.Stale{{}} }, "Nothing is left"},
		{"a call of a workflow was never made", func(s *Snapshot) { s.Outbox.Calls = []store.Call{{}} }, "Nothing is left"},
		{"a letter waits", func(s *Snapshot) { s.Outbox.Letters = []store.Waiting{{}} }, "Nothing is left"},
	} {
		t.Run(row.says, func(t *testing.T) {
			s := sound(t)
			row.change(&s)
			names := broken(s)
			for _, name := range names {
				seen[name] = true
			}
			if !slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(name, row.breaks) }) {
				t.Errorf("broken is %q", names)
			}
		})
	}
	for _, i := range Invariants() {
		if !seen[i.Name] {
			t.Errorf("nothing here breaks %q", i.Name)
		}
	}
}
