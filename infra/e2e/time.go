package main

import (
	"context"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/lambda"

	"github.com/partnerusergroups/pugs/infra/blueprint"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// pass does what time would do: schedules fire, all of which are harmless when nothing is due, meetings take place, and
// months end.
func (p *play) pass(ctx context.Context, s scene) error {
	for _, schedule := range blueprint.Pugs().Schedules {
		if err := p.fire(ctx, schedule.Name); err != nil {
			return fmt.Errorf("fire the schedule %s: %w", schedule.Name, err)
		}
	}
	for _, m := range s.meetings {
		if s.letters > 0 {
			break // nobody misses a meeting to which the invitation is still on its way
		}
		if err := p.hold(ctx, m); err != nil {
			return err
		}
	}
	return p.endMonths(ctx, s)
}

// fire calls the target of a deployed schedule as EventBridge Scheduler would. MiniStack fires cron expressions too,
// but in UTC whatever the schedule's time zone is; and nobody waits until seven o'clock here.
func (p *play) fire(ctx context.Context, schedule string) error {
	var deployed struct{ Target struct{ Arn, Input string } }
	address := fmt.Sprintf("/schedules/%s-%s?groupName=%s", p.name, schedule, p.name)
	if err := p.get(ctx, "scheduler", address, &deployed); err != nil {
		return err
	}
	in := &lambda.InvokeInput{FunctionName: &deployed.Target.Arn, Payload: []byte(deployed.Target.Input)}
	out, err := p.lambda.Invoke(ctx, in)
	if err == nil && out.FunctionError != nil {
		err = fmt.Errorf("the function failed: %s", out.Payload)
	}
	return err
}

// hold lets a planned meeting be over now, once members were asked for talking points. A meeting lasts an hour at least
// (R9), and functions read the real clock only; so its record is given a start that has just passed and no length.
func (p *play) hold(ctx context.Context, m pug.Meeting) error {
	if m.State != pug.MeetingPlanned || !m.Points || m.Minutes == 0 {
		return nil
	}
	m.Starts, m.Minutes = time.Now().UTC(), 0
	if _, err := p.records.SaveMeeting(ctx, m, nil); !pug.IsError(err, pug.Conflict) {
		return err
	}
	return nil // it was changed meanwhile: next time
}

// endMonths ends months in order, those with meetings once each group has met and free seats are taken, the others at
// once: it writes into the cohort's record that the month ends now, and with the last one the cohort. No function does
// that.
func (p *play) endMonths(ctx context.Context, s scene) error {
	text := func(s string) types.AttributeValue { return &types.AttributeValueMemberS{Value: s} }
	key := map[string]types.AttributeValue{"PK": text("COHORT#" + string(cohort)), "SK": text("COHORT")}
	now := time.Now().UTC()
	for i, month := range s.cohort.Dates.Months {
		if s.cohort.Stage != pug.StageRunning || s.running > 1 || i < heldMonths && !met(i)(s) {
			return nil
		}
		if month.To.Before(now) {
			continue
		}
		ends := fmt.Sprintf("SET #dates.#months[%d].#to = :now", i)
		names := map[string]string{"#dates": "dates", "#months": "months", "#to": "to"}
		if i == len(s.cohort.Dates.Months)-1 { // and with it the cohort
			ends, names["#end"] = ends+", #dates.#end = :now", "end"
		}
		_, err := p.dynamo.UpdateItem(ctx, &dynamodb.UpdateItemInput{
			TableName: &p.table, Key: key,
			UpdateExpression: &ends, ExpressionAttributeNames: names,
			ExpressionAttributeValues: map[string]types.AttributeValue{":now": text(now.Format(time.RFC3339Nano))},
		})
		if err != nil {
			return fmt.Errorf("end the month %s: %w", month.Name, err)
		}
	}
	return nil
}
