package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"github.com/partnerusergroups/pugs/infra/blueprint"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// scene is how things stand.
type scene struct {
	cohort   pug.Cohort
	meetings []pug.Meeting // of all groups
	running  int           // executions, the cohort's own among them
	failed   []string      // executions that ended otherwise than well
	letters  int           // that were written and not sent yet
}

// look reads how things stand. A cohort that is not planned yet has no stage.
func (p *play) look(ctx context.Context) (s scene, err error) {
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
		s.meetings = append(s.meetings, meetings...)
	}
	for _, w := range blueprint.Pugs().Workflows {
		list, err := p.states.ListExecutions(ctx, &sfn.ListExecutionsInput{StateMachineArn: p.machine(w.Name)})
		if err != nil {
			return s, fmt.Errorf("list the executions of %s: %w", w.Name, err)
		}
		for _, x := range list.Executions {
			switch x.Status {
			case types.ExecutionStatusSucceeded:
			case types.ExecutionStatusRunning:
				s.running++
			default:
				s.failed = append(s.failed, fmt.Sprintf("%s: %s", *x.ExecutionArn, x.Status))
			}
		}
	}
	// What an execution wrote before it ended is there by now.
	outbox, err := p.records.Outbox(ctx)
	s.letters = len(outbox.Letters)
	return s, err
}

// at says whether the cohort is at a stage, or past it: some pass between two looks.
func at(stage pug.Stage) func(scene) bool {
	order := []pug.Stage{
		pug.StagePlanned, pug.StageChampions, pug.StageMembers, pug.StageForming, pug.StagePublished, pug.StageRunning,
		pug.StageClosed,
	}
	return func(s scene) bool { return slices.Index(order, s.cohort.Stage) >= slices.Index(order, stage) }
}

// met says whether each group has met in the cohort's n-th month, from 0, and what follows from misses is under way.
func met(n int) func(scene) bool {
	return func(s scene) bool {
		assessed := 0
		for _, m := range s.meetings {
			if m.Month == cohort.Months()[n] && m.Assessed {
				assessed++
			}
		}
		return assessed > 0 && assessed == s.cohort.Groups
	}
}

// until lets time pass until things stand as they should, with their mail delivered. A failed execution ends it, and so
// does trouble that somebody has with a page.
func (p *play) until(ctx context.Context, reached func(scene) bool) error {
	const waitLimit = 90 * time.Second
	for deadline := time.Now().Add(waitLimit); ; time.Sleep(time.Second) {
		s, err := p.look(ctx)
		if err == nil {
			err = p.deliver(ctx) // what was sent before that look
		}
		failed := append(s.failed, p.people.Troubles()...)
		switch {
		case err != nil:
			return errors.Join(err, context.Cause(ctx))
		case len(failed) > 0:
			return mismatch("failed executions, and people's troubles", "none", failed)
		case reached(s):
			return nil
		case time.Now().After(deadline):
			return mismatch("how things stand", "something else within "+waitLimit.String(), s)
		}
		if err := p.pass(ctx, s); err != nil {
			return err
		}
	}
}
