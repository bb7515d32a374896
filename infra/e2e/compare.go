package main

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/stand"
	"github.com/partnerusergroups/pugs/shared/calendar"
)

// compare has the local stand play the same submissions with the same seed, and wants the same outcome.
func (p *play) compare(ctx context.Context, v *verdict) error {
	expected, err := playOnStand(ctx)
	if err != nil {
		return err
	}
	v.ok("the local stand has played the same cohort, with %d mails for %d", expected.Mail, p.mail.Count())
	sent := p.forms.Counts()
	came := stand.Report{Cohort: cohort}
	came.Applications = stand.ApplicationCount{Odd: sent.Odd, Late: sent.Late, Duplicates: sent.Duplicate, Refused: sent.Refused}
	if err := came.Read(ctx, p.records); err != nil {
		return err
	}
	if diff := cmp.Diff(outcome(expected), outcome(came), cmpopts.EquateEmpty()); diff != "" {
		return fmt.Errorf("the outcome is not that of the stand (-stand +emulator):\n%s", diff)
	}
	v.ok("the outcome is the same: applications, %d groups, attendance, %d who wait, %d flags, %d Champions who lead again",
		len(came.Groups), len(came.Waitlist), len(came.Flags), len(came.Renewals))
	return nil
}

// playOnStand is what comes of the cohort on the local stand.
func playOnStand(ctx context.Context) (stand.Report, error) {
	place, err := time.LoadLocation(zone)
	if err != nil {
		return stand.Report{}, err
	}
	bodies, err := submissions(calendar.Plan(cohort, place, calendar.DefaultLeads()))
	if err != nil {
		return stand.Report{}, err
	}
	as := habits()
	s, err := stand.New(stand.Config{
		Cohort: cohort, Seed: seed, Pace: clock.Jump, PublicURL: "http://stand.example", Robots: true, Habits: &as,
		Applications: bodies, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		return stand.Report{}, err
	}
	defer s.Close()
	if err := s.RunToEnd(ctx); err != nil {
		return stand.Report{}, err
	}
	return s.Report(ctx)
}

// outcome is as much of a report as has to be the same on both. When a meeting is, how long it takes and what it is about differs.
func outcome(r stand.Report) stand.Report {
	same := stand.Report{Applications: r.Applications, Waitlist: r.Waitlist, Flags: r.Flags, Renewals: r.Renewals}
	for _, g := range r.Groups {
		g.Meetings = slices.Clone(g.Meetings)
		for i := range g.Meetings {
			g.Meetings[i].Starts, g.Meetings[i].Minutes, g.Meetings[i].Topic = time.Time{}, 0, ""
		}
		same.Groups = append(same.Groups, g)
	}
	return same
}
