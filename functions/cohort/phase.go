package cohort

import (
	"context"
	"time"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// phaseIn names a phase: that of Champions (R3) or that of members (R4).
type phaseIn struct {
	Cohort pug.CohortID `json:"cohort"`
	Kind   pug.Kind     `json:"kind"`
}

// open opens a phase. Intake judges by dates, so this is for people: the stage that pages show, and a letter to staff.
func (f function) open(ctx context.Context, in phaseIn) error {
	stage := pug.StageMembers
	if in.Kind == pug.KindChampion {
		stage = pug.StageChampions
	}
	line := store.Logged{Entry: pug.LogOpened(in.Cohort, in.Kind, f.Now())}
	if err := f.Store.SetStage(ctx, in.Cohort, stage, line); err != nil {
		return err
	}
	dates, err := f.Calendar.Dates(ctx, in.Cohort)
	if err != nil {
		return err
	}
	phase := dates.Phase(in.Kind)
	text := opened{phaseIn: in, Until: f.When(phase.Close), Decided: f.When(phase.Decide)}
	if in.Kind == pug.KindMember {
		text.OnOffer = f.OnOffer(in.Cohort)
	}
	return f.Letters.TellStaff(ctx, "cohort/"+string(in.Cohort)+"/open-"+string(in.Kind), text)
}

// patience is how long the workflows of applications have time to write what their deadline decided.
const patience = 30 * time.Minute

type settleOut struct {
	Pending int `json:"pending"` // overdue, and left to their workflows for a while longer
}

// settle ends a phase. What is overdue is left to the applications' own workflows at first; if they do not come to it,
// it lapses here. Then staff are told how the phase ended. An application with a deadline of its own that is still
// ahead, such as that of a Champion who leads again, keeps nobody.
func (f function) settle(ctx context.Context, in phaseIn) (settleOut, error) {
	now := f.Now()
	applications, err := f.Store.Applications(ctx, in.Cohort, in.Kind)
	if err != nil {
		return settleOut{}, err
	}
	var out settleOut
	for i, a := range applications {
		switch {
		case a.Status != pug.StatusPending || a.Deadline.After(now):
		case now.Before(a.Deadline.Add(patience)):
			out.Pending++
		default:
			if applications[i], err = f.lapse(ctx, a, now); err != nil {
				return settleOut{}, err
			}
		}
	}
	if out.Pending > 0 {
		return out, nil
	}
	total := tally(applications)
	line := pug.LogSettled(in.Cohort, in.Kind, total.Approved, total.Declined, total.Waitlisted, now)
	return out, f.TellStaffAndLog(ctx, "cohort/"+string(in.Cohort)+"/settled-"+string(in.Kind), endOf(in, total), line)
}

// lapse waitlists an application as its own workflow would have. A decision that came in just now stands. The applicant
// is told by that workflow, once it is back.
func (f function) lapse(ctx context.Context, a pug.Application, now time.Time) (pug.Application, error) {
	f.Log.WarnContext(ctx, "the workflow of an application did not end it", "application", a.ID)
	d := pug.Lapse(now)
	err := f.Store.DecideApplication(ctx, a.ID, d, store.Logged{Entry: pug.LogDecided(a, d, "")})
	if err != nil && !pug.IsError(err, pug.Conflict) {
		return a, err
	}
	return f.Store.Application(ctx, a.ID)
}

// totals are how a phase ended, as staff see it.
type totals struct {
	Pending, Approved, Declined, Waitlisted, Replaced, Late int
	Accepted                                                []pug.Application // the approved
	Odd                                                     []pug.Application
}

func tally(applications []pug.Application) totals {
	var t totals
	for _, a := range applications {
		switch a.Status {
		case pug.StatusPending:
			t.Pending++
		case pug.StatusApproved:
			t.Approved++
			t.Accepted = append(t.Accepted, a)
		case pug.StatusDeclined, pug.StatusWithdrawn:
			t.Declined++
		case pug.StatusWaitlisted:
			t.Waitlisted++
		case pug.StatusReplaced:
			t.Replaced++
		case pug.StatusOdd:
			if a.Late() {
				t.Late++
			} else {
				t.Odd = append(t.Odd, a)
			}
		}
	}
	return t
}

// close ends the cohort.
func (f function) close(ctx context.Context, in cohortIn) error {
	line := store.Logged{Entry: pug.LogClosed(in.Cohort, f.Now())}
	if err := f.Store.SetStage(ctx, in.Cohort, pug.StageClosed, line); err != nil {
		return err
	}
	if err := f.release(ctx, in.Cohort); err != nil {
		return err
	}
	groups, err := f.Store.Groups(ctx, in.Cohort)
	if err != nil {
		return err
	}
	groups = going(groups)
	held := 0
	err = duty.Each(groups, func(g pug.Group) error {
		meetings, err := f.Store.Meetings(ctx, g.ID)
		if err != nil {
			return err
		}
		for _, m := range meetings {
			if m.State == pug.MeetingReported || m.State == pug.MeetingNotKnown {
				held++
			}
		}
		return f.Letters.Tell(ctx, "cohort/"+string(in.Cohort)+"/thanks", thanks{g}, letter.ToLeaders(g)...)
	}, f.groupStuck(ctx, "thank its Champion"))
	if err != nil {
		return err
	}
	told, err := f.Letters.TellingStaff(ctx, "cohort/"+string(in.Cohort)+"/closed", ended(in.Cohort, groups, held))
	if err != nil {
		return err
	}
	return f.Store.Keep(ctx, workflow.Cohort, string(in.Cohort), told...)
}

// release has HubSpot told of those who are in groups of a cohort: from its close on, their contacts show what they
// have applied for since (pug.Foremost).
func (f function) release(ctx context.Context, cohort pug.CohortID) error {
	var ids []string
	for _, kind := range []pug.Kind{pug.KindChampion, pug.KindMember} {
		applications, err := f.Store.Applications(ctx, cohort, kind)
		if err != nil {
			return err
		}
		for _, a := range applications {
			if a.Group != "" {
				ids = append(ids, a.ID)
			}
		}
	}
	return f.Store.SetStale(ctx, ids...)
}
