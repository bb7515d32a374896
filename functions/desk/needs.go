package desk

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// mostNeeds is how many rows of a kind the first page has.
const mostNeeds = 25

// needsView is the first page: what needs staff, by cohort.
type needsView struct {
	Cohorts []needsOf
	Back    string
}

// needsOf is what needs staff in a cohort, or in none.
type needsOf struct {
	Cohort   pug.CohortID
	Jobs     []job
	Sections []section
}

// Heading names the cohort.
func (n needsOf) Heading() string {
	if n.Cohort == "" {
		return "No cohort"
	}
	return "The " + n.Cohort.Name() + " cohort"
}

// section is what needs staff of one kind, the oldest first.
type section struct {
	Kind   pug.MatterKind
	Label  string
	Rows   []row
	Total  int    // where it is known
	More   bool   // there are more than the rows
	All    string // where all of them are; empty where they are nowhere else
	Decide bool   // they are decided in place
}

// row is one thing that needs staff.
type row struct {
	ID           string // of the application, where it is decided in place
	Name, Detail string
	Href         string // of whom or what it is about
	Since, Due   time.Time
	Do           []action
}

// action is a link to an act.
type action struct{ Label, Href string }

// needs is the first page: what needs staff.
func (f function) needs(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
	all, err := f.waiting(r.Context())
	if err != nil {
		return err
	}
	view := f.view(v, "What needs you", needsView{all, "/desk"})
	view.Script = keys
	f.Pages.Render(w, r, http.StatusOK, "needs", view)
	return nil
}

// waiting reads what needs staff in the cohorts that live, those that have nothing left out.
func (f function) waiting(ctx context.Context) ([]needsOf, error) {
	now := f.Now()
	ids := append(f.living(now), "")
	all := make([]needsOf, len(ids))
	reads, within := errgroup.WithContext(ctx)
	reads.SetLimit(f.Parallel)
	for i, id := range ids {
		reads.Go(func() (err error) {
			all[i], err = f.waitingIn(within, id, now)
			return err
		})
	}
	if err := reads.Wait(); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(n needsOf) bool { return len(n.Sections)+len(n.Jobs) == 0 }), nil
}

// margin is for how long before its first phase and after its end a cohort is looked at: staff may have moved its
// dates, and the last reports come after the end.
const margin = 60 * 24 * time.Hour

// living are the cohorts in which something may be going on, the oldest first.
func (f function) living(now time.Time) []pug.CohortID {
	return slices.DeleteFunc(pug.CohortsAround(now), func(id pug.CohortID) bool {
		d := calendar.Plan(id, f.Settings.Zone, f.Settings.Leads)
		return !f.Settings.Runs(id) || now.Before(d.ChampionsOpen.Add(-margin)) || now.After(d.End.Add(margin))
	})
}

// waitingIn reads what needs staff in a cohort.
func (f function) waitingIn(ctx context.Context, id pug.CohortID, now time.Time) (needsOf, error) {
	n := needsOf{Cohort: id}
	kinds, err := f.matters(ctx, id)
	if err != nil {
		return n, err
	}
	var figures pug.Figures
	var owed []section
	if id != "" {
		if figures, err = f.Store.Figures(ctx, id); err != nil {
			return n, err
		}
		c, groups, err := f.Store.CohortGroups(ctx, id)
		if err != nil && !pug.IsError(err, pug.NotFound) {
			return n, err
		}
		if j, possible := f.jobOf(c, figures); possible {
			n.Jobs = append(n.Jobs, j)
		}
		if c.Stage == pug.StageClosed {
			groups = nil
		}
		if owed, err = f.owedByGroups(ctx, groups, now); err != nil {
			return n, err
		}
	}
	for _, kind := range pug.MatterKinds() {
		n.add(f.section(id, kind, kinds[kind], figures))
	}
	for _, s := range owed {
		n.add(s)
	}
	return n, nil
}

// mostMatters is how many matters of a cohort are read in one go. Where there are more, they are read by kind.
const mostMatters = 250

// matters reads what waits in a cohort, by kind: of each as many as the first page shows and one more, if there is.
func (f function) matters(ctx context.Context, id pug.CohortID) (map[pug.MatterKind][]pug.Matter, error) {
	kinds := map[pug.MatterKind][]pug.Matter{}
	all, next, err := f.Store.Matters(ctx, id, "", "", mostMatters)
	if err != nil {
		return nil, err
	}
	if next == "" {
		for _, m := range all {
			kinds[m.Kind] = append(kinds[m.Kind], m)
		}
		return kinds, nil
	}
	for _, kind := range pug.MatterKinds() {
		if kinds[kind], _, err = f.Store.Matters(ctx, id, kind, "", mostNeeds+1); err != nil {
			return nil, err
		}
	}
	return kinds, nil
}

// add adds a section that has rows.
func (n *needsOf) add(s section) {
	if len(s.Rows) > 0 {
		n.Sections = append(n.Sections, s)
	}
}

// counted says how much needs staff, of each kind: a line each.
func (f function) counted(ctx context.Context) ([]string, error) {
	all, err := f.waiting(ctx)
	var lines []string
	for _, of := range all {
		lines = append(lines, of.lines()...)
	}
	return lines, err
}

// lines say how much waits, of each kind.
func (n needsOf) lines() []string {
	var lines []string
	for _, j := range n.Jobs {
		lines = append(lines, n.Heading()+" – "+j.Title)
	}
	for _, s := range n.Sections {
		count := strconv.Itoa(max(s.Total, len(s.Rows)))
		if s.More && s.Total == 0 {
			count += " or more"
		}
		lines = append(lines, n.Heading()+" – "+s.Label+": "+count)
	}
	return lines
}
