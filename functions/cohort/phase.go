package cohort

import (
	"context"
	"time"

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
	return f.Letters.TellEach(ctx, "cohort/"+string(in.Cohort)+"/open-"+string(in.Kind), text)
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
	c, err := f.Store.Cohort(ctx, in.Cohort)
	if err != nil {
		return settleOut{}, err
	}
	applications, err := f.Store.Applications(ctx, in.Cohort, in.Kind)
	if err != nil {
		return settleOut{}, err
	}
	var out settleOut
	for i, a := range applications {
		deadline := a.DecideBy(c.Dates)
		switch {
		case a.Status != pug.StatusPending || deadline.After(now):
		case now.Before(deadline.Add(patience)):
			out.Pending++
		default:
			f.Log.WarnContext(ctx, "the workflow of an application did not end it", "application", a.ID)
			if applications[i], err = f.undecided(ctx, a, pug.Lapse(now)); err != nil {
				return settleOut{}, err
			}
		}
	}
	if out.Pending > 0 {
		return out, nil
	}
	total := tally(applications)
	line := pug.LogSettled(in.Cohort, in.Kind, total.Approved, total.Declined, total.Waitlisted, now)
	key := "cohort/" + string(in.Cohort) + "/settled-" + string(in.Kind) + c.Since(string(in.Kind)+"s_decide")
	told, err := f.Letters.TellingEach(ctx, key, endOf(in, total))
	if err != nil {
		return out, err
	}
	return out, f.Store.Write(ctx, append(told, store.Logged{Entry: line})...)
}

// undecided decides on an application that nobody has decided in time, and tells its own workflow, which may wait.
// A decision that came in just now stands. The applicant is told by that workflow.
func (f function) undecided(ctx context.Context, a pug.Application, d pug.Decision) (pug.Application, error) {
	call := workflow.Answer(a.ID, d.At)
	err := f.Store.DecideApplication(ctx, a.ID, d, call, store.Logged{Entry: pug.LogDecided(a, d, "")})
	if err != nil && !pug.IsError(err, pug.Conflict) {
		return a, err
	}
	if err == nil {
		f.Follow(ctx, call)
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
