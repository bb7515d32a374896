package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"github.com/partnerusergroups/pugs/infra/blueprint"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// scene is how things stand.
type scene struct {
	cohort   pug.Cohort
	meetings []pug.Meeting // of all groups
	flags    []pug.Flag
	status   types.ExecutionStatus // of the cohort's execution
	running  map[string]int        // executions by workflow
	failed   []string              // executions that ended otherwise than well
}

// look reads how things stand. A cohort that is not planned yet has no stage.
func (p *play) look(ctx context.Context) (scene, error) {
	s := scene{running: map[string]int{}}
	var err error
	if s.cohort, err = p.records.Cohort(ctx, cohort); err != nil && !pug.IsError(err, pug.NotFound) {
		return s, err
	}
	groups, err := p.records.Groups(ctx, cohort)
	if err != nil {
		return s, err
	}
	for _, g := range groups {
		meetings, err := p.records.Meetings(ctx, g.ID)
		if err != nil {
			return s, err
		}
		flags, err := p.records.Flags(ctx, g.ID)
		if err != nil {
			return s, err
		}
		s.meetings, s.flags = append(s.meetings, meetings...), append(s.flags, flags...)
	}
	for _, w := range blueprint.Pugs().Workflows {
		if err := p.executions(ctx, w.Name, &s); err != nil {
			return s, err
		}
	}
	return s, nil
}

func (p *play) executions(ctx context.Context, workflow string, s *scene) error {
	machine, err := p.machine(ctx, workflow)
	if err != nil {
		return err
	}
	pages := sfn.NewListExecutionsPaginator(p.states, &sfn.ListExecutionsInput{StateMachineArn: &machine})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return fmt.Errorf("list the executions of %s: %w", workflow, err)
		}
		for _, x := range page.Executions {
			switch x.Status {
			case types.ExecutionStatusSucceeded:
			case types.ExecutionStatusRunning:
				s.running[workflow]++
			default:
				s.failed = append(s.failed, fmt.Sprintf("%s of %s is %s", aws.ToString(x.Name), workflow, x.Status))
			}
			if aws.ToString(x.ExecutionArn) == p.execution {
				s.status = x.Status
			}
		}
	}
	return nil
}

// cameTo says whether the cohort is at a stage, or past it: some pass between two looks.
func (s scene) cameTo(stage pug.Stage) bool {
	order := []pug.Stage{pug.StagePlanned, pug.StageChampions, pug.StageMembers, pug.StageForming, pug.StagePublished, pug.StageRunning, pug.StageClosed}
	return slices.Index(order, s.cohort.Stage) >= slices.Index(order, stage)
}

// in lists the meetings of a month that are in a state.
func (s scene) in(month string, state pug.MeetingState) []pug.Meeting {
	var found []pug.Meeting
	for _, m := range s.meetings {
		if m.Month == month && m.State == state {
			found = append(found, m)
		}
	}
	return found
}

// String tells of it in a line, for when something else was expected.
func (s scene) String() string {
	var meetings []string
	for _, m := range s.meetings {
		meetings = append(meetings, fmt.Sprintf("%s %s %s", pug.ShortGroup(m.Group), m.Month, m.State))
	}
	return fmt.Sprintf("stage %q, cohort's execution %s, running %v, failed %v, %d flags, meetings: %s",
		s.cohort.Stage, s.status, s.running, s.failed, len(s.flags), strings.Join(meetings, ", "))
}

// until does what time would do, again and again, until things stand as they should. A failed execution ends it.
func (p *play) until(ctx context.Context, deadline time.Time, reached func(scene) bool) (scene, error) {
	for {
		s, err := p.look(ctx)
		if err != nil {
			return s, err
		}
		switch {
		case len(s.failed) > 0:
			return s, mismatch("no failed execution", s)
		case reached(s):
			return s, nil
		case time.Now().After(deadline):
			return s, mismatch("to be there by "+deadline.Format(time.TimeOnly), s)
		}
		if err := p.tend(ctx, s); err != nil {
			return s, err
		}
		if err := pause(ctx, beat); err != nil {
			return s, err
		}
	}
}
