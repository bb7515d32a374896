package desk

import (
	"net/http"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// cohortsView lists the cohorts, the latest first.
type cohortsView struct{ Rows []cohortRow }

type cohortRow struct {
	pug.Cohort
	State  string
	Launch time.Time
}

// cohortsBack is for how many years cohorts are listed: longer than anything is kept of them.
const cohortsBack = 4

// cohorts lists the cohorts that are planned, and those that were.
func (f function) cohorts(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
	var ids []pug.CohortID
	for id, last := pug.CohortsAround(f.Now().AddDate(-cohortsBack, 0, 0))[0], f.Now().Year()+1; id.Year() <= last; {
		ids, id = append(ids, id), id.Next()
	}
	planned, err := f.Store.Cohorts(r.Context(), ids...)
	if err != nil {
		return err
	}
	slices.Reverse(planned)
	var view cohortsView
	for _, c := range planned {
		view.Rows = append(view.Rows, cohortRow{c, stageInWords(c.Stage), c.Dates.Launch.In(f.Settings.Zone)})
	}
	f.show(w, r, v, "cohorts", "Cohorts", view)
	return nil
}

// stageInWords says where a cohort stands.
func stageInWords(s pug.Stage) string {
	return map[pug.Stage]string{
		pug.StagePlanned: "Planned", pug.StageChampions: "Champions apply", pug.StageMembers: "Members apply",
		pug.StageForming: "Groups are formed", pug.StagePublished: "Groups are published", pug.StageRunning: "Running",
		pug.StageClosed: "Ended",
	}[s]
}
