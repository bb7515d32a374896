package hubspot

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// document is a form or a workflow: what HubSpot's own pages make, and the API only shows.
type document struct {
	id  string
	raw json.RawMessage
}

// AddForm adds a form, or puts it in the place of the one with its id, as GET /marketing/v3/forms/{id} shows it.
func (s *Server) AddForm(raw string) error { return s.put(&s.forms, raw) }

// AddWorkflow adds a workflow, or puts it in the place of the one with its id, as GET /automation/v4/flows/{id} shows
// it.
func (s *Server) AddWorkflow(raw string) error { return s.put(&s.workflows, raw) }

func (s *Server) put(all *[]document, raw string) error {
	var head struct {
		ID string `json:"id"`
	}
	if err := json.Unmarshal([]byte(raw), &head); err != nil {
		return fmt.Errorf("read the document: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, d := range *all {
		if d.id == head.ID {
			(*all)[i].raw = json.RawMessage(raw)
			return nil
		}
	}
	*all = append(*all, document{head.ID, json.RawMessage(raw)})
	return nil
}

func (s *Server) getForm(r *http.Request) (int, any) {
	for _, f := range s.forms {
		if f.id == r.PathValue("id") {
			return http.StatusOK, f.raw
		}
	}
	return missing("there is no form %s", r.PathValue("id"))
}

// readWorkflows shows workflows whole.
func (s *Server) readWorkflows(r *http.Request) (int, any) {
	var in struct {
		Inputs []struct {
			ID   string `json:"flowId"`
			Type string `json:"type"` // always FLOW_ID
		} `json:"inputs"`
	}
	if err := read(r, &in); err != nil {
		return wrong("Invalid input JSON: %v", err)
	}
	if len(in.Inputs) == 0 || len(in.Inputs) > maxInputs {
		return wrong("The maximum number of inputs in a batch request is %d, got %d", maxInputs, len(in.Inputs))
	}
	results := []json.RawMessage{}
	for _, i := range in.Inputs {
		for _, w := range s.workflows {
			if w.id == i.ID && i.Type == "FLOW_ID" {
				results = append(results, w.raw)
			}
		}
	}
	return http.StatusOK, map[string]any{"status": "COMPLETE", "results": results}
}

// listWorkflows shows the heads of workflows only.
func (s *Server) listWorkflows(*http.Request) (int, any) {
	results := []json.RawMessage{}
	for _, d := range s.workflows {
		var head struct {
			ID      string `json:"id"`
			Name    string `json:"name"`
			Enabled bool   `json:"isEnabled"`
			Object  string `json:"objectTypeId"`
		}
		if err := json.Unmarshal(d.raw, &head); err != nil {
			return wrong("the workflow cannot be read: %v", err)
		}
		raw, _ := json.Marshal(head) // texts always have a JSON form
		results = append(results, raw)
	}
	return http.StatusOK, map[string]any{"results": results}
}

func (s *Server) details(*http.Request) (int, any) {
	return http.StatusOK, map[string]any{"portalId": s.cfg.Portal, "accountType": "STANDARD", "timeZone": "UTC",
		"uiDomain": "app.hubspot.com"}
}

func (s *Server) usage(*http.Request) (int, any) {
	return http.StatusOK, map[string]any{"results": []map[string]any{{"name": "private-apps-api-calls-daily",
		"usageLimit": s.cfg.Daily, "currentUsage": s.calls.today, "fetchStatus": "SUCCESS"}}}
}
