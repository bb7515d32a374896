package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/lambda"

	"github.com/partnerusergroups/pugs/infra/blueprint"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// cohort is the one that is played. Its names are not those of the days on which it is played: all of its dates are given.
const cohort pug.CohortID = "2027-H1"

// How long the phases take. Each leaves room for a slow machine: what is not decided when a phase ends is waitlisted.
const (
	applying = 30 * time.Second // Champions, and after them members
	deciding = 20 * time.Second
	curating = 15 * time.Second
	silence  = 5 * time.Second  // a month in which nobody plans a meeting
	early    = 35 * time.Second // a month begins so long before its full minute, and ends as long after it as is left
)

// datesFrom are dates seconds apart. Each of the first months holds one full minute, at which its meetings are planned to start.
func datesFrom(now time.Time) pug.Dates {
	d := pug.Dates{ChampionsOpen: now.Truncate(time.Second)} // webhooks know milliseconds
	d.ChampionsClose = d.ChampionsOpen.Add(applying)
	d.ChampionsDecide = d.ChampionsClose.Add(deciding)
	d.MembersOpen = d.ChampionsDecide
	d.MembersClose = d.MembersOpen.Add(applying)
	d.MembersDecide = d.MembersClose.Add(2 * deciding)
	d.Propose = d.MembersDecide
	d.Curate = d.Propose.Add(curating)
	d.Launch = d.Curate.Add(time.Second)
	from := d.Launch.Add(early + 10*time.Second).Truncate(time.Minute).Add(time.Minute - early)
	for i, name := range cohort.Months() {
		to := from.Add(time.Minute)
		if i >= heldMonths {
			to = from.Add(silence)
		}
		if i == heldMonths {
			d.Renew = from
		}
		d.Months = append(d.Months, pug.Month{Name: name, From: from, Ask: from, To: to})
		from = to
	}
	d.End = from
	return d
}

// fire does what EventBridge Scheduler would do: it has a function do a task. MiniStack fires cron expressions too, but in UTC whatever the
// schedule's time zone is; and nobody waits until seven o'clock here.
func (p *play) fire(ctx context.Context, name string) error {
	for _, s := range blueprint.Pugs().Schedules {
		if s.Name != name {
			continue
		}
		payload, err := json.Marshal(map[string]any{"task": s.Task, "input": struct{}{}})
		if err != nil {
			return err
		}
		out, err := p.lambda.Invoke(ctx, &lambda.InvokeInput{FunctionName: aws.String(p.name + "-" + s.Function), Payload: payload})
		if err != nil {
			return fmt.Errorf("fire the schedule %s: %w", name, err)
		}
		if out.FunctionError != nil {
			return fmt.Errorf("fire the schedule %s: the function failed: %s", name, out.Payload)
		}
		return nil
	}
	return fmt.Errorf("there is no schedule %s", name)
}
