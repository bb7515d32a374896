package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"

	"github.com/partnerusergroups/pugs/infra/local/people"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// application starts the cohort, before its schedule would, and follows the first application to its decision.
func (p *play) application(ctx context.Context, v *verdict) error {
	input, err := json.Marshal(map[string]any{"cohort": cohort, "dates": p.dates})
	if err != nil {
		return err
	}
	_, err = p.states.StartExecution(ctx, &sfn.StartExecutionInput{
		StateMachineArn: p.machine(workflow.Cohort), Name: aws.String(string(cohort)), Input: aws.String(string(input)),
	})
	if err != nil {
		return fmt.Errorf("start the cohort: %w", err)
	}
	if err := p.until(ctx, at(pug.StageChampions)); err != nil {
		return err
	}
	v.ok("a cohort has started, with dates seconds apart")
	forged := &people.Forms{Handler: p.forms.Handler, URL: p.webhook, Secret: "not " + secret, Clock: p.clock}
	if r := forged.Deliver(p.submissions[0]); r.Status != http.StatusServiceUnavailable {
		return mismatch("the answer to a wrong signature", http.StatusServiceUnavailable, r)
	}
	r := p.forms.Deliver(p.submissions[0])
	if r.Status != http.StatusOK || r.Outcome != "accepted" {
		return mismatch("the answer to a signed webhook", "200 accepted", r)
	}
	v.ok("a webhook with a wrong signature is to come again, a signed one is taken: %s", r.Application)
	if err := p.until(ctx, func(s scene) bool { return s.running == 1 && s.letters == 0 }); err != nil {
		return err
	}
	a, err := p.records.Application(ctx, r.Application)
	if err != nil {
		return err
	}
	if a.Status != pug.StatusApproved || a.Decision == nil {
		return mismatch("the application", "approved by somebody", a)
	}
	mails := p.mail.To(a.Email)
	if len(mails) == 0 || mails[len(mails)-1].Time.Before(a.Decision.At) {
		return mismatch("the mails to "+a.Email, "one that tells of the decision", mails)
	}
	v.ok("%s approved it by a link, %s knows, the execution is SUCCEEDED", a.Decision.By, a.Name())
	return nil
}

// cohort plays the cohort from the other applications to its end.
func (p *play) cohort(ctx context.Context, v *verdict) error {
	p.forms.Schedule(p.submissions[1:], p.dates)
	for _, next := range []struct {
		name    string
		reached func(scene) bool
	}{
		{"Champions are settled, members may apply", at(pug.StageMembers)},
		{"members are settled, groups are proposed", at(pug.StageForming)},
		{"staff have published the groups", at(pug.StagePublished)},
		{"the cohort is launched", at(pug.StageRunning)},
		{"meetings of the first month were planned, held and reported", met(0)},
		{"those of the second month as well, and who missed both is flagged", met(1)},
		{"staff have decided, the cohort is closed", at(pug.StageClosed)},
		{"every execution is SUCCEEDED, every letter is sent",
			func(s scene) bool { return s.running == 0 && s.letters == 0 }},
	} {
		if err := p.until(ctx, next.reached); err != nil {
			return err
		}
		v.ok("%s", next.name)
	}
	return nil
}
