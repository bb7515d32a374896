package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"github.com/partnerusergroups/pugs/infra/local/browser"
	"github.com/partnerusergroups/pugs/infra/local/mailbox"
	"github.com/partnerusergroups/pugs/infra/local/people"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// application plans the cohort, and sees one application from its webhook to the letter that tells of the decision.
func (p *play) application(ctx context.Context, v *verdict) error {
	var asked mailbox.Mail
	var id string
	for _, s := range []struct {
		name string
		take func() (string, error)
	}{
		{"a cohort starts with dates seconds apart", func() (string, error) { return p.start(ctx) }},
		{"a webhook with a wrong signature is refused", func() (string, error) { return "", p.forge() }},
		{"a signed webhook is taken", func() (receipt string, err error) {
			id, err = p.apply()
			return id, err
		}},
		{"staff have mail with a link", func() (_ string, err error) {
			asked, err = p.askedBy(ctx)
			return asked.Subject, err
		}},
		{"opening the link changes nothing", func() (string, error) { return "", p.peek(ctx, asked, id) }},
		{"the link approves the application", func() (string, error) { return "", p.approve(ctx, asked, id) }},
		{"its execution is SUCCEEDED", func() (string, error) { return "", p.succeeds(ctx, "application", id) }},
		{"the applicant has a letter about it", func() (string, error) {
			m, err := p.inbox.find(ctx, "champion1@champion1.example", "You are")
			return m.Subject, err
		}},
	} {
		if err := v.step(s.name, s.take); err != nil {
			return err
		}
	}
	return nil
}

// start starts the cohort's execution before the schedule would, with dates of its own, and waits until Champions may apply.
func (p *play) start(ctx context.Context) (string, error) {
	p.dates = datesFrom(time.Now())
	input, err := json.Marshal(map[string]any{"cohort": cohort, "dates": p.dates})
	if err != nil {
		return "", err
	}
	machine, err := p.machine(ctx, "cohort")
	if err != nil {
		return "", err
	}
	started, err := p.states.StartExecution(ctx, &sfn.StartExecutionInput{StateMachineArn: &machine, Name: aws.String(string(cohort)), Input: aws.String(string(input))})
	if err != nil {
		return "", fmt.Errorf("start the cohort: %w", err)
	}
	p.execution = *started.ExecutionArn
	_, err = p.until(ctx, time.Now().Add(patience), func(s scene) bool { return s.cameTo(pug.StageChampions) })
	return fmt.Sprintf("it ends at %s", p.dates.End.Format(time.TimeOnly)), err
}

// machine finds the state machine of a workflow.
func (p *play) machine(ctx context.Context, workflow string) (string, error) {
	pages := sfn.NewListStateMachinesPaginator(p.states, &sfn.ListStateMachinesInput{})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return "", fmt.Errorf("list the state machines: %w", err)
		}
		for _, m := range page.StateMachines {
			if aws.ToString(m.Name) == p.name+"-"+workflow {
				return *m.StateMachineArn, nil
			}
		}
	}
	return "", fmt.Errorf("there is no state machine %s-%s", p.name, workflow)
}

func (p *play) forge() error {
	forged := &people.Forms{Handler: p.forms.Handler, URL: p.webhook, Secret: "not " + secret, Clock: p.clock}
	if r := forged.Deliver(champions(p.dates.ChampionsOpen)[0]); r.Status != http.StatusUnauthorized {
		return mismatch(http.StatusUnauthorized, fmt.Sprintf("%+v", r))
	}
	return nil
}

func (p *play) apply() (string, error) {
	r := p.forms.Deliver(champions(p.dates.ChampionsOpen)[0])
	if r.Status != http.StatusOK || r.Outcome != "accepted" {
		return "", mismatch("200 accepted", fmt.Sprintf("%+v", r))
	}
	return r.Application, nil
}

// askedBy is the mail that asks the first of the staff about the application.
func (p *play) askedBy(ctx context.Context) (mailbox.Mail, error) {
	m, err := p.inbox.find(ctx, p.people.Staff[0], "Amal Okafor-Prior applies as a Champion")
	if err == nil && len(m.Links) != 1 {
		return m, mismatch("one link", m.Links)
	}
	return m, err
}

// peek opens the link as a mail scanner does.
func (p *play) peek(ctx context.Context, m mailbox.Mail, id string) error {
	for _, open := range []func(string) (browser.Page, error){p.browser.Head, p.browser.Get} {
		page, err := open(m.Links[0])
		if err != nil {
			return err
		}
		if page.Status != http.StatusOK {
			return mismatch(http.StatusOK, fmt.Sprintf("%d %s", page.Status, page.Title))
		}
	}
	return p.isStatus(ctx, id, pug.StatusPending)
}

func (p *play) approve(ctx context.Context, m mailbox.Mail, id string) error {
	page, err := p.browser.Get(m.Links[0])
	if err != nil {
		return err
	}
	after, err := p.browser.Submit(page, page.Find("choice"), url.Values{"choice": {string(pug.ChoiceApprove)}})
	if err != nil {
		return err
	}
	if after.Status != http.StatusOK {
		return mismatch(http.StatusOK, fmt.Sprintf("%d %s", after.Status, after.Title))
	}
	return p.isStatus(ctx, id, pug.StatusApproved)
}

func (p *play) isStatus(ctx context.Context, id string, want pug.Status) error {
	a, err := p.records.Application(ctx, id)
	if err == nil && a.Status != want {
		err = mismatch(want, a.Status)
	}
	return err
}

// succeeds waits for the end of an execution.
func (p *play) succeeds(ctx context.Context, workflow, name string) error {
	arn := strings.Replace(p.execution, "-cohort:"+string(cohort), "-"+workflow+":"+name, 1)
	for until := time.Now().Add(patience); ; {
		x, err := p.states.DescribeExecution(ctx, &sfn.DescribeExecutionInput{ExecutionArn: &arn})
		if err != nil {
			return fmt.Errorf("look at the execution %s: %w", name, err)
		}
		if x.Status == types.ExecutionStatusSucceeded {
			return nil
		}
		if x.Status != types.ExecutionStatusRunning || time.Now().After(until) {
			return mismatch(fmt.Sprintf("SUCCEEDED within %s", patience), fmt.Sprintf("%s %s %s", x.Status, aws.ToString(x.Error), aws.ToString(x.Cause)))
		}
		if err := pause(ctx, beat); err != nil {
			return err
		}
	}
}
