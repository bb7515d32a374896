package pug

import (
	"strings"
	"time"
)

// Renewal asks a Champion to lead the same group in the next cohort (R12).
type Renewal struct {
	Group    string    `json:"group"`
	Champion Person    `json:"champion"`
	Next     CohortID  `json:"next"`
	Asked    time.Time `json:"asked"`
	Decision *Decision `json:"decision,omitempty"`
	// Application is what a yes has become; empty if the Champion had applied by the form.
	Application string `json:"application,omitempty"`
}

// MayReopen says whether somebody may answer anew who said no: the Champion, while they lead the group and it goes on.
// Until when, the link to the question says.
func (r Renewal) MayReopen(g Group, email string) bool {
	return r.declined() && !g.Over() && strings.EqualFold(r.Champion.Email, email) && r.Champion.ID == g.Champion.ID
}

func (r Renewal) declined() bool { return r.Decision != nil && r.Decision.Choice == ChoiceNo }

// LeadsAgain says whether the Champion has said yes, and that stands: the application that it has become, empty where
// it is none, was neither withdrawn nor declined. If not, the question passes to whoever comes to lead the group.
func (r Renewal) LeadsAgain(again Application) bool {
	return r.Decision != nil && !r.declined() && again.Status != StatusWithdrawn && again.Status != StatusDeclined
}

// HandedTo is a question that passes as it is put to whoever leads the group from now on: they are asked about the next
// cohort whose groups are not yet proposed, since that of the question may be settled by now. While nobody leads the
// group, a no stands: it may be the same Champion who comes back.
func (r Renewal) HandedTo(champion Person, next CohortID, now time.Time) Renewal {
	if champion.ID != r.Champion.ID && (champion.ID != "" || !r.declined()) {
		r.Champion, r.Next, r.Asked, r.Decision, r.Application = champion, next, now, nil, ""
	}
	return r
}

// RenewalCohort is the cohort that a Champion who leads again would lead: the first after theirs whose groups are not
// yet proposed at now. The dates of each cohort come from the caller, since staff may have shifted them.
func RenewalCohort(of CohortID, now time.Time, dates func(CohortID) (Dates, error)) (CohortID, Dates, error) {
	for id := of.Next(); ; id = id.Next() {
		d, err := dates(id)
		if err != nil {
			return "", Dates{}, err
		}
		if now.Before(d.Propose) {
			return id, d, nil
		}
	}
}

// RenewalDeadline is until when staff decide on a Champion who leads again: with the other Champions where that is
// still ahead, else before groups are proposed.
func RenewalDeadline(d Dates, now time.Time) time.Time {
	if now.Before(d.ChampionsDecide) {
		return d.ChampionsDecide
	}
	return d.Propose
}
