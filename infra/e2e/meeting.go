package main

import (
	"context"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// tend does what time would do: it fires schedules, and lets meetings be held.
func (p *play) tend(ctx context.Context, s scene) error {
	if s.cohort.Stage == pug.StagePublished && time.Now().After(s.cohort.Dates.Launch) {
		if err := p.fire(ctx, "launch"); err != nil {
			return err
		}
	}
	if sweep := 30 * time.Second; time.Since(p.swept) > sweep {
		p.swept = time.Now()
		if err := p.fire(ctx, "sweep"); err != nil {
			return err
		}
	}
	assess := false
	for _, m := range s.meetings {
		assess = assess || m.State == pug.MeetingReported && !m.Assessed
		if err := p.hold(ctx, s, m); err != nil {
			return err
		}
	}
	if assess {
		return p.fire(ctx, "attendance")
	}
	return nil
}

// hold lets a planned meeting be over now. A meeting lasts an hour at least (R9), the emulator runs on the real clock, and functions read no
// other, so its record in the table is given a start that has just passed and no length. Seats that change hands do so before.
func (p *play) hold(ctx context.Context, s scene, m pug.Meeting) error {
	if m.State != pug.MeetingPlanned || m.Announced.IsZero() || m.Minutes == 0 || s.running["absence"] > 0 {
		return nil
	}
	m.Starts, m.Minutes = time.Now().UTC(), 0
	_, err := p.records.SaveMeeting(ctx, m)
	if pug.IsError(err, pug.Conflict) {
		return nil // it was changed meanwhile: next time
	}
	return err
}
