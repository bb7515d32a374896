package desk

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// cohortView is the page of a cohort.
type cohortView struct {
	Cohort   pug.Cohort
	Jobs     []job           // what can be done for it as a whole
	Acts     []page.MenuItem // on it as a whole
	Phases   []phaseRow
	Groups   []groupRow
	Months   []string // of the heat map of groups
	Figures  []figureTable
	Before   pug.CohortID // that it is compared with; empty where there is none
	Compared []comparedRow
}

// Over says whether the cohort has ended, so that nothing lies ahead any more.
func (v cohortView) Over() bool { return v.Cohort.Stage == pug.StageClosed }

// groupRow is a group with how it is filled, when it meets next, and how many came, by month.
type groupRow struct {
	pug.Group
	Members, Seats int
	Next           string // empty while no meeting is planned
	Cells          []cell
}

// showCohort is the page of a cohort.
func (f function) showCohort(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
	id, err := cohortID(r)
	if err != nil {
		return err
	}
	now, err := f.roundOf(r.Context(), id)
	if err != nil {
		return err
	}
	view := cohortView{Cohort: now.cohort, Phases: f.phases(now), Figures: figureTables(now.figures),
		Before: id.Overlapping()[0]}
	for _, m := range now.cohort.Dates.Months {
		view.Months = append(view.Months, monthInShort(m.Name))
	}
	for i, g := range now.groups {
		view.Groups = append(view.Groups, f.groupRow(g, now.cohort.Dates, now.met[i]))
	}
	if j, possible := f.jobOf(now.cohort, now.figures); possible {
		view.Jobs = append(view.Jobs, j)
	}
	if view.Acts, err = f.possible(r.Context(), "cohorts", string(id)); err != nil {
		return err
	}
	before, err := f.roundOf(r.Context(), view.Before)
	switch {
	case pug.IsError(err, pug.NotFound):
		view.Before = ""
	case err != nil:
		return err
	default:
		view.Compared = compared(now, before)
	}
	f.showAmong(w, r, v, cohortTabs(id), "cohort", "The "+id.Name()+" cohort", view)
	return nil
}

// cohortID is the cohort that a path names.
func cohortID(r *http.Request) (pug.CohortID, error) {
	id, err := pug.ParseCohortID(strings.ToUpper(r.PathValue("id")))
	if err != nil {
		return "", pug.Errorf(pug.NotFound, "There is no such cohort.")
	}
	return id, nil
}

// cohortOf reads the cohort that a path names.
func (f function) cohortOf(r *http.Request) (pug.Cohort, error) {
	id, err := cohortID(r)
	if err != nil {
		return pug.Cohort{}, err
	}
	return f.Store.Cohort(r.Context(), id)
}

// round is what is known of a cohort as a whole.
type round struct {
	cohort  pug.Cohort
	groups  []pug.Group // by id
	met     []met       // by group
	figures pug.Figures
}

// met is how a group has met.
type met struct {
	meetings []pug.Meeting
	reports  pug.Reports
}

// roundOf reads a cohort with its groups and figures; pug.NotFound before it was planned.
func (f function) roundOf(ctx context.Context, id pug.CohortID) (r round, err error) {
	if r.cohort, r.groups, err = f.Store.CohortGroups(ctx, id); err != nil {
		return r, err
	}
	if r.figures, err = f.Store.Figures(ctx, id); err != nil {
		return r, err
	}
	r.met = make([]met, len(r.groups))
	reads, within := errgroup.WithContext(ctx)
	reads.SetLimit(f.Parallel)
	for i, g := range r.groups {
		reads.Go(func() (err error) {
			r.met[i], err = f.met(within, g.ID)
			return err
		})
	}
	return r, reads.Wait()
}

func (f function) groupRow(g pug.Group, dates pug.Dates, m met) groupRow {
	row := groupRow{Group: g, Members: g.Partners - 1, Seats: pug.MemberSeats}
	if next := pug.NextMeeting(m.meetings, f.Now()); !next.Starts.IsZero() {
		row.Next = page.When(next.Starts.In(f.Zone(next.Zone)))
	}
	for _, month := range dates.Months {
		c := cell{Text: "–"}
		if at := slices.IndexFunc(m.meetings, func(m pug.Meeting) bool { return m.Month == month.Name }); at >= 0 {
			c = turnoutCell(m.reports, m.meetings[at])
		}
		row.Cells = append(row.Cells, c)
	}
	return row
}
