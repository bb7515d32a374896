package intake

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
)

var (
	closes  = time.Date(2026, 9, 17, 13, 0, 0, 0, time.UTC)
	nextOne = time.Date(2027, 2, 5, 12, 0, 0, 0, time.UTC) // when members may apply for 2027-H1
)

func threeCohorts(d *Deps) { d.Settings.Cohorts = []pug.CohortID{"2026-H1", "2026-H2", "2027-H1"} }

// R2, R4: HubSpot notes no new version of a property that is set to the value that it has, so that nothing tells of a
// copied form by which somebody says the same for the next cohort.
func TestWhoAppliesAgainByACopyOfTheFormIsNotLost(t *testing.T) {
	last, copied := at("c-1", "m-old", 0), conversion{"c-2", "m-new", "A copy", nextOne.UnixMilli()}
	news := conversion{"c-3", "news", "", nextOne.Add(time.Second).UnixMilli()}
	for name, forms := range map[string][]string{"told by its versions": nil, "told by the setting": {"champions", "m-old"}} {
		t.Run(name, func(t *testing.T) {
			s := newStand(t, threeCohorts, func(d *Deps) { d.Settings.Forms = forms })
			s.post(t, contactBody(1, nil, last), "accepted")
			s.At(nextOne.Add(time.Minute))
			before := len(s.To(ina))
			a := s.post(t, contactBody(1, nil, last, copied, news), "odd")
			if diff := cmp.Diff([]pug.ProblemCode{pug.ProblemUnsure}, codes(a)); diff != "" || a.Cohort != "2027-H1" || a.Topic().Key != "pricing" {
				t.Errorf("kept for %s on %v: %s", a.Cohort, a.Topics, diff)
			}
			letters := s.To(s.Settings.Staff[0].Address)
			if len(letters) != 1 || !strings.Contains(letters[0].Text, "a form that is not known to be the programme's") || len(s.To(ina)) != before {
				t.Errorf("staff got %+v, the applicant %d letters", letters, len(s.To(ina))-before)
			}
			s.post(t, contactBody(1, nil, last, copied, news), "duplicate")

			// Once the form is known, the contact may be enrolled again.
			known := newStand(t, threeCohorts, func(d *Deps) { d.Settings.Forms = []string{"m-old", "m-new"} })
			known.At(nextOne.Add(time.Minute))
			if a := known.post(t, contactBody(1, nil, last, copied, news), "accepted"); a.Cohort != "2027-H1" {
				t.Errorf("accepted for %s", a.Cohort)
			}
		})
	}
	t.Run("where another answer tells", func(t *testing.T) {
		s := newStand(t, threeCohorts)
		s.post(t, contactBody(1, nil, last), "accepted")
		s.At(nextOne.Add(time.Minute))
		body := strings.Replace(contactBody(1, set{"pug_role": "owner_ceo"}, last, copied, news),
			`"pug_role":{"value":"owner_ceo","versions":[`, `"pug_role":{"value":"owner_ceo","versions":[{"value":"owner_ceo","source-type":"FORM","timestamp":`+
				fmt.Sprint(copied.At+300)+`},`, 1)
		if a := s.post(t, body, "accepted"); a.Cohort != "2027-H1" || a.Submitted.UnixMilli() != copied.At {
			t.Errorf("accepted for %s as of %s", a.Cohort, a.Submitted)
		}
	})
	t.Run("where only the copy is listed", func(t *testing.T) {
		s := newStand(t, threeCohorts, func(d *Deps) { d.Settings.Forms = []string{"champions", "m-old"} })
		s.At(nextOne.Add(time.Minute))
		if a := s.post(t, contactBody(1, nil, copied), "accepted"); a.Cohort != "2027-H1" {
			t.Errorf("accepted for %s", a.Cohort)
		}
	})
}

// R3, R4: a time that may be that of a newsletter's form is nobody's fault.
func TestNobodyIsTooLateByAFormThatMayBeAnother(t *testing.T) {
	news := conversion{"n-1", "news", "", closes.Add(2 * time.Minute).UnixMilli()}
	bare := func(body string) string { return strings.ReplaceAll(body, `"versions"`, `"none"`) }
	merged := func(body string) string {
		return strings.ReplaceAll(body, `"source-type":"FORM"`, `"source-type":"MERGE_CONTACTS"`)
	}
	tests := []struct {
		name, body, outcome string
		want                []pug.ProblemCode
	}{
		{"nothing tells which it is", bare(contactBody(1, nil, at("c-1", "m", 0), news)), "odd", []pug.ProblemCode{pug.ProblemUnsure}},
		{"it is the only one", bare(contactBody(1, nil, news)), "late", []pug.ProblemCode{pug.ProblemLate}},
		{"the programme's is not listed any more", contactBody(1, nil, news), "odd", []pug.ProblemCode{pug.ProblemUnsure}},
		{"the contact was merged", merged(contactBody(1, nil, at("c-1", "m", 0), news)), "accepted", nil},
		{"it has another problem", bare(contactBody(1, set{"pug_role": "wizard"}, at("c-1", "m", 0), news)), "odd", []pug.ProblemCode{pug.ProblemUnknown, pug.ProblemUnsure}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newStand(t)
			s.At(closes.Add(time.Hour))
			a := s.post(t, test.body, test.outcome)
			if diff := cmp.Diff(test.want, codes(a)); diff != "" {
				t.Error(diff)
			}
			if told := len(s.To(ina)) > 0; told == slices.Contains(test.want, pug.ProblemUnsure) {
				t.Errorf("the applicant was told: %v", told)
			}
		})
	}
}

// R3, R4: enrolled again in HubSpot's workflow, a contact says what it said before, under another key.
func TestWhatSaysTheSameAgainIsTheSame(t *testing.T) {
	decide := func(t *testing.T, s *stand, a pug.Application) { s.Decide(t, a.ID, pug.ChoiceApprove) }
	close := func(_ *testing.T, s *stand, _ pug.Application) { s.At(closes.Add(time.Hour)) }
	flat := func(at time.Time, changes ...map[string]string) string { return form("", at, changes...) }
	tests := []struct {
		name          string
		between       func(*testing.T, *stand, pug.Application)
		first, second string
		outcome       string
	}{
		{"after a decision, by a newer time", decide, flat(open), flat(open.Add(time.Minute)), "duplicate"},
		{"after the close, by a newer time", close, flat(open), flat(closes.Add(time.Minute)), "duplicate"},
		{"after a decision, without its conversion", decide, contactBody(1, nil, at("c-1", "m", 0)), contactBody(2, nil, at("n-1", "news", time.Hour)), "duplicate"},
		{"after a decision, with another answer", decide, flat(open), flat(open.Add(time.Minute), set{"pug_role": "owner_ceo"}), "odd"},
		{"after a decision, with an id of its own", decide, form("s-1", open), form("s-2", open.Add(time.Minute)), "odd"},
		{"with nothing in the way it is a new one", func(_ *testing.T, s *stand, _ pug.Application) { s.Pass(time.Hour) }, flat(open), flat(open.Add(time.Minute)), "accepted"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newStand(t)
			first := s.post(t, test.first, "accepted")
			s.Pass(2 * time.Hour)
			test.between(t, s, first)
			told := len(s.To(ina))
			second := s.post(t, test.second, test.outcome)
			if again := test.outcome == "duplicate"; again != (second.ID == first.ID) || again != (len(s.To(ina)) == told) {
				t.Errorf("it is %s, told by %d letters", second.ID, len(s.To(ina))-told)
			}
		})
	}
}

// R2: a body without id and time says the same for the next cohort.
func TestTheSameAnswersCountForTheNextCohort(t *testing.T) {
	s := newStand(t, threeCohorts)
	body := form("", open, set{"submitted_at": ""})
	s.post(t, body, "accepted")
	s.post(t, body, "duplicate")
	s.At(nextOne)
	if a := s.post(t, body, "accepted"); a.Cohort != "2027-H1" || len(s.To(ina)) != 2 {
		t.Errorf("accepted for %s, told by %d letters", a.Cohort, len(s.To(ina)))
	}
}
