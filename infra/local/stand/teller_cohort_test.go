package stand_test

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// move: move launch=2026-10-05T14:00 ...: staff move dates of the cohort 2026-H2, and its workflow is told.
func (t *teller) move(_ *testscript.TestScript, args []string) error {
	const id = pug.CohortID("2026-H2")
	set, err := pairs(args)
	if err != nil {
		return err
	}
	var grants []cloud.Grant
	for _, action := range []string{"dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem",
		"dynamodb:DeleteItem", "states:SendTaskSuccess"} {
		grants = append(grants, cloud.Grant{Action: action, Resource: "*"})
	}
	t.stand.Cloud.Allow("desk", grants)
	aws, ctx := t.stand.Cloud.Config("desk"), context.Background()
	records := store.New(dynamodb.NewFromConfig(aws), "pugs")
	c, err := records.Cohort(ctx, id)
	if err != nil {
		return err
	}
	dates := c.Dates
	for name, value := range set {
		at, err := t.moment(value)
		if err != nil {
			return err
		}
		switch name {
		case "champions_open":
			dates.ChampionsOpen = at
		case "members_open":
			dates.MembersOpen = at
		case "launch":
			dates.Launch = at
		case "renew":
			dates.Renew = at
		default:
			return fmt.Errorf("stories do not move %s", name)
		}
	}
	move, problems, err := c.MoveDates(dates, t.stand.Clock.Now())
	if err != nil || problems != nil {
		return fmt.Errorf("dates cannot be moved: %v, %w", problems, err)
	}
	calls := workflow.DatesMoved(id, t.stand.Clock.Now())
	if err := records.MoveDates(ctx, c, move.After, calls[0], calls[1], calls[2]); err != nil {
		return err
	}
	client := workflow.Client{SFN: sfn.NewFromConfig(aws), Records: records}
	return client.Do(ctx, calls...)
}

// again: the cohort's workflow is started once more, under another name.
func (t *teller) again(*testscript.TestScript, []string) error {
	t.begun++
	const machine = "arn:aws:states:eu-west-1:123456789012:stateMachine:pugs-cohort"
	_, err := t.stand.Engine.StartExecution(machine, fmt.Sprintf("2026-H2-again%d", t.begun), `{"cohort": "2026-H2"}`)
	return err
}
