package main

import (
	"context"
	"net/http"
	"strings"

	"github.com/partnerusergroups/pugs/shared/hubspot"
)

// workflow checks the workflow that sends the webhooks.
func (c *checker) workflow(ctx context.Context) {
	if c.webhook == "" {
		c.lookf("No webhook was named, so the workflow was not looked for. Name its address by -webhook.")
		return
	}
	workflows, err := c.client.ContactWorkflows(ctx)
	switch {
	case hubspot.TroubleOf(err) == hubspot.TroubleToken:
		c.lookf("The token lacks the scope automation, so the workflow could not be read. See that it is on, that "+
			"submissions of the programme's forms enrol contacts, again each time, and that \"Send a webhook\" posts "+
			"to %s, with a signature or an API key.", c.webhook)
		return
	case err != nil:
		c.failed("read the workflows", err)
		return
	}
	found := false
	for _, w := range workflows {
		for _, a := range w.Actions {
			if a.Kind == hubspot.WebhookAction && strings.TrimRight(a.URL, "/") == strings.TrimRight(c.webhook, "/") {
				found = true
				c.webhookAction(w, a)
			}
		}
	}
	if !found {
		c.mendf("No workflow sends webhooks to %s. Create one for contacts (Automation > Workflows): it is triggered "+
			"by a submission of the programme's forms, lets contacts re-enrol, and does \"Send a webhook\".", c.webhook)
	}
}

func (c *checker) webhookAction(w hubspot.Workflow, a hubspot.WorkflowAction) {
	before := len(c.mend)
	if !w.Enabled {
		c.mendf("The workflow %q is off. Turn it on.", w.Name)
	}
	if !w.Enrollment.ReEnroll {
		c.mendf("The workflow %q takes a contact only once, so that nobody can apply again. Turn on re-enrolment for "+
			"the form submissions that trigger it.", w.Name)
	}
	if a.Method != http.MethodPost {
		c.mendf("The workflow %q calls the webhook by %s. Choose POST.", w.Name, a.Method)
	}
	if a.Auth == nil {
		c.mendf("The workflow %q sends webhooks without a signature, which are refused. In \"Send a webhook\" choose "+
			"\"Include request signature in header\" with the app's id, or \"API key\".", w.Name)
	}
	if len(c.mend) == before {
		c.wellf("The workflow %q sends webhooks to %s.", w.Name, c.webhook)
	}
}
