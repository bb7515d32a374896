package main

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/stand"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// compare has the local stand play the same submissions with the same seed, and wants the same outcome.
func (p *play) compare(ctx context.Context, v *verdict) error {
	expected, err := playOnStand(ctx)
	if err != nil {
		return err
	}
	v.ok("the local stand has played the same cohort, with %d mails for %d", expected.Mail, p.mail.Count())
	came, sent := stand.Report{Cohort: cohort}, p.forms.Counts()
	came.Applications.Odd, came.Applications.Late = sent.Odd, sent.Late
	came.Applications.Duplicates, came.Applications.Refused = sent.Duplicate, sent.Refused
	if err := came.Read(ctx, p.records); err != nil {
		return err
	}
	if diff := difference(expected, came); diff != "" {
		return fmt.Errorf("the outcome is not that of the stand (-stand +emulator):\n%s", diff)
	}
	v.ok("the outcome is the same, in all %d groups: %d people wait, %d are flagged, %d lead again",
		len(came.Groups), len(came.Waitlist), len(came.Flags), len(came.Renewals))
	return nil
}

// playOnStand is what comes of the cohort on the local stand.
func playOnStand(ctx context.Context) (stand.Report, error) {
	place, known := calendar.Zone(zone)
	if !known {
		return stand.Report{}, fmt.Errorf("the time zone %s is missing", zone)
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
	if err := s.Hear(ctx, pug.StaffMailEach); err != nil {
		return stand.Report{}, err
	}
	if err := s.RunToEnd(ctx); err != nil {
		return stand.Report{}, err
	}
	return s.Report(ctx)
}

// difference is what differs in the outcome. When a meeting is, how long it takes and what it is about may differ.
func difference(expected, came stand.Report) string {
	outcome := func(r stand.Report) []any {
		return []any{r.Applications, r.Groups, r.Waitlist, r.Flags, r.Renewals}
	}
	dates := cmpopts.IgnoreFields(stand.MeetingReport{}, "Starts", "Minutes", "Topic")
	return cmp.Diff(outcome(expected), outcome(came), dates, cmpopts.EquateEmpty())
}
