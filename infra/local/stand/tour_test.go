package stand_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/browser"
	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/infra/local/stand"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// tour has Ada do at the desk what simulated staff have no reason to do, in the middle of October. So every right that
// the desk has is needed by somebody.
func tour(t *testing.T, s *stand.Stand) {
	t.Helper()
	withdrawals(t, s)
	at := time.Date(2026, time.October, 20, 16, 0, 0, 0, time.UTC)
	if err := s.Clock.Advance(t.Context(), at); err != nil {
		t.Fatal(err)
	}
	ada := &teller{stand: s}
	waitlist, err := s.Records().Waitlist(t.Context(), "2026-H2")
	if err != nil || len(waitlist) < 2 {
		t.Fatalf("%d people wait, %v", len(waitlist), err)
	}
	moved, silent := waitlist[len(waitlist)-1].Person, waitlist[len(waitlist)-2].Person
	gone := applied(t, s, func(a pug.Application) bool { return a.Status == pug.StatusDeclined })
	late := applied(t, s, func(a pug.Application) bool { return a.Status == pug.StatusOdd && a.Late() })
	s.Cloud.ChangeMail(func(m *cloud.MailAccount) { m.Fates[silent.Email] = cloud.Bounces })
	for _, deed := range []struct {
		path    string
		answers map[string]string
	}{
		{"/desk/staff/new/add", map[string]string{"name": "Eve Lind", "email": "eve@staff.example"}},
		{"/desk/people/" + moved.ID + "/identity", map[string]string{"email": "moved@elsewhere.example"}},
		{"/desk/people/" + gone.ID + "/erase", map[string]string{"confirmed": gone.Email}},
		{"/desk/holds/2026-H2-waitlist/begin", nil},
		{"/desk/holds/2026-H2-waitlist/end", nil},
		{"/desk/people/" + late.ID + "/let-in", map[string]string{"by": "2026-10-25T09:00"}},
		{"/desk/letters/" + plainLetter(t, s, moved.Email) + "/again", nil},
		{"/desk/people/" + silent.ID + "/decision", map[string]string{"choice": "decline"}},
	} {
		if deed.answers == nil {
			deed.answers = map[string]string{}
		}
		deed.answers["why"] = "They asked for it."
		ada.does(t, deed.path, deed.answers)
	}
	atOwnPages(t, s)
	atChampionsPage(t, s)
}

// plainLetter is the path of a letter to an address that says what stays true.
func plainLetter(t *testing.T, s *stand.Stand, email string) string {
	t.Helper()
	letters, err := s.Records().Letters(t.Context(), email)
	i := slices.IndexFunc(letters, func(l store.Letter) bool { return len(l.While) == 0 && l.Link == nil })
	if err != nil || i < 0 {
		t.Fatalf("no such letter to %s: %v", email, err)
	}
	return letters[i].Path()
}

// atChampionsPage has a Champion open from their own page what is due of them.
func atChampionsPage(t *testing.T, s *stand.Stand) {
	t.Helper()
	people := &teller{stand: s}
	groups, err := s.Records().Groups(t.Context(), "2026-H2")
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range groups {
		if g.Leaderless() {
			continue
		}
		page, err := people.ownPage(g.Champion.Email)
		if err != nil {
			t.Fatal(err)
		}
		due := func(f browser.Form) bool { return strings.Contains(f.Action, "/due/") }
		form := slices.IndexFunc(page.Forms, due)
		if form < 0 {
			continue
		}
		page, err = people.browser(g.Champion.Email).Submit(page, form, nil)
		if err != nil || page.Status != 200 {
			t.Fatalf("what is due of %s: %v:\n%s", g.Name(), err, page.Text)
		}
		return
	}
	t.Error("nothing is due of any Champion")
}

// withdrawals are of two people who do not come to take part: one whom nobody has decided on, and one who has a place in
// the proposed groups; and of one who takes it back.
func withdrawals(t *testing.T, s *stand.Stand) {
	t.Helper()
	people := &teller{stand: s}
	for _, w := range []struct {
		at     time.Time
		status pug.Status
		back   bool // they take it back
	}{
		{time.Date(2026, time.September, 4, 14, 0, 0, 0, time.UTC), pug.StatusPending, false},
		{time.Date(2026, time.September, 4, 15, 0, 0, 0, time.UTC), pug.StatusPending, true},
		{time.Date(2026, time.September, 21, 15, 0, 0, 0, time.UTC), pug.StatusApproved, false},
	} {
		if err := s.Clock.Advance(t.Context(), w.at); err != nil {
			t.Fatal(err)
		}
		who := applied(t, s, func(a pug.Application) bool { return a.Status == w.status && !a.Shared })
		people.own(t, who.Email, "Withdraw my application", nil)
		if w.back {
			people.own(t, who.Email, "Take it back", nil)
		}
	}
}

// atOwnPages has a member say that they cannot come to a meeting, take that back, change their name and address,
// and leave; and somebody who waits leaves the waitlist.
func atOwnPages(t *testing.T, s *stand.Stand) {
	t.Helper()
	people := &teller{stand: s}
	expected := func(a pug.Application) bool {
		if a.Group == "" {
			return false
		}
		meetings, err := s.Records().Meetings(t.Context(), a.Group)
		ahead := pug.NextMeeting(meetings, s.Clock.Now())
		return err == nil && !a.Shared && !ahead.Starts.IsZero()
	}
	who := applied(t, s, expected)
	people.own(t, who.Email, "I cannot come", nil)
	people.own(t, who.Email, "I can come after all", nil)
	people.own(t, who.Email, "Change your name, company or time zone", map[string]string{"last": "Newname"})
	people.own(t, who.Email, "Change your email address", map[string]string{"email": "mover@elsewhere.example"})
	if _, err := people.send("mover@elsewhere.example", "Please confirm", nil); err != nil {
		t.Fatal(err)
	}
	people.own(t, "mover@elsewhere.example", "Leave the group", nil)
	waits := applied(t, s, func(a pug.Application) bool { return a.Place != 0 && !a.Shared })
	people.own(t, waits.Email, "Leave the waitlist", nil)
}

// applied is the first application of a member that is such.
func applied(t *testing.T, s *stand.Stand, such func(pug.Application) bool) pug.Application {
	t.Helper()
	all, err := s.Records().Applications(t.Context(), "2026-H2", pug.KindMember)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, such)
	if i < 0 {
		t.Fatal("there is no such application")
	}
	return all[i]
}

// does has Ada do something at the desk, which has to be possible.
func (t *teller) does(test *testing.T, path string, answers map[string]string) {
	test.Helper()
	at, err := t.signedIn("ada@staff.example")
	if err != nil {
		test.Fatal(err)
	}
	var page browser.Page
	if page, err = at.Get(path); err == nil {
		var form int
		var values map[string][]string
		if form, values, err = complete(page, answers); err == nil {
			page, err = at.Submit(page, form, values)
		}
	}
	if err != nil || page.Find("shown") < 0 {
		test.Fatalf("%s: %v:\n%s", path, err, page.Text)
	}
	if page, err = at.Submit(page, page.Find("shown"), nil); err != nil || page.Status != 200 {
		test.Fatalf("%s: %v:\n%s", path, err, page.Text)
	}
}
