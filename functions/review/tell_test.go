package review

import (
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

func TestRecordPutsWhoIsLateOnTheWaitlist(t *testing.T) {
	approve, decline := pug.ChoiceApprove, pug.ChoiceDecline
	champion := []func(*pug.Application){func(a *pug.Application) { a.Kind = pug.KindChampion }}
	seated := []func(*pug.Application){func(a *pug.Application) { a.Group = "2026-H2-g01" }}
	tests := []struct {
		name    string
		stage   pug.Stage
		choice  pug.Choice
		changes []func(*pug.Application)
		waits   bool
	}{
		{"a member approved after the groups were published", pug.StagePublished, approve, nil, true},
		{"a member waitlisted in a running cohort", pug.StageRunning, pug.ChoiceWaitlist, nil, true},
		{"not before groups are published", pug.StageForming, approve, nil, false},
		{"not in a closed cohort", pug.StageClosed, approve, nil, false},
		{"not who was declined", pug.StageRunning, decline, nil, false},
		{"not a Champion", pug.StageRunning, approve, champion, false},
		{"not who has a seat", pug.StageRunning, approve, seated, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := stage(t, test.changes...)
			r.Cohort(t, "2026-H2", test.stage)
			r.Wait(t, 7, r.Member(t, "Other"))
			r.Decide(t, inaID, test.choice)
			do(t, r, "record")
			do(t, r, "record")
			places, err := r.Store.Waitlist(t.Context(), "2026-H2")
			if err != nil {
				t.Fatal(err)
			}
			if !test.waits {
				if len(places) != 1 {
					t.Errorf("there are %d places, want only the other one", len(places))
				}
				return
			}
			if len(places) != 2 || places[1].Order <= 7 || places[1].Person.ID != inaID || places[1].Why == "" {
				t.Errorf("the waitlist is %+v", places)
			}
		})
	}
}

func TestTellWritesOneLetterThatMatches(t *testing.T) {
	champion := []func(*pug.Application){func(a *pug.Application) { a.Kind = pug.KindChampion }}
	tests := []struct {
		name    string
		changes []func(*pug.Application)
		stage   pug.Stage
		choice  pug.Choice
		by      string
		subject string
		says    string
		staff   int // letters to each of the staff
	}{
		{"approved Champion", champion, pug.StageChampions, pug.ChoiceApprove, "Ada Hart", "You are a Champion of the October 2026 cohort", "Members apply until Thu 17 Sep 2026", 0},
		{"approved member", nil, pug.StageMembers, pug.ChoiceApprove, "Ada Hart", "You are approved for the October 2026 cohort", "before the launch on Thu 1 Oct 2026", 0},
		{"member approved too late for a group", nil, pug.StageRunning, pug.ChoiceApprove, "Ada Hart", "You are approved, and on the waitlist of the October 2026 cohort", "formed already", 0},
		{"declined", nil, pug.StageMembers, pug.ChoiceDecline, "Ada Hart", "Not this time: your application for the October 2026 cohort", "sorry", 0},
		{"declined Champion while members may apply", champion, pug.StageChampions, pug.ChoiceDecline, "Ada Hart", "Not this time: your application for the October 2026 cohort",
			"apply as a member of this cohort: member applications are open from Tue 1 Sep 2026 to Thu 17 Sep 2026", 0},
		{"waitlisted member", nil, pug.StageMembers, pug.ChoiceWaitlist, "Ada Hart", "You are on the waitlist of the October 2026 cohort", "a seat comes free", 0},
		{"waitlisted Champion", champion, pug.StageChampions, pug.ChoiceWaitlist, "Ada Hart", "You are on the waitlist of the October 2026 cohort", "another Champion be needed", 0},
		{"waitlisted by the deadline", nil, pug.StageMembers, pug.ChoiceWaitlist, pug.TheDeadline, "You are on the waitlist of the October 2026 cohort", "did not manage to", 1},
		{"replaced", nil, pug.StageMembers, pug.ChoiceReplace, "Ina Roth", "Your newer application for the October 2026 cohort counts", "more than once", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := stage(t, test.changes...)
			r.Cohort(t, "2026-H2", test.stage)
			d := pug.Decision{Choice: test.choice, Note: "See you soon.", By: test.by, At: r.Now()}
			r.Must(t, r.Store.DecideApplication(t.Context(), inaID, d))
			do(t, r, "record")
			do(t, r, "tell")
			do(t, r, "tell")
			mails := r.To(ina)
			if len(mails) != 1 {
				t.Fatalf("the applicant got %d letters, want 1", len(mails))
			}
			text := mails[0].Letter
			if text.Subject != test.subject || !strings.Contains(text.Text, test.says) {
				t.Errorf("the letter is %q: %q", text.Subject, text.Text)
			}
			greets := "Hello Ina,\n"
			if test.by != "Ada Hart" { // nobody of the staff has looked at the name
				greets = "Hello,\n"
			}
			if !strings.HasPrefix(text.Text, greets) || strings.Contains(mails[0].To.String(), "Ina") != (greets == "Hello Ina,\n") {
				t.Errorf("the letter to %q begins %q", mails[0].To.Name, text.Text)
			}
			if !strings.Contains(text.Text, test.by+" wrote:\n> See you soon.\n") {
				t.Errorf("the note is not quoted: %q", text.Text)
			}
			if len(r.To(ada)) != test.staff || len(r.To(bo)) != test.staff {
				t.Errorf("staff got %d and %d letters, want %d", len(r.To(ada)), len(r.To(bo)), test.staff)
			}
		})
	}
}

// A free seat helps whoever waits only in a group that suits them.
func TestTellPromisesASeatOnlyWhereAGroupSuits(t *testing.T) {
	for topic, want := range map[string]string{"Hiring": "we offer it to you by email", "SEO": "tell us which.\n\n- SEO · Marketing · Europe, Middle East and Africa"} {
		for _, choice := range []pug.Choice{pug.ChoiceApprove, pug.ChoiceWaitlist} {
			r := stage(t)
			r.Cohort(t, "2026-H2", pug.StageRunning)
			r.Group(t, 1, r.Apply(t, functest.NewApplication(pug.KindChampion, "Bea Dahl", func(a *pug.Application) {
				a.Topics, a.Region, a.Role = functest.Topics(topic), pug.RegionEMEA, pug.RoleMarketing
			})))
			r.Decide(t, inaID, choice)
			do(t, r, "record")
			do(t, r, "tell")
			if text := r.To(ina)[0].Text; !strings.Contains(text, want) {
				t.Errorf("%s, with a group on %s: %q", choice, topic, text)
			}
		}
	}
}

func TestTellBeforeThereIsADecision(t *testing.T) {
	r := stage(t)
	if failed := r.Do(t, "tell", applicationIn{inaID}, nil); failed != lambdafn.ErrorInvalid {
		t.Errorf("tell fails as %q, want %q", failed, lambdafn.ErrorInvalid)
	}
}

func TestTellLeavesADecisionThatWasChangedToWhoChangedIt(t *testing.T) {
	r := stage(t)
	c := r.Cohort(t, "2026-H2", pug.StageMembers)
	r.Decide(t, inaID, pug.ChoiceDecline)
	change, err := r.Application(t, inaID).Redecide(c, pug.Place{}, pug.Decision{Choice: pug.ChoiceApprove, At: r.Now()})
	r.Must(t, err)
	r.Must(t, r.Store.Redecide(t.Context(), store.Redecision{Redecision: change, Cohort: c}))
	do(t, r, "tell")
	r.WantMail(t, ina, "", 0)
}
