package intake

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

type set = map[string]string

func codes(a pug.Application) []pug.ProblemCode {
	var all []pug.ProblemCode
	for _, p := range a.Problems {
		all = append(all, p.Code)
	}
	return all
}

func TestOddSubmissions(t *testing.T) {
	tests := []struct {
		name    string
		body    string
		outcome string
		want    []pug.ProblemCode
		cohort  pug.CohortID
		told    string // a text of the letter to the applicant; empty: none is sent
	}{
		{"an unknown role", form("s", open, set{"pug_role": "wizard"}), "odd", []pug.ProblemCode{pug.ProblemUnknown}, "2026-H2", "Please choose one of these: Owner"},
		{"no name and no topic", form("s", open, set{"firstname": "", "lastname": "", "pug_topic_1": " "}), "odd",
			[]pug.ProblemCode{pug.ProblemMissing, pug.ProblemMissing}, "2026-H2", "field name is empty"},
		{"commitments not accepted", form("s", open, set{"pug_commitments": "false"}), "odd", []pug.ProblemCode{pug.ProblemCommitments}, "2026-H2", "commitments"},
		{"an unknown kind", form("s", open, set{"pug_application": "wizard"}), "odd", []pug.ProblemCode{pug.ProblemUnknown}, "2026-H2", "champion; member"},
		{"no address", form("s", open, set{"email": ""}), "odd", []pug.ProblemCode{pug.ProblemMissing}, "2026-H2", ""},
		{"an address that is none", form("s", open, set{"email": "ina at example.com"}), "odd", []pug.ProblemCode{pug.ProblemUnknown}, "2026-H2", ""},
		{"an address longer than any", form("s", open, set{"email": strings.Repeat("x", 250) + "@example.com"}), "odd", []pug.ProblemCode{pug.ProblemUnknown}, "2026-H2", ""},
		{"a cohort that is none", form("s", open, set{"pug_cohort": "autumn"}), "odd", []pug.ProblemCode{pug.ProblemUnknown}, "", "We do not know that cohort"},
		{"two roles at once", form("s", open, set{"pug_role": "sales;wizard"}), "odd", []pug.ProblemCode{pug.ProblemUnknown}, "2026-H2", "Please choose one of these: Owner"},
		{"more topics than one may choose", form("s", open, set{"pug_topic_1": "wizard;a;b;c;d"}), "odd", []pug.ProblemCode{pug.ProblemUnknown}, "2026-H2", "choose 4 at most"},
		{"an address that mail does not reach", form("s", open, set{"email": "jörg@example.com"}), "odd", []pug.ProblemCode{pug.ProblemUnknown}, "2026-H2", ""},
		{"a name that is an advertisement", form("s", open, set{"firstname": "You won! http://evil.example/win"}), "odd", []pug.ProblemCode{pug.ProblemAdvertising}, "2026-H2", ""},
		{"a company that is one, with another problem", form("s", open, set{"company": "www.evil.example", "pug_role": ""}), "odd",
			[]pug.ProblemCode{pug.ProblemMissing, pug.ProblemAdvertising}, "2026-H2", ""},
		{"no JSON", "email=ina%40example.com", "odd", []pug.ProblemCode{pug.ProblemUnreadable}, "2026-H2", ""},
		{"a body that was cut short", form("s", open)[:150], "odd", []pug.ProblemCode{pug.ProblemUnreadable}, "2026-H2", ""},
		{"a cohort that is not run", form("s", open, set{"pug_cohort": "2031-H1"}), "odd", []pug.ProblemCode{pug.ProblemUnknown}, "2031-H1", "does not run"},
		{"a cohort that is not open yet", form("s", open, set{"pug_cohort": "2027-H1"}), "odd", []pug.ProblemCode{pug.ProblemEarly}, "2027-H1", "when applications are open"},
		{"a Champion after the phase closed", form("s", open, set{"pug_application": "champion"}), "late", []pug.ProblemCode{pug.ProblemLate}, "2026-H2", "next cohort"},
		{"late and with a problem besides", form("s", open, set{"pug_application": "champion", "pug_region": "MARS"}), "late",
			[]pug.ProblemCode{pug.ProblemUnknown, pug.ProblemLate}, "2026-H2", "next cohort"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newStand(t, func(d *Deps) { d.Settings.Cohorts = []pug.CohortID{"2026-H1", "2026-H2", "2027-H1"} })
			a := s.post(t, test.body, test.outcome)
			if diff := cmp.Diff(test.want, codes(a)); diff != "" || a.Status != pug.StatusOdd ||
				a.Cohort != test.cohort {
				t.Errorf("%s in %q: %s", a.Status, a.Cohort, diff)
			}
			if len(s.Started) != 0 {
				t.Error("a workflow was started")
			}
			for _, staff := range s.Settings.Staff {
				mails := s.To(staff.Address)
				if len(mails) != 1 || strings.Count(mails[0].Text, "\n- ") != len(test.want) {
					t.Errorf("staff were not told once of each problem: %+v", mails)
				}
			}
			mails := s.To(ina)
			if test.told == "" {
				if len(s.Sent) != 2 {
					t.Errorf("%d mails, want those to staff only", len(s.Sent))
				}
				return
			}
			if len(mails) != 1 {
				t.Fatalf("%d letters to the applicant, want 1", len(mails))
			}
			text := mails[0].Letter
			if !strings.Contains(text.Text, test.told) {
				t.Errorf("the letter does not say %q: %s", test.told, text.Text)
			}
			checkNothingIsRepeated(t, mails[0])
		})
	}
}

func TestABodyThatWasCutShortMayComeWhole(t *testing.T) {
	s := newStand(t)
	whole := form("s", open)
	cut := s.post(t, whole[:len(whole)-10], "odd")
	if again := s.post(t, whole[:len(whole)-10], "duplicate"); again.ID != cut.ID {
		t.Errorf("cut short again, it is %s", again.ID)
	}
	s.post(t, whole, "accepted")
}

func TestLatenessIsJudgedByTheTimeOfSubmission(t *testing.T) {
	closes := time.Date(2026, 9, 17, 13, 0, 0, 0, time.UTC)
	tests := []struct {
		name      string
		submitted time.Time
		arrives   time.Time
		outcome   string
		at        time.Time // as stored
	}{
		{"in time, arriving after the phase closed", closes.Add(-time.Second), closes.Add(time.Hour), "accepted", closes.Add(-time.Second)},
		{"too late", closes, closes.Add(time.Hour), "late", closes},
		{"a clock that is a little ahead is believed", closes, closes.Add(-4 * time.Minute), "late", closes},
		{"a time far ahead is not", closes.Add(time.Hour), closes.Add(-time.Minute), "accepted", closes.Add(-time.Minute)},
		{"without a time, that of arrival counts", time.UnixMilli(0), closes.Add(time.Minute), "late", closes.Add(time.Minute)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newStand(t)
			s.At(test.arrives)
			changes := set{"pug_cohort": "2026-h2"}
			if test.submitted.Unix() == 0 {
				changes["submitted_at"] = ""
			}
			a := s.post(t, form("s", test.submitted, changes), test.outcome)
			if !a.Submitted.Equal(test.at) {
				t.Errorf("submitted at %s, want %s", a.Submitted, test.at)
			}
			if untimed := test.submitted.Unix() == 0; a.Late() && untimed != (a.Problems[0].Value != "") {
				t.Errorf("staff are told %q", a.Problems[0].Value)
			}
		})
	}
}

func TestOtherApplicationsOfTheSamePerson(t *testing.T) {
	champions := time.Date(2026, 8, 1, 12, 0, 0, 0, time.UTC)
	champion := form("c", champions, set{"pug_application": "champion"})
	tests := []struct {
		name   string
		before func(t *testing.T, s *stand)
		want   pug.ProblemCode
	}{
		{"after a decision another one is odd", func(t *testing.T, s *stand) {
			s.Decide(t, s.post(t, form("s-0", open.Add(-time.Hour)), "accepted").ID, pug.ChoiceDecline)
		}, pug.ProblemDecided},
		{"an approved Champion does not apply as a member", func(t *testing.T, s *stand) {
			s.At(champions)
			s.Decide(t, s.post(t, champion, "accepted").ID, pug.ChoiceApprove)
		}, pug.ProblemChampion},
		{"nor does one whose name has changed since", func(t *testing.T, s *stand) {
			s.At(champions)
			a := s.post(t, champion, "accepted")
			s.Decide(t, a.ID, pug.ChoiceApprove)
			standing, err := s.Store.Standing(t.Context(), a)
			s.Must(t, err)
			to := a.Identity()
			to.LastName = "Moen"
			s.Must(t, s.Store.Identify(t.Context(), []store.Identification{{Standing: standing, After: a.As(to)}}))
		}, pug.ProblemChampion},
		{"a declined Champion may", func(t *testing.T, s *stand) {
			s.At(champions)
			s.Decide(t, s.post(t, champion, "accepted").ID, pug.ChoiceDecline)
		}, ""},
		{"an older one that arrives after a newer one is odd", func(t *testing.T, s *stand) {
			s.Pass(time.Minute)
			s.post(t, form("s-2", open.Add(time.Minute)), "accepted")
		}, pug.ProblemSuperseded},
		{"an odd one before it does not count", func(t *testing.T, s *stand) {
			s.post(t, form("s-0", open.Add(-time.Hour), set{"pug_role": "wizard"}), "odd")
		}, ""},
		{"nor does one of somebody else", func(t *testing.T, s *stand) {
			s.post(t, form("s-0", open, set{"email": "bo.roth@example.com"}), "accepted")
		}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newStand(t)
			test.before(t, s)
			s.At(open)
			if test.want == "" {
				s.post(t, form("s-1", open), "accepted")
				return
			}
			a := s.post(t, form("s-1", open), "odd")
			if diff := cmp.Diff([]pug.ProblemCode{test.want}, codes(a)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWhatIsTooLongIsCut(t *testing.T) {
	s := newStand(t)
	long := strings.Repeat("ß", 30000)
	a := s.post(t, form("s", open, set{"company": long, "pug_why": long, "pug_topic_1": long,
		"pug_time_zone": "Mars/Olympus"}), "accepted")
	if n := len([]rune(a.Company)); n != maxShort || len([]rune(a.Why)) != maxWhy ||
		len([]rune(a.Topic().Name)) != maxShort {
		t.Errorf("the company is %d characters long", n)
	}
	if a.TimeZone != "" {
		t.Errorf("the time zone %q was kept", a.TimeZone)
	}
}
