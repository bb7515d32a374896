package desk

import (
	"net/http"
	"time"

	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// job is what staff do for a cohort as a whole, on a page behind a link. It is also in their mail.
type job struct {
	Cohort             pug.CohortID
	Purpose            string // of the link
	Title, Says, Label string
	Until              time.Time
}

// Path is where the button leads that opens the page.
func (j job) Path() string { return "/desk/cohorts/" + string(j.Cohort) + "/jobs/" + j.Purpose }

// jobOf is what can be done for a cohort as a whole now; false where nothing can be.
func (f function) jobOf(c pug.Cohort, figures pug.Figures) (job, bool) {
	j := job{Cohort: c.ID}
	switch {
	case c.NamesChampions():
		n := figures.By(pug.KindMember, pug.StatusPending, pug.Unmet) +
			figures.By(pug.KindMember, pug.StatusApproved, pug.Unmet)
		if n == 0 {
			return job{}, false
		}
		j.Purpose, j.Until, j.Title = duty.PurposeDemand, c.Dates.Propose, "Demand without a Champion"
		j.Says = pug.Count(n, "member", "members") + " named only topics that nobody led for them when they applied. " +
			"You can name Champions until groups are proposed."
		j.Label = "See what they want"
	case c.Curates():
		j.Purpose, j.Until, j.Title = duty.PurposeGroups, c.Dates.Curate, "The proposed groups"
		j.Says = "If nobody publishes them in time, they are published as they are; groups with too few members are " +
			"dissolved."
		j.Label = "Curate the groups"
	}
	if !f.Now().Before(j.Until) {
		return job{}, false
	}
	j.Until = j.Until.In(f.Settings.Zone)
	return j, true
}

// openJob leads to the page of a job.
func (f function) openJob(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
	c, err := f.cohortOf(r)
	if err != nil {
		return err
	}
	figures, err := f.Store.Figures(r.Context(), c.ID)
	if err != nil {
		return err
	}
	j, possible := f.jobOf(c, figures)
	if !possible || j.Purpose != r.PathValue("job") {
		return f.Impossible(w, r, f.view(v, "Too late", nil), pug.Errorf(pug.Conflict,
			"There is nothing left to do about it: it was done, or its time is over."), "/desk/cohorts/"+string(c.ID))
	}
	return f.OpenLink(w, r, link.Link{Purpose: j.Purpose, Subject: string(c.ID), Person: v.Email, Name: v.Name,
		Expires: j.Until})
}
