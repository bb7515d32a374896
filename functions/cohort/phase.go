package cohort

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
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
	text := opened(in, dates.Phase(in.Kind), f.Settings.Zone)
	return f.Letters.Tell(ctx, "cohort/"+string(in.Cohort)+"/open-"+string(in.Kind), text, f.Letters.Staff...)
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
	if t.pending > 0 {
		return settleOut{t.pending}, nil
	}
	return settleOut{}, f.Letters.Tell(ctx, "cohort/"+string(in.Cohort)+"/settled-"+string(in.Kind), phaseEnded(in, t),
		f.Letters.Staff...)
}

// totals are how a phase ended, as staff see it.
type totals struct {
	pending, approved, declined, waitlisted, replaced, late int
	odd                                                     []pug.Application
	mix                                                     map[pug.PartnerType]int // of the approved (R1)
	champions                                               []pug.Application       // approved
}

func tally(applications []pug.Application) totals {
	t := totals{mix: map[pug.PartnerType]int{}}
	for _, a := range applications {
		switch a.Status {
		case pug.StatusPending:
			t.pending++
		case pug.StatusApproved:
			t.approved++
			t.mix[a.PartnerType]++
			t.champions = append(t.champions, a)
		case pug.StatusDeclined:
			t.declined++
		case pug.StatusWaitlisted:
			t.waitlisted++
		case pug.StatusReplaced:
			t.replaced++
		case pug.StatusOdd:
			if a.Late() {
				t.late++
			} else {
				t.odd = append(t.odd, a)
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
		if err := f.Letters.Tell(ctx, "cohort/"+string(in.Cohort)+"/thanks", f.signed(thanks(g)),
			letter.To(g.Champion)); err != nil {
			return err
		}
	}
	return f.Letters.Tell(ctx, "cohort/"+string(in.Cohort)+"/closed", closed(in.Cohort, groups, held),
		f.Letters.Staff...)
}
