package intake

import (
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// checkNothingIsRepeated looks for what forms say in these tests.
func checkNothingIsRepeated(t *testing.T, m letter.Message) {
	t.Helper()
	for _, said := range []string{"Ina", "Roth", "wizard", "Pricing", "autumn"} {
		if strings.Contains(m.To.String()+m.Subject+m.Text+m.HTML, said) {
			t.Errorf("the letter to the applicant repeats %q: %s", said, m.Text)
		}
	}
}

func TestStaffLearnWhatWasGiven(t *testing.T) {
	for name, test := range map[string]struct{ property, value, told string }{
		"a role": {"pug_role", "wizard", "What was given: “wizard”"}, "a cohort": {"pug_cohort", "autumn", "What was given: “autumn”"},
		"an address": {"email", "jörg@example.com", "What was given: “jörg@example.com”"},
	} {
		s := newStand(t)
		s.post(t, form("s", open, set{test.property: test.value}), "odd")
		if mails := s.To(s.Settings.Staff[0].Address); !strings.Contains(mails[0].Text, test.told) {
			t.Errorf("%s: %s", name, mails[0].Text)
		}
	}
}

func TestTheAcknowledgementRepeatsNothing(t *testing.T) {
	s := newStand(t)
	s.post(t, form("s", open, set{"pug_why": "wizard"}), "accepted")
	checkNothingIsRepeated(t, s.To(ina)[0])
	if !strings.HasPrefix(s.To(ina)[0].Text, "Hello,\n") {
		t.Errorf("it greets: %s", s.To(ina)[0].Text)
	}
}

func TestStaffAreNotAdvisedWhatCannotHelp(t *testing.T) {
	for code, want := range map[pug.ProblemCode]string{
		pug.ProblemUnknown: "they can send the form again while applications are open", pug.ProblemDecided: "the earlier decision stands",
		pug.ProblemChampion: "the application as a Champion stays approved", pug.ProblemSuperseded: "the newer application is the one that counts",
		pug.ProblemUnreadable: "The applicant need not do anything", pug.ProblemAdvertising: "where it is no genuine application",
		pug.ProblemUnsure: "let them in at the desk",
		pug.ProblemLate:   "They can apply next time", pug.ProblemEarly: "when applications are open",
	} {
		s := newStand(t)
		base, err := duty.New("intake", s.Deps(), nil, Letters())
		if err != nil {
			t.Fatal(err)
		}
		f := function{Base: base}
		told, err := f.tellOdd(t.Context(), pug.Application{Problems: []pug.Problem{{Code: code}}})
		if err != nil {
			t.Fatal(err)
		}
		s.Must(t, s.Store.Post(t.Context(), told[0].(store.Letter)))
		if got := s.Sent[0].Text; !strings.Contains(got, want) {
			t.Errorf("%s: %s", code, got)
		}
	}
}

func TestNobodyIsPromisedADateThatHasPassed(t *testing.T) {
	decide := time.Date(2026, 9, 21, 13, 0, 0, 0, time.UTC)
	for arrives, want := range map[time.Time]string{
		decide.Add(-time.Minute): "on Mon 21 Sep 2026 at the latest",
		decide:                   "reached us only after the day on which we decide",
	} {
		s := newStand(t)
		s.At(arrives)
		s.post(t, form("s", decide.AddDate(0, 0, -5), nil), "accepted")
		if said := s.To(ina)[0].Text; !strings.Contains(said, want) {
			t.Errorf("arriving %s: %s", arrives, said)
		}
	}
}
