package store_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// inaSettled is a running cohort in which Ina, a member, stands wherever somebody can: in a group's records, on offers, in
// a proposal, in letters.
func inaSettled(t *testing.T) (env *functest.Env, ina pug.Application) {
	t.Helper()
	env = functest.New(t, morning)
	s := env.Store
	wants(t, s.AddCohort(t.Context(), pug.Cohort{ID: "2026-H2", Stage: pug.StageForming}), "")
	wants(t, s.AddGroup(t.Context(), champions(t, s, 1)), "")
	ina = person(pug.KindMember, "ina")
	ina.FirstName, ina.LastName, ina.Email, ina.Company = "Ina", "Bergström", "ina@fjord.example", "Fjord"
	wants(t, s.Take(t.Context(), taking(ina)), "")
	people := pug.People{Members: []pug.Application{ina}}
	name, err := s.PutPeople(t.Context(), "2026-H2", people)
	wants(t, err, "")
	proposal := pug.Proposal{Cohort: "2026-H2", Revision: 1, People: name, Last: "moved Ina Bergström to Group 1",
		Named: []pug.Lead{{Person: pug.Person{ID: "x", Name: ina.Name(), Email: ina.Email, Company: ina.Company}, Member: ina.ID}}}
	entry := pug.LogEntry{Revision: 1, By: "Ada Hart", At: morning, What: "moved Ina Bergström to Group 1"}
	wants(t, s.AddProposal(t.Context(), proposal, entry), "")
	wants(t, s.TakeSeat(t.Context(), pug.Seat{Group: "2026-H2-g01", Member: ina.Person(), Joined: morning}, nil), "")
	wants(t, s.AddMeeting(t.Context(), pug.Meeting{Group: "2026-H2-g01", Month: "2026-10"}), "")
	wants(t, s.PutTalkingPoints(t.Context(), "2026-H2-g01", "2026-10", pug.TalkingPoints{Member: ina.Person(), Text: "Prices", At: morning}), "")
	wants(t, s.AddFlag(t.Context(), pug.Flag{ID: pug.FlagID("2026-H2-g01", ina.ID, 2), Group: "2026-H2-g01", Member: ina.Person(), Missed: 2}), "")
	wants(t, s.Post(t.Context(), letterTo(ina, "asked", env)), "")
	ina, err = s.Application(t.Context(), ina.ID)
	wants(t, err, "")
	return env, ina
}

func letterTo(a pug.Application, key string, env *functest.Env) store.Letter {
	return store.Letter{ID: store.LetterID(key, a.Email), Key: key, Kind: "question", Subject: "Your talking points",
		To: store.Mailbox{Name: a.Name(), Email: a.Email}, Written: env.Now(), State: store.LetterWaiting, Words: "{}",
		Link: &link.Link{Purpose: "points", Subject: "2026-H2-g01/2026-10", Person: a.Email, Name: a.Name(), Expires: env.Now().Add(time.Hour)}}
}

// identified is the change of Ina's identity as it is planned at the desk.
func identified(t *testing.T, s *store.Store, a pug.Application, to pug.Identity) store.Identification {
	t.Helper()
	standing, err := s.Standing(t.Context(), a)
	wants(t, err, "")
	after, err := a.Identify(to, pug.Neighbours{Group: standing.Group, Seats: standing.Records.Seats}, nil)
	wants(t, err, "")
	return store.Identification{Standing: standing, After: after}
}

func TestL3WhoSomebodyIsChangesWhereverItIsWritten(t *testing.T) {
	env, ina := inaSettled(t)
	s, to := env.Store, pug.Identity{FirstName: "Ina", LastName: "Moen", Email: "ina@harbour.example", Company: "Harbour",
		Zone: "Africa/Lagos"}
	told := store.Call{ID: "told", Created: morning, Input: "{}"}
	wants(t, s.Identify(t.Context(), []store.Identification{identified(t, s, ina, to)}, told), "")

	// What was said stays as it was said; the former address leads to the letters that were sent there.
	said := []string{"LETTERS#ina@fjord.example " + store.LetterID("asked", ina.Email), "PROPOSAL#2026-H2 ENTRY#000001",
		"PROPOSAL#2026-H2 REVISION#000001"}
	if diff := cmp.Diff(slices.Insert(slices.Clone(said), 0, "APPLICATIONS#2026-H2-member "+ina.ID), env.Mentions("Bergström")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"APPLICATIONS#2026-H2-member " + ina.ID, said[0]}, env.Mentions("ina@fjord.example")); diff != "" {
		t.Error(diff)
	}
	now, err := s.ApplicationOf(t.Context(), pug.Person{Name: "Ina Moen", Email: to.Email}, "2026-H2", pug.KindMember)
	if err != nil || now.Identity() != to || !slices.Equal(now.Addresses(), []string{to.Email, "ina@fjord.example"}) {
		t.Errorf("the application is %+v, %v", now, err)
	}
	if ids := found(t, s, "moen harbour"); !slices.Equal(ids, []string{ina.ID}) {
		t.Errorf("found are %v", ids)
	}
	people, err := s.People(t.Context(), "2026-H2", mustProposal(t, s).People)
	proposed := to
	proposed.Zone = "" // groups are formed without it
	if err != nil || people.Members[0].Identity() != proposed || mustProposal(t, s).Named[0].Person.Email != to.Email {
		t.Errorf("the proposal is about %+v, %v", people.Members, err)
	}
	waits, err := s.Letter(t.Context(), to.Email, store.LetterID("asked", to.Email))
	if err != nil || waits.State != store.LetterWaiting || waits.To.Email != to.Email || waits.Link.Person != to.Email {
		t.Errorf("the letter that waits is %+v, %v", waits, err)
	}
	former, err := s.Letter(t.Context(), ina.Email, store.LetterID("asked", ina.Email))
	if err != nil || former.State != store.LetterRefused {
		t.Errorf("the letter to the former address is %+v, %v", former, err)
	}
	outbox, err := s.Outbox(t.Context())
	if err != nil || len(outbox.Letters) != 1 || len(outbox.Calls) != 2 {
		t.Errorf("owed are %+v, %v", outbox, err)
	}
}

func mustProposal(t *testing.T, s *store.Store) pug.Proposal {
	t.Helper()
	p, err := s.Proposal(t.Context(), "2026-H2", 1)
	wants(t, err, "")
	return p
}

func TestL3AChangeCanBeTakenBack(t *testing.T) {
	env, ina := inaSettled(t)
	s, to := env.Store, pug.Identity{FirstName: "Ina", LastName: "Moen", Email: "ina@harbour.example", Company: "Harbour"}
	wants(t, s.Identify(t.Context(), []store.Identification{identified(t, s, ina, to)}), "")
	changed, err := s.Application(t.Context(), ina.ID)
	wants(t, err, "")
	wants(t, s.Identify(t.Context(), []store.Identification{identified(t, s, changed, ina.Identity())}), "")
	back, err := s.Application(t.Context(), ina.ID)
	if err != nil || back.Identity() != ina.Identity() {
		t.Errorf("%+v, %v", back.Identity(), err)
	}
	if l, err := s.Letter(t.Context(), ina.Email, store.LetterID("asked", ina.Email)); err != nil || l.State != store.LetterWaiting {
		t.Errorf("the letter is %+v, %v", l, err)
	}
}

func TestL3NobodyTakesAnAddressFromSomebodyElse(t *testing.T) {
	env, ina := inaSettled(t)
	s, bo := env.Store, person(pug.KindMember, "bo")
	change := identified(t, s, ina, pug.Identity{FirstName: "Ina", LastName: "Bergström", Email: bo.Email, Company: "Fjord"})
	wants(t, s.AddApplication(t.Context(), bo), "") // meanwhile
	wants(t, s.Identify(t.Context(), []store.Identification{change}), pug.Conflict)
	if a, err := s.Application(t.Context(), ina.ID); err != nil || a.Email != ina.Email {
		t.Errorf("%+v, %v", a, err)
	}
}

func TestL3TheCompanyCapHoldsWhenSomebodyChangesTheirCompany(t *testing.T) {
	env, ina := inaSettled(t)
	s := env.Store
	change := identified(t, s, ina, pug.Identity{FirstName: "Ina", LastName: "Bergström", Email: ina.Email, Company: "Harbour"})
	for _, key := range []string{"h1", "h2"} { // meanwhile
		wants(t, s.TakeSeat(t.Context(), employee(t, s, key, "Harbour", "2026-H2-g01"), nil), "")
	}
	wants(t, s.Identify(t.Context(), []store.Identification{change}), pug.Full)
	change.Exception = &pug.Exception{Reason: "They merged", By: "Ada Hart"}
	wants(t, s.Identify(t.Context(), []store.Identification{change}), "")
	wants(t, s.TakeSeat(t.Context(), employee(t, s, "h3", "Harbour", "2026-H2-g01"), nil), pug.Full)
	for _, key := range []string{"f1", "f2"} { // Ina's former company has its two seats again
		wants(t, s.TakeSeat(t.Context(), employee(t, s, key, "Fjord", "2026-H2-g01"), nil), "")
	}
}

func TestL3TheChampionsCompanyHasNoSeatForColleagues(t *testing.T) {
	env, _ := inaSettled(t)
	s := env.Store
	lead, err := s.Application(t.Context(), pug.ApplicationID("2026-H2", pug.KindChampion, "c01"))
	wants(t, err, "")
	to := lead.Identity()
	to.Company = "Harbour"
	wants(t, s.Identify(t.Context(), []store.Identification{identified(t, s, lead, to)}), "")
	wants(t, s.TakeSeat(t.Context(), employee(t, s, "h1", "Harbour", "2026-H2-g01"), nil), pug.Full)
	wants(t, s.TakeSeat(t.Context(), employee(t, s, "c1", lead.Company, "2026-H2-g01"), nil), "")
	if g, err := s.Group(t.Context(), "2026-H2-g01"); err != nil || g.Champion.Company != "Harbour" {
		t.Errorf("the group is led by %+v, %v", g.Champion, err)
	}
}

func TestL3ANewNameFindsItsTwins(t *testing.T) {
	env, ina := inaSettled(t)
	s, twin := env.Store, person(pug.KindMember, "twin")
	twin.FirstName, twin.LastName, twin.Company = "Ina", "Moen", "Fjord"
	wants(t, s.AddApplication(t.Context(), twin), "")
	to := ina.Identity()
	to.LastName = "Moen"
	wants(t, s.Identify(t.Context(), []store.Identification{identified(t, s, ina, to)}), "")
	for id, other := range map[string]string{ina.ID: twin.ID, twin.ID: ina.ID} {
		if a, err := s.Application(t.Context(), id); err != nil || !slices.Equal(a.Twins, []string{other}) {
			t.Errorf("the twins of %s are %v, %v", id, a.Twins, err)
		}
	}
}

// withLead has Ina apply as a Champion as well. How her two applications are read again and changed together is given.
func withLead(t *testing.T, ina pug.Application, s *store.Store) (change func(to pug.Identity) []store.Identification) {
	t.Helper()
	leads := person(pug.KindChampion, "lead")
	leads.FirstName, leads.LastName, leads.Email, leads.Company = ina.FirstName, ina.LastName, ina.Email, ina.Company
	leads.Cohort = ina.Cohort
	wants(t, s.AddApplication(t.Context(), leads), "")
	return func(to pug.Identity) (all []store.Identification) {
		for _, id := range []string{leads.ID, ina.ID} {
			a, err := s.Application(t.Context(), id)
			wants(t, err, "")
			all = append(all, identified(t, s, a, to))
		}
		return all
	}
}

func TestL3AChampionWhoAppliedAsAMemberAsWellChangesTheirNameOnce(t *testing.T) {
	env, ina := inaSettled(t)
	s := env.Store
	change := withLead(t, ina, s)
	for _, to := range []pug.Identity{
		{FirstName: "Ina", LastName: "Moen", Email: "ina@harbour.example", Company: "Harbour"},
		{FirstName: "Ina", LastName: "Moen", Email: "ina@moen.example", Company: "Harbour"},
	} {
		all := change(to)
		wants(t, s.Identify(t.Context(), all), "")
		for _, i := range all {
			if a, err := s.Application(t.Context(), i.After.ID); err != nil || a.Identity() != to {
				t.Errorf("%s is %+v, %v", i.After.ID, a.Identity(), err)
			}
		}
	}
}

func TestL3AnAddressChangesInAllApplicationsOrInNone(t *testing.T) {
	env, ina := inaSettled(t)
	s := env.Store
	change := withLead(t, ina, s)
	to := ina.Identity()
	to.Email = "ina@moen.example"
	wants(t, s.Identify(t.Context(), change(to)), "")
	if twins := pending(t, s, pug.MatterTwins); len(twins) > 0 {
		t.Errorf("staff are asked whether she is the same person as %v", twins)
	}
	back := change(ina.Identity())
	other := person(pug.KindMember, "other")
	other.Email, other.FirstName = ina.Email, "Bo"
	wants(t, s.AddApplication(t.Context(), other), "") // meanwhile
	wants(t, s.Identify(t.Context(), back), pug.Conflict)
	for _, i := range back {
		if a, err := s.Application(t.Context(), i.After.ID); err != nil || a.Email != to.Email || len(a.Twins) > 0 {
			t.Errorf("%s is at %s, and its twins are %v, %v", a.ID, a.Email, a.Twins, err)
		}
	}
}

func TestL3WhoCannotComeToAMeetingIsNamedInTheNoticeAsTheyAreNow(t *testing.T) {
	env, ina := inaSettled(t)
	s, to := env.Store, pug.Identity{FirstName: "Ina", LastName: "Moen", Email: ina.Email, Company: ina.Company}
	m, err := s.Meeting(t.Context(), "2026-H2-g01", "2026-10")
	wants(t, err, "")
	m.State, m.Starts = pug.MeetingPlanned, morning.AddDate(0, 0, 14)
	m, err = s.SaveMeeting(t.Context(), m, nil)
	wants(t, err, "")
	notice := pug.Notice{Member: ina.Person(), Starts: m.Starts, By: ina.Name(), At: morning}
	wants(t, s.PutNotice(t.Context(), m, notice), "")
	wants(t, s.Identify(t.Context(), []store.Identification{identified(t, s, ina, to)}), "")
	records, err := s.GroupRecords(t.Context(), "2026-H2-g01")
	if err != nil || records.Notices["2026-10"][0].Member.Name != "Ina Moen" {
		t.Errorf("the notices are %+v, %v", records.Notices, err)
	}
}

func TestL3ACoChampionChangesTheirName(t *testing.T) {
	s := forming(t, 0)
	co := person(pug.KindChampion, "co")
	wants(t, s.AddApplication(t.Context(), co), "")
	g := champions(t, s, 1)
	beside := co.Person()
	g.Co = &beside
	wants(t, s.AddGroup(t.Context(), g), "")
	to := co.Identity()
	to.LastName = "Moen"
	wants(t, s.Identify(t.Context(), []store.Identification{identified(t, s, co, to)}), "")
	if g, err := s.Group(t.Context(), g.ID); err != nil || g.Co.Name != co.As(to).Name() {
		t.Errorf("the co-Champion is %+v, %v", g.Co, err)
	}
}
