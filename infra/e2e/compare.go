package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/stand"
	"github.com/partnerusergroups/pugs/shared/calendar"
)

// compare has the local stand play the same applications with the same seed, and wants the same outcome.
func (p *play) compare(ctx context.Context, v *verdict) error {
	var expected, came stand.Report
	err := v.step("the local stand plays the same cohort", func() (detail string, err error) {
		expected, err = playOnStand(ctx)
		return fmt.Sprintf("%d mails", expected.Mail), err
	})
	if err != nil {
		return err
	}
	sent := p.forms.Counts()
	came = stand.Report{Cohort: cohort, Groups: []stand.GroupReport{}, Waitlist: []string{}, Flags: []stand.FlagReport{}, Renewals: []string{}}
	came.Applications = stand.ApplicationCount{Odd: sent.Odd, Late: sent.Late, Duplicates: sent.Duplicate, Refused: sent.Refused}
	if err := v.step("the outcome is read from the table", func() (string, error) { return "", came.Read(ctx, p.records) }); err != nil {
		return err
	}
	for _, part := range parts(expected, came) {
		if err := v.step(part.name, part.same); err != nil {
			return err
		}
	}
	return nil
}

// playOnStand is the outcome on the local stand.
func playOnStand(ctx context.Context) (stand.Report, error) {
	place, err := time.LoadLocation(zone)
	if err != nil {
		return stand.Report{}, err
	}
	dates, as := calendar.Plan(cohort, place, calendar.DefaultLeads()), habits(false)
	s, err := stand.New(stand.Config{
		Cohort: cohort, Seed: seed, Pace: clock.Jump, PublicURL: "http://stand.example", Robots: true, Habits: &as,
		Applications: slices.Concat(champions(dates.ChampionsOpen), members(dates.MembersOpen)), Log: slog.New(slog.DiscardHandler),
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

// part is one part of two outcomes.
type part struct {
	name           string
	expected, came any
}

// parts are what can be expected to be the same. When a meeting is, how long it takes and what it is about differs with the dates.
func parts(expected, came stand.Report) []part {
	all := []part{
		{"the same applications are approved, declined and waitlisted", expected.Applications, came.Applications},
		{"the same number of groups", len(expected.Groups), len(came.Groups)},
	}
	for i := range min(len(expected.Groups), len(came.Groups)) {
		all = append(all, part{"the same members are in " + expected.Groups[i].ID + ", and came to the same meetings",
			timeless(expected.Groups[i]), timeless(came.Groups[i])})
	}
	return append(all, []part{
		{"the same people wait", expected.Waitlist, came.Waitlist},
		{"the same people are flagged, with the same decisions", expected.Flags, came.Flags},
		{"the same Champions lead again", expected.Renewals, came.Renewals},
	}...)
}

func (p part) same() (string, error) {
	expected, err := json.Marshal(p.expected)
	if err != nil {
		return "", err
	}
	came, err := json.Marshal(p.came)
	if err != nil {
		return "", err
	}
	if string(expected) != string(came) {
		return "", mismatch(string(expected), string(came))
	}
	const enough = 120
	if len(came) > enough {
		came = append(came[:enough], "..."...)
	}
	return string(came), nil
}

// timeless is a group without what differs with the dates.
func timeless(group stand.GroupReport) stand.GroupReport {
	group.Meetings = slices.Clone(group.Meetings)
	for i := range group.Meetings {
		group.Meetings[i].Starts, group.Meetings[i].Minutes, group.Meetings[i].Topic = time.Time{}, 0, ""
	}
	return group
}
