package grouping_test

import (
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestPublishTellsEverybodyOnce(t *testing.T) {
	s, link := proposed(t)
	s.post(t, link, "action", "publish")
	// SES fails in the middle; the workflow tries again, and once more after that.
	left := 5
	s.Fail = func(string) error {
		if left--; left < 0 {
			return errors.New("down")
		}
		return nil
	}
	if name := s.Do(t, "publish", map[string]any{"cohort": cohort}, nil); name != lambdafn.ErrorUnavailable {
		t.Fatalf("with SES down: %q", name)
	}
	s.Fail = nil
	s.do(t, "publish")
	s.do(t, "publish")

	if c := s.cohort(t); c.Stage != pug.StagePublished {
		t.Errorf("stage %s", c.Stage)
	}
	for _, g := range s.groups(t) {
		if g.State != pug.GroupOpen {
			t.Errorf("%s is %s", g.ID, g.State)
		}
	}
	for email, subject := range map[string]string{
		"p0@example.org":  `You have a seat in the group on "Pricing"`,
		"abe@example.org": `Your group on "SEO" opens with 6 members`,
		"w@example.org":   "No open group of the October 2026 cohort suits your application",
		"cal@example.org": `Your group on "Hiring" does not open in the October 2026 cohort`,
	} {
		if mails := s.To(email); len(mails) != 1 || mails[0].Letter.Subject != subject {
			t.Errorf("to %s: %+v", email, mails)
		}
	}
	staff := s.To("bo@example.com")
	if len(staff) != 2 {
		t.Fatalf("%d mails to staff", len(staff))
	}
	has(t, staff[1].Letter.Subject, "Published: 2 groups of the October 2026 cohort with 12 members")
	has(t, s.To("abe@example.org")[0].Text, "Your members\n- S0 Test, Company s0")
	has(t, s.To("w@example.org")[0].Text, "No Champion offers", "tell us which", "\n- Pricing · Marketing · North America\n- SEO · Marketing", "name more topics")
	has(t, s.To("p0@example.org")[0].Text, "Its topic is your 1st choice, and it is in your region.")
	if diff := cmp.Diff(s.proposal(t), s.seated(t)); diff != "" {
		t.Errorf("(-proposed +seated)\n%s", diff)
	}
	if a, err := s.Store.Application(t.Context(), memberID("w")); err != nil ||
		!strings.HasPrefix(a.Unplaced, "No Champion offers") {
		t.Errorf("w is unplaced because %q, %v", a.Unplaced, err)
	}
}

func TestWhoseGroupIsFullIsToldWhereThereAreSeats(t *testing.T) {
	s := newScene(t)
	s.champion(t, "bea", "Pricing")
	s.champion(t, "abe", "SEO")
	s.members(t, "p", pug.MemberSeats+1, "Pricing")
	s.members(t, "s", pug.MinMembers, "SEO")
	s.do(t, "propose")
	s.post(t, s.curate(t, 0), "action", "publish")
	s.do(t, "publish")
	text := s.To("p9@example.org")[0].Text // the last by id
	has(t, text, "you are number 1 on the waitlist", "tell us which.\n\n- SEO · Marketing · North America\n")
	if strings.Contains(text, "- Pricing") {
		t.Errorf("the full group has a free seat: %q", text)
	}
}

// Who also applied as a member has no part in the groups as one while they may lead one, and loses nothing by that.
func TestAChampionWithoutAGroupWaitsByTheirApplicationAsAMember(t *testing.T) {
	s := newScene(t)
	cal := s.champion(t, "cal", "Hiring")
	s.champion(t, "abe", "SEO")
	s.add(t, pug.KindMember, "cal", "SEO")
	s.add(t, pug.KindMember, "abe", "SEO")
	s.members(t, "s", pug.MinMembers, "SEO")
	s.do(t, "propose")
	s.post(t, s.curate(t, 0), "action", "publish")
	s.do(t, "publish")
	s.do(t, "publish")
	if got := s.seated(t); !strings.HasSuffix(got, "waitlist: cal") {
		t.Error(got)
	}
	var subjects []string
	for _, m := range s.To(cal.Email) {
		subjects = append(subjects, m.Letter.Subject)
		if m.Letter.Subject == subjects[0] {
			has(t, m.Text, "you are number 1 on the waitlist", "Approved as a Champion, whose group did not open.")
		} else if strings.Contains(m.Text, "Join as a member") {
			t.Errorf("who waits is asked to apply: %s", m.Text)
		}
	}
	want := []string{"You are number 1 on the waitlist of the October 2026 cohort",
		`Your group on "Hiring" does not open in the October 2026 cohort`}
	if diff := cmp.Diff(want, subjects); diff != "" {
		t.Errorf("letters (-want +got):\n%s", diff)
	}
}

func TestAMemberOfASimilarRoleIsToldWhatTheGroupIsFor(t *testing.T) {
	s := newScene(t)
	s.champion(t, "bea", "Pricing")
	s.members(t, "p", 4, "Pricing")
	s.Member(t, "Sol Test", func(a *pug.Application) {
		a.Email, a.Role, a.Topics = "sol@example.org", pug.RoleSales, functest.Topics("Pricing")
	})
	s.do(t, "propose")
	link := s.curate(t, 0)
	has(t, s.show(t, link, ""), "1st choice, similar role")
	s.post(t, link, "action", "publish")
	s.do(t, "publish")
	has(t, s.To("sol@example.org")[0].Text, "it is in your region. Its role, Marketing, is similar to yours.")
}

// Somebody who is approved between two tries of the task does not push others out of their places.
func TestTheWaitlistIsWrittenOnceHoweverOftenTheTaskIsTried(t *testing.T) {
	s, link := proposed(t)
	s.post(t, link, "action", "publish")
	s.do(t, "publish")
	s.Pass(-48 * time.Hour)
	s.add(t, pug.KindMember, "early", "Quantum")
	s.Pass(48 * time.Hour)
	s.do(t, "publish")
	if got := s.seated(t); !strings.HasSuffix(got, "waitlist: w early") {
		t.Error(got)
	}

	// W has come to a seat by the waitlist, and does not wait any more.
	places, err := s.Store.Waitlist(t.Context(), cohort)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(places, func(p pug.Place) bool { return p.Person.ID == memberID("w") })
	s.Must(t, s.Store.TakeSeat(t.Context(), pug.Seat{Group: groupID(1), Member: places[at].Person}, &places[at]))
	s.do(t, "publish")
	if got := s.seated(t); !strings.HasSuffix(got, "waitlist: early") {
		t.Error(got)
	}
}

func TestR7ANamedChampionLeadsWhatStaffSay(t *testing.T) {
	s, link := proposed(t)
	for _, c := range [][]string{
		{"email", "nia@north.example", "name", "Nia North", "company", "North", "topic", "Quantum"},
		{"email", "s5@example.org", "topic", "Quantum"},
		{"email", "cal@example.org", "topic", "SEO"},
	} {
		s.add(t, pug.KindMember, "x"+c[1][:1], "Quantum")
		status, page := s.post(t, link, append(c, "action", "name", "role", "marketing", "region", "NA")...)
		if status != 303 {
			t.Fatalf("%d: %s", status, page)
		}
	}
	s.members(t, "q", 10, "Quantum")
	s.members(t, "o", 9, "SEO")
	status, page := s.post(t, link, "action", "again", "plan", plan(t, s.show(t, link, "show=again")))
	if status != 303 {
		t.Fatalf("%d: %s", status, page)
	}
	if status, page = s.post(t, link, "action", "publish"); status != 200 {
		t.Fatalf("%d: %s", status, page)
	}
	s.do(t, "publish")
	s.do(t, "publish")
	if diff := cmp.Diff(s.proposal(t), s.seated(t)); diff != "" {
		t.Errorf("(-proposed +seated)\n%s", diff)
	}
	for email, what := range map[string]struct{ mail, topic string }{
		"nia@north.example": {"The team asked you to lead a group", "Quantum"}, "s5@example.org": {"The team asked you to lead a group", "Quantum"},
		"cal@example.org": {"The team asked you to lead a group", "SEO"},
	} {
		a, err := s.Store.ApplicationOf(t.Context(), pug.Person{Email: email}, cohort, pug.KindChampion)
		if err != nil || a.Status != pug.StatusApproved || a.Topic().Name != what.topic || a.Group == "" {
			t.Errorf("%s: %+v, %v", email, a, err)
		}
		mails := s.To(email)
		if len(mails) != 1 {
			t.Fatalf("%s: %d mails", email, len(mails))
		}
		has(t, mails[0].Text, what.mail)
	}
}

func TestR7WhoIsNamedAndAppliesIsOnePerson(t *testing.T) {
	s, link := proposed(t)
	status, page := s.post(t, link, "action", "name", "email", "cleo@example.org", "name", "Cleo", "topic", "Pricing", "role", "marketing",
		"region", "NA")
	if status != 303 {
		t.Fatalf("%d: %s", status, page)
	}
	for _, id := range []string{"p0", "p1", "p2", "p3", "p4", "p5"} {
		s.post(t, link, "action", "move", "member", memberID(id), "group", groupID(3))
	}
	applied := s.add(t, pug.KindChampion, "cleo", "Gardening")
	s.add(t, pug.KindMember, "cleo", "Pricing")
	s.do(t, "lapse")
	s.do(t, "publish")
	s.do(t, "publish")
	a, err := s.Store.ApplicationOf(t.Context(), pug.Person{Email: "cleo@example.org"}, cohort, pug.KindChampion)
	if err != nil || a.ID != applied.ID || a.Group != groupID(3) || a.Topic().Name != "Pricing" {
		t.Errorf("the Champion is %+v, %v", a, err)
	}
	if m := s.Application(t, memberID("cleo")); m.Settled() {
		t.Errorf("the Champion is a member too: %+v", m)
	}
	if mails := s.To("cleo@example.org"); len(mails) != 1 {
		t.Errorf("%d mails", len(mails))
	}
}

func TestWhoWaitsForAFullGroupIsToldTheirPlace(t *testing.T) {
	s := newScene(t)
	s.champion(t, "abe", "SEO")
	s.members(t, "s", 20, "SEO")
	s.do(t, "propose")
	s.post(t, s.curate(t, 0), "action", "publish")
	s.do(t, "publish")
	waiting := s.board(t).Waitlist()[0].Member
	has(t, s.To(waiting.Email)[0].Subject, "You are number 1 on the waitlist of the October 2026 cohort")
	has(t, s.To(waiting.Email)[0].Text, `All 19 member seats of the group on "SEO" are taken`, "Approved applicants come first, in order of application.")
}

// plan reads the fingerprint of the proposal that a page offers.
func plan(t *testing.T, page string) string {
	t.Helper()
	_, rest, found := strings.Cut(page, `name="plan" value="`)
	if !found {
		t.Fatalf("no proposal is offered:\n%s", page)
	}
	value, _, _ := strings.Cut(rest, `"`)
	return value
}

// A member who is decided while groups are published, in whichever moment, ends in one place: publishing sees them, or
// they see that the groups are published, and the review puts them on the waitlist.
func TestWhoIsApprovedWhileGroupsArePublishedWaits(t *testing.T) {
	const calls = 200 // more than publishing makes
	for at := 1; at < calls; at++ {
		s, link := proposed(t)
		s.post(t, link, "action", "publish")
		var made atomic.Int64
		s.Before = func() {
			if made.Add(1) != int64(at) {
				return
			}
			late := s.add(t, pug.KindMember, "late", "Quantum")
			if s.cohort(t).Stage.Published() { // what the task record of the review does
				s.Wait(t, 50, late)
			}
		}
		s.do(t, "publish")
		if made.Load() < int64(at) {
			return
		}
		if a := s.Application(t, memberID("late")); !a.Settled() {
			t.Errorf("approved at call %d: neither seat nor place", at)
		}
	}
	t.Error("publishing makes more calls than that")
}

func TestWhoCannotBeSeatedAsPublishedWaits(t *testing.T) {
	for name, meanwhile := range map[string]func(t *testing.T, s scene, a pug.Application){
		"a third of a company": func(t *testing.T, s scene, a pug.Application) {
			for _, key := range []string{"x", "y"} {
				other := s.add(t, pug.KindMember, key)
				s.Must(t, s.Store.TakeSeat(t.Context(), pug.Seat{Group: groupID(1), Member: pug.Person{ID: other.ID, Company: a.Company}}, nil))
			}
		},
		"who waits already": func(t *testing.T, s scene, a pug.Application) { s.Wait(t, 1, a) },
	} {
		t.Run(name, func(t *testing.T) {
			s, link := proposed(t)
			s.post(t, link, "action", "publish")
			bea := s.Application(t, functest.ChampionID("bea"))
			s.Group(t, 1, bea)
			meanwhile(t, s, s.Application(t, memberID("p3")))
			s.do(t, "publish")
			if a := s.Application(t, memberID("p3")); a.Group != "" || a.Place == 0 {
				t.Errorf("the third one has %+v", a)
			}
			if a := s.Application(t, memberID("p4")); a.Group != groupID(1) {
				t.Errorf("somebody else has no seat because of it: %+v", a)
			}
			s.WantMail(t, "p3@example.org", "You have a seat", 0)
		})
	}
}

func TestPublishingInChunksGoesOnWhereItEnded(t *testing.T) {
	s, link := crowded(t, 2100)
	s.post(t, link, "action", "publish")
	for call, want := range []struct {
		done    bool
		waiting int
	}{{false, 2000}, {true, 2100}, {true, 2100}} {
		var out struct{ Done bool }
		s.CallAgain(t, "publish", map[string]any{"cohort": cohort}, &out)
		places, err := s.Store.Waitlist(t.Context(), cohort)
		if err != nil || out.Done != want.done || len(places) != want.waiting {
			t.Fatalf("call %d: done %t, %d wait, %v; want %+v", call, out.Done, len(places), err, want)
		}
		if published := s.cohort(t).Stage == pug.StagePublished; published != want.done {
			t.Errorf("call %d: published %t", call, published)
		}
		for i, p := range places {
			if p.Order != i+1 {
				t.Fatalf("place %d is in place %d", p.Order, i+1)
			}
		}
	}
	for _, email := range []string{"m0x0@example.org", "m9x228@example.org"} {
		if mails := s.To(email); len(mails) != 1 {
			t.Errorf("%d mails to %s", len(mails), email)
		}
	}
}

func TestPublishAfterTheLaunchKeepsTheStage(t *testing.T) {
	s, link := proposed(t)
	s.post(t, link, "action", "publish")
	s.At(s.cohort(t).Dates.Launch)
	if _, err := s.Store.SetLaunched(t.Context(), cohort, s.Now(), false); err != nil {
		t.Fatal(err)
	}
	s.do(t, "publish")
	if c := s.cohort(t); c.Stage != pug.StageRunning {
		t.Errorf("stage %s", c.Stage)
	}
	if mails := s.To("cal@example.org"); len(mails) != 1 || functest.Link(mails[0]) != "" {
		t.Errorf("after the launch nobody can join by link: %+v", mails)
	}
}

func TestPublishWaitsForTheDecision(t *testing.T) {
	s, _ := proposed(t)
	if name := s.Do(t, "publish", map[string]any{"cohort": cohort}, nil); name != lambdafn.ErrorInvalid {
		t.Errorf("%q", name)
	}
}

func TestLapsePublishesAndDissolvesWhatIsTooSmall(t *testing.T) {
	s, link := proposed(t)
	for _, last := range []string{"p0", "p1"} {
		s.post(t, link, "action", "move", "member", memberID(last), "group", "waitlist")
	}
	s.do(t, "lapse")
	s.do(t, "lapse")
	c := s.cohort(t)
	if c.Published == nil || c.Published.By != pug.TheDeadline || len(s.board(t).Groups) != 1 {
		t.Errorf("published: %+v", c.Published)
	}
	want := "g02 SEO abe: s0 s1 s2 s3 s4 s5\nwaitlist: p0 p1 p2 p3 p4 p5 w"
	if got := s.proposal(t); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	mails := s.To("ada@example.com")
	if len(mails) != 2 {
		t.Fatalf("%d mails", len(mails))
	}
	has(t, mails[1].Letter.Subject, "The groups of the October 2026 cohort were published as they stood")
	s.do(t, "publish")
	has(t, s.To("bea@example.org")[0].Letter.Subject, "does not open")
	has(t, s.To("bea@example.org")[0].Text, "The team decided so when it curated the groups.")
	if got := s.seated(t); got != want {
		t.Errorf("seated\n%s\nwant\n%s", got, want)
	}
}

func TestLapseLeavesWhatStaffPublished(t *testing.T) {
	s, link := proposed(t)
	s.post(t, link, "action", "publish")
	s.do(t, "lapse")
	if c := s.cohort(t); c.Published.By != "Ada Hart" || len(s.To("ada@example.com")) != 1 {
		t.Errorf("published by %s, %d mails", c.Published.By, len(s.To("ada@example.com")))
	}
}
