package cohort_test

import (
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// ending is a cohort at its end: a group of Champ's with Mem, two members who wait, and a Champion who does.
func ending(t *testing.T) *functest.Env {
	t.Helper()
	r := begin(t, "2027-04-02 09:00")
	r.Cohort(t, id, pug.StageRunning)
	group(t, r)
	r.Wait(t, 1, r.Member(t, "Ina Roth"), r.Member(t, "Una Ek"))
	r.Champion(t, "Wim Bos", func(a *pug.Application) {
		a.Status, a.Decision = pug.StatusWaitlisted, &pug.Decision{Choice: pug.ChoiceWaitlist, By: "Ada Hart"}
	})
	return r
}

func TestCloseTellsEverybodyOnce(t *testing.T) {
	r := ending(t)
	r.Stale = nil
	for range 2 {
		var out struct{ Done bool }
		if r.CallAgain(t, "close", of(id), &out); !out.Done {
			t.Fatal("somebody is not told")
		}
	}
	if len(r.Stale) < 2 { // the Champion and the member of the group
		t.Errorf("HubSpot is told of %d", len(r.Stale))
	}
	for email, want := range map[string]string{
		"champ@example.com": "Thank you for leading Pricing", "mem@example.com": "Your group has ended: Pricing",
		"ina@example.com": "The October 2026 cohort has ended", "una@example.com": "The October 2026 cohort has ended",
		"wim@example.com": "The October 2026 cohort has ended",
	} {
		r.WantMail(t, email, "", 1)
		r.WantMail(t, email, want, 1)
		text := r.To(email)[0].Text
		if !strings.Contains(text, "The October 2027 cohort starts on Fri 1 Oct 2027") ||
			!strings.Contains(text, "Members apply: Wed 1 Sep 2027 to Fri 17 Sep 2027") {
			t.Errorf("%s does not hear of the next cohort:\n%s", email, text)
		}
	}
	r.WantMail(t, "ada@example.com", "The October 2026 cohort has ended. Groups: 1, meetings: 0", 1)
	functest.Contains(t, r.To("ada@example.com")[0].Text, "Members on the waitlist to the end: 2")
}

func TestCloseGoesOnWithThoseWhoAreNotToldYet(t *testing.T) {
	r := ending(t)
	_, after, err := r.Store.WaitlistAfter(t.Context(), id, "", 1)
	r.Must(t, err)
	r.Must(t, r.Store.ToldUpto(t.Context(), id, after, 1))
	r.Task(t, "close", of(id), nil)
	r.WantMail(t, "ina@example.com", "", 0) // by the call before
	r.WantMail(t, "una@example.com", "The October 2026 cohort has ended", 1)
	functest.Contains(t, r.To("ada@example.com")[0].Text, "Members on the waitlist to the end: 2")
}
