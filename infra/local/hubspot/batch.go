package hubspot

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// maxInputs is the most that one call for many contacts takes.
const maxInputs = 100

// object is a contact in an answer.
type object struct {
	ID         string             `json:"id"`
	Properties map[string]*string `json:"properties"` // null where it has no value
	Created    string             `json:"createdAt"`
	Archived   bool               `json:"archived"`
}

type input struct {
	ID         string            `json:"id"`
	IDProperty string            `json:"idProperty"`
	Properties map[string]string `json:"properties"`
}

// answerBatch is the answer to a call for many contacts: 207 where some ids lead nowhere.
func (s *Server) answerBatch(results []object, absent []string) (int, any) {
	answer := map[string]any{"status": "COMPLETE", "results": results}
	if len(absent) == 0 {
		return http.StatusOK, answer
	}
	gone := refuse(notFound, "Could not get some CONTACT objects, they may be deleted or not exist. Check that ids "+
		"are valid.")
	gone.CorrelationID, gone.Context = "", map[string][]string{"ids": absent}
	answer["numErrors"], answer["errors"] = len(absent), []refusal{gone}
	return http.StatusMultiStatus, answer
}

func (s *Server) readBatch(r *http.Request) (int, any) {
	var in struct {
		IDProperty string   `json:"idProperty"`
		Properties []string `json:"properties"`
		History    []string `json:"propertiesWithHistory"`
		Inputs     []struct {
			ID string `json:"id"`
		} `json:"inputs"`
	}
	if err := read(r, &in); err != nil {
		return wrong("Invalid input JSON: %v", err)
	}
	find := s.byID
	switch {
	case len(in.Inputs) == 0 || len(in.Inputs) > maxInputs:
		return wrong("The maximum number of inputs in a batch request is %d, got %d", maxInputs, len(in.Inputs))
	case in.IDProperty == "email":
		find = s.byEmail
	case in.IDProperty != "":
		return wrong("'%s' is not a unique property", in.IDProperty)
	}
	results, absent := []object{}, []string(nil)
	for _, i := range in.Inputs {
		if c := find(i.ID); c == nil {
			absent = append(absent, i.ID)
		} else if !slices.ContainsFunc(results, func(o object) bool { return o.ID == c.ID }) {
			results = append(results, show(c, in.Properties))
		}
	}
	return s.answerBatch(results, absent)
}

func show(c *Contact, names []string) object {
	o := object{ID: c.ID, Properties: map[string]*string{"hs_object_id": &c.ID},
		Created: c.Created.UTC().Format("2006-01-02T15:04:05.000Z")}
	for _, name := range names {
		o.Properties[name] = nil
		value := c.Value(name)
		if name == "hs_additional_emails" {
			value = strings.Join(c.Others, ";")
		}
		if value != "" {
			o.Properties[name] = &value
		}
	}
	return o
}

func (s *Server) updateBatch(r *http.Request) (int, any) {
	var in struct {
		Inputs []input `json:"inputs"`
	}
	if err := read(r, &in); err != nil {
		return wrong("Invalid input JSON: %v", err)
	}
	if problem := s.unfit(in.Inputs); problem != "" {
		return wrong("%s", problem)
	}
	results, absent := []object{}, []string(nil)
	for _, i := range in.Inputs {
		c := s.byID(i.ID)
		if c == nil {
			absent = append(absent, i.ID)
			continue
		}
		var names []string
		for name, value := range i.Properties {
			c.set(name, value, s.cfg.Now(), "INTEGRATION")
			names = append(names, name)
		}
		results = append(results, show(c, names))
	}
	return s.answerBatch(results, absent)
}

// unfit says why HubSpot does not take a batch of updates: one wrong value, and nothing of it is done.
func (s *Server) unfit(inputs []input) string {
	if len(inputs) == 0 || len(inputs) > maxInputs {
		return fmt.Sprintf("The maximum number of inputs in a batch request is %d, got %d", maxInputs, len(inputs))
	}
	seen := map[string]bool{}
	for _, i := range inputs {
		switch {
		case i.IDProperty != "": // no property here is unique but the address, and that does not count as one
			return "Unable to perform update/upsert by non-unique 0-1 property " + i.IDProperty
		case seen[i.ID]:
			return fmt.Sprintf("Duplicate IDs found in batch input: [%s]. IDs must be unique", i.ID)
		}
		seen[i.ID] = true
		if problems := s.refused(i.Properties); len(problems) > 0 {
			list, _ := json.Marshal(problems) // texts always have a JSON form
			return fmt.Sprintf("Property values were not valid: %s", list)
		}
	}
	return ""
}
