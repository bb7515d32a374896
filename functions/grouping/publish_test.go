package grouping_test

import (
	"errors"
	"testing"

	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestPublishTellsEverybodyOnce(t *testing.T) {
	s, link := proposed(t)
	s.champion(t, "cal", "Hiring")
	s.post(t, link, "action", "publish")
	// SES fails in the middle; the workflow tries again, and once more after that.
	left := 5
	s.Fail = func(string) error {
		if left--; left < 0 {
			return errors.New("down")
		}
		return nil
	}
	if name := s.Do(t, s.f, "publish", map[string]any{"cohort": cohort}, nil); name != lambdafn.ErrorUnavailable {
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
		"w@example.org":   "You are number 1 on the waitlist of the October 2026 cohort",
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
	has(t, s.To("abe@example.org")[0].Letter.Lists[0].Items[0], "S0 Test, Company s0")
	has(t, s.To("w@example.org")[0].Letter.Facts[0].Value, "No Champion offers")
}

func TestPublishAfterTheLaunchKeepsTheStage(t *testing.T) {
	s, link := proposed(t)
	s.champion(t, "cal", "Hiring")
	s.post(t, link, "action", "publish")
	s.At(s.cohort(t).Dates.Launch)
	if err := s.Store.SetLaunched(t.Context(), cohort, s.Now(), false); err != nil {
		t.Fatal(err)
	}
	s.do(t, "publish")
	if c := s.cohort(t); c.Stage != pug.StageRunning {
		t.Errorf("stage %s", c.Stage)
	}
	if mails := s.To("cal@example.org"); len(mails) != 1 || mails[0].Letter.Action != nil {
		t.Errorf("after the launch nobody can join by link: %+v", mails)
	}
}

func TestPublishWaitsForTheDecision(t *testing.T) {
	s, _ := proposed(t)
	if name := s.Do(t, s.f, "publish", map[string]any{"cohort": cohort}, nil); name != lambdafn.ErrorInvalid {
		t.Errorf("%q", name)
	}
}

func TestLapsePublishesAndDissolvesWhatIsTooSmall(t *testing.T) {
	s, link := proposed(t)
	for _, last := range []string{"p0", "p1"} {
		s.post(t, link, "action", "move", "member", memberID(last), "to", "waitlist")
	}
	s.do(t, "lapse")
	s.do(t, "lapse")
	c := s.cohort(t)
	if c.Published == nil || c.Published.By != pug.TheDeadline || c.Groups != 1 {
		t.Errorf("%d groups, published: %+v", c.Groups, c.Published)
	}
	want := "g02 SEO abe (7 partners): s0 s1 s2 s3 s4 s5\nwaitlist: p0 p1 p2 p3 p4 p5 w"
	if got := s.standing(t); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	mails := s.To("ada@example.com")
	if len(mails) != 2 {
		t.Fatalf("%d mails", len(mails))
	}
	has(t, mails[1].Letter.Subject, "The groups of the October 2026 cohort were published as they stood")
	s.do(t, "publish")
	has(t, s.To("bea@example.org")[0].Letter.Subject, "does not open")
}

func TestLapseLeavesWhatStaffPublished(t *testing.T) {
	s, link := proposed(t)
	s.post(t, link, "action", "publish")
	s.do(t, "lapse")
	if c := s.cohort(t); c.Published.By != "Ada Hart" || len(s.To("ada@example.com")) != 1 {
		t.Errorf("published by %s, %d mails", c.Published.By, len(s.To("ada@example.com")))
	}
}
