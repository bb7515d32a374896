package cohort

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
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
	if err := f.Store.SetStage(ctx, in.Cohort, stage); err != nil {
		return err
	}
	dates, err := f.Calendar.Dates(ctx, in.Cohort)
	if err != nil {
		return err
	}
	phase := dates.Phase(in.Kind)
	return f.Letters.Tell(ctx, "cohort/"+string(in.Cohort)+"/open-"+string(in.Kind),
		opened{in, f.When(phase.Close), f.When(phase.Decide)}, f.Letters.Staff...)
}

type settleOut struct {
	Pending int `json:"pending"`
}

// settle counts what is undecided at the end of a phase, and tells staff how it ended once nothing is.
func (f function) settle(ctx context.Context, in phaseIn) (settleOut, error) {
	applications, err := f.Store.Applications(ctx, in.Cohort, in.Kind)
	if err != nil {
		return settleOut{}, err
	}
	t := tally(applications)
	if t.Pending > 0 {
		return settleOut{t.Pending}, nil
	}
	return settleOut{}, f.Letters.Tell(ctx, "cohort/"+string(in.Cohort)+"/settled-"+string(in.Kind),
		endOf(in, t), f.Letters.Staff...)
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
		case pug.StatusDeclined:
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
	if err := f.Store.SetStage(ctx, in.Cohort, pug.StageClosed); err != nil {
		return err
	}
	groups, err := f.Store.Groups(ctx, in.Cohort)
	if err != nil {
		return err
	}
	held := 0
	for _, g := range groups {
		meetings, err := f.Store.Meetings(ctx, g.ID)
		if err != nil {
			return err
		}
		for _, m := range meetings {
			if m.State == pug.MeetingReported || m.State == pug.MeetingNotKnown {
				held++
			}
		}
		err = f.Letters.Tell(ctx, "cohort/"+string(in.Cohort)+"/thanks", thanks{g}, letter.To(g.Champion))
		if err != nil {
			return err
		}
	}
	told, err := f.Letters.Telling("cohort/"+string(in.Cohort)+"/closed", ended(in.Cohort, groups, held),
		f.Letters.Staff...)
	if err != nil {
		return err
	}
	return f.Store.Keep(ctx, workflow.Cohort, string(in.Cohort), told...)
}
