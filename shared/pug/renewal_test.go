package pug_test

import (
	"errors"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestR12AChampionLeadsAgainInTheNextCohortThatStillForms(t *testing.T) {
	propose := map[pug.CohortID]time.Time{
		"2027-H1": time.Date(2027, 2, 19, 9, 0, 0, 0, time.UTC),
		"2027-H2": time.Date(2027, 9, 21, 9, 0, 0, 0, time.UTC),
	}
	dates := func(id pug.CohortID) (pug.Dates, error) {
		p := propose[id]
		return pug.Dates{ChampionsDecide: p.AddDate(0, 0, -21), Propose: p}, nil
	}
	for name, c := range map[string]struct {
		now      time.Time
		next     pug.CohortID
		deadline time.Time
	}{
		"asked while Champions are assessed: decided with them": {
			time.Date(2027, 1, 15, 9, 0, 0, 0, time.UTC), "2027-H1", time.Date(2027, 1, 29, 9, 0, 0, 0, time.UTC)},
		"asked after that: decided before groups are proposed": {
			time.Date(2027, 2, 15, 9, 0, 0, 0, time.UTC), "2027-H1", time.Date(2027, 2, 19, 9, 0, 0, 0, time.UTC)},
		"asked as groups are proposed: the cohort after": {
			time.Date(2027, 2, 19, 9, 0, 0, 0, time.UTC), "2027-H2", time.Date(2027, 8, 31, 9, 0, 0, 0, time.UTC)},
	} {
		t.Run(name, func(t *testing.T) {
			next, d, err := pug.RenewalCohort("2026-H2", c.now, dates)
			if err != nil || next != c.next {
				t.Fatalf("next is %s, %v, want %s", next, err, c.next)
			}
			if deadline := pug.RenewalDeadline(d, c.now); !deadline.Equal(c.deadline) {
				t.Errorf("the deadline is %s, want %s", deadline, c.deadline)
			}
		})
	}
}

func TestR12DatesThatCannotBeReadEndTheSearch(t *testing.T) {
	broken := errors.New("no table")
	_, _, err := pug.RenewalCohort("2026-H2", time.Time{}, func(pug.CohortID) (pug.Dates, error) { return pug.Dates{}, broken })
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

func TestR12AYesStandsAsLongAsItsApplicationDoes(t *testing.T) {
	for name, c := range map[string]struct {
		said  pug.Choice
		is    pug.Status // of the application that a yes has become; empty where it is none
		leads bool
	}{
		"nobody has answered": {"", "", false}, "no": {pug.ChoiceNo, "", false},
		"yes, by the application by the form": {pug.ChoiceYes, "", true},
		"yes, in review":                      {pug.ChoiceYes, pug.StatusPending, true},
		"yes, and then withdrawn":             {pug.ChoiceYes, pug.StatusWithdrawn, false},
		"yes, and then declined":              {pug.ChoiceYes, pug.StatusDeclined, false},
	} {
		t.Run(name, func(t *testing.T) {
			var r pug.Renewal
			if c.said != "" {
				r.Decision = &pug.Decision{Choice: c.said}
			}
			if got := r.LeadsAgain(pug.Application{Status: c.is}); got != c.leads {
				t.Errorf("they lead again: %t", got)
			}
		})
	}
}

func TestR12WhoeverComesToLeadIsAskedAboutACohortThatStillForms(t *testing.T) {
	ada, bo := pug.Person{ID: "2026-H2-champion-ada"}, pug.Person{ID: "2026-H2-champion-bo"}
	at := time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
	open := pug.Renewal{Group: "2026-H2-g01", Champion: ada, Next: "2027-H1", Asked: at.AddDate(0, 0, -15)}
	if got := open.HandedTo(ada, "2027-H2", at); got != open {
		t.Errorf("who was asked is asked about %s", got.Next)
	}
	if got := open.HandedTo(bo, "2027-H2", at); got.Champion != bo || got.Next != "2027-H2" || !got.Asked.Equal(at) {
		t.Errorf("it is %+v", got)
	}
	no := open
	no.Decision = &pug.Decision{Choice: pug.ChoiceNo}
	for name, c := range map[string]struct {
		leads pug.Person
		asked bool
	}{"the same Champion": {ada, false}, "nobody for now": {pug.Person{}, false}, "another Champion": {bo, true}} {
		if got := no.HandedTo(c.leads, "2027-H2", at); (got.Decision == nil) != c.asked || got.Champion == ada == c.asked {
			t.Errorf("after a no, %s: it is %+v", name, got)
		}
	}
}
