package main

import (
	"context"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/lambda"

	"github.com/partnerusergroups/pugs/shared/fault"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// pass does what time would do: it fires schedules, has meetings take place, and ends months.
func (p *play) pass(ctx context.Context, s scene) error {
	const sweep = 30 * time.Second
	due := map[string]bool{"launch": s.cohort.Stage == pug.StagePublished && time.Now().After(s.cohort.Dates.Launch)}
	if time.Since(p.swept) > sweep {
		due["sweep"], p.swept = true, time.Now()
	}
	for _, m := range s.meetings {
		due["attendance"] = due["attendance"] || m.State == pug.MeetingReported && !m.Assessed
		if err := p.hold(ctx, m); err != nil {
			return err
		}
	}
	for schedule, isDue := range due {
		if !isDue {
			continue
		}
		if err := p.fire(ctx, schedule); err != nil {
			return fmt.Errorf("fire the schedule %s: %w", schedule, err)
		}
	}
	return p.endMonths(ctx, s)
}

// fire calls the target of a deployed schedule as EventBridge Scheduler would. MiniStack fires cron expressions too, but in UTC whatever
// the schedule's time zone is; and nobody waits until seven o'clock here.
func (p *play) fire(ctx context.Context, schedule string) error {
	var deployed struct{ Target struct{ Arn, Input string } }
	address := fmt.Sprintf("/schedules/%s-%s?groupName=%s", p.name, schedule, p.name)
	if err := p.get(ctx, "scheduler", address, &deployed); err != nil {
		return err
	}
	target := deployed.Target
	out, err := p.lambda.Invoke(ctx, &lambda.InvokeInput{FunctionName: &target.Arn, Payload: []byte(target.Input)})
	if err == nil && out.FunctionError != nil {
		err = fmt.Errorf("the function failed: %s", out.Payload)
	}
	return err
}

// hold lets a planned meeting be over now, once members were asked for talking points. A meeting lasts an hour at least (R9), the
// emulator runs on the real clock, and functions read no other; so its record is given a start that has just passed and no length.
func (p *play) hold(ctx context.Context, m pug.Meeting) error {
	if m.State != pug.MeetingPlanned || !m.Points || m.Minutes == 0 {
		return nil
	}
	m.Starts, m.Minutes = time.Now().UTC(), 0
	_, err := p.records.SaveMeeting(ctx, m)
	if fault.Is(err, fault.Conflict) {
		return nil // it was changed meanwhile: next time
	}
	return err
}

// endMonths ends months in order: those with meetings when each group has met, the others at once. Seats change hands before.
func (p *play) endMonths(ctx context.Context, s scene) error {
	if s.cohort.Stage != pug.StageRunning || s.others > 0 {
		return nil
	}
	for i, month := range s.cohort.Dates.Months {
		if month.To.Before(time.Now()) {
			continue
		}
		if i < heldMonths && !met(i)(s) {
			return nil
		}
		if err := p.endMonth(ctx, i); err != nil {
			return fmt.Errorf("end the month %s: %w", month.Name, err)
		}
	}
	return nil
}

// endMonth writes into the cohort's record that a month ends now. No function does that.
func (p *play) endMonth(ctx context.Context, n int) error {
	text := func(s string) types.AttributeValue { return &types.AttributeValueMemberS{Value: s} }
	_, err := p.dynamo.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName: &p.table,
		Key: map[string]types.AttributeValue{
			store.PartitionKey: text("COHORT#" + string(cohort)), store.SortKey: text("COHORT"),
		},
		UpdateExpression:          aws.String(fmt.Sprintf("SET #dates.#months[%d].#to = :now", n)),
		ExpressionAttributeNames:  map[string]string{"#dates": "dates", "#months": "months", "#to": "to"},
		ExpressionAttributeValues: map[string]types.AttributeValue{":now": text(time.Now().UTC().Format(time.RFC3339Nano))},
	})
	return err
}
