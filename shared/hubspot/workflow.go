package hubspot

import (
	"context"
	"net/http"
	"net/url"
	"slices"
)

// Workflow is a workflow as HubSpot's editor makes it, see GET /automation/v4/flows/{flowId}.
type Workflow struct {
	ID         string           `json:"id"`
	Name       string           `json:"name"`
	Enabled    bool             `json:"isEnabled"`
	Actions    []WorkflowAction `json:"actions"`
	Enrollment struct {
		Kind     string `json:"type"` // EVENT_BASED, LIST_BASED or MANUAL
		ReEnroll bool   `json:"shouldReEnroll"`
	} `json:"enrollmentCriteria"`
}

// WorkflowAction is one thing that a workflow does; only those that send webhooks have an address.
type WorkflowAction struct {
	Kind   string `json:"type"`
	Method string `json:"method"`
	URL    string `json:"webhookUrl"`
	Auth   *struct {
		Kind string `json:"type"` // SIGNATURE or AUTH_KEY
	} `json:"authSettings"`
}

// WebhookAction is the kind of an action that sends a webhook.
const WebhookAction = "WEBHOOK"

// ContactWorkflows are the account's workflows for contacts, whole. Scope: automation.
func (c *Client) ContactWorkflows(ctx context.Context) ([]Workflow, error) {
	ids, err := c.contactWorkflowIDs(ctx)
	if err != nil {
		return nil, err
	}
	type input struct {
		ID   string `json:"flowId"`
		Type string `json:"type"`
	}
	var all []Workflow
	for some := range slices.Chunk(ids, MaxBatch) {
		var inputs []input
		for _, id := range some {
			inputs = append(inputs, input{id, "FLOW_ID"})
		}
		var answer struct {
			Results []Workflow `json:"results"`
		}
		err := c.call(ctx, http.MethodPost, workflowsPath+"/batch/read", map[string]any{"inputs": inputs}, &answer)
		if err != nil {
			return nil, err
		}
		all = append(all, answer.Results...)
	}
	return all, nil
}

func (c *Client) contactWorkflowIDs(ctx context.Context) ([]string, error) {
	var ids []string
	for query := (url.Values{"limit": {"100"}}); ; {
		var page struct {
			Results []struct {
				ID     string `json:"id"`
				Object string `json:"objectTypeId"`
			} `json:"results"`
			Paging struct {
				Next struct {
					After string `json:"after"`
				} `json:"next"`
			} `json:"paging"`
		}
		if err := c.call(ctx, http.MethodGet, workflowsPath+"?"+query.Encode(), nil, &page); err != nil {
			return nil, err
		}
		for _, r := range page.Results {
			if r.Object == ContactObject {
				ids = append(ids, r.ID)
			}
		}
		if page.Paging.Next.After == "" {
			return ids, nil
		}
		query.Set("after", page.Paging.Next.After)
	}
}
