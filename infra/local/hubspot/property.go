package hubspot

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// Property is a property of contacts.
type Property struct {
	Name         string       `json:"name"`
	Label        string       `json:"label"`
	Description  string       `json:"description"`
	GroupName    string       `json:"groupName"`
	Type         string       `json:"type"`
	FieldType    string       `json:"fieldType"`
	FormField    bool         `json:"formField"`
	Hidden       bool         `json:"hidden"`
	Options      []option     `json:"options"`
	Modification modification `json:"modificationMetadata"`
}

type modification struct {
	ReadOnlyValue bool `json:"readOnlyValue"`
}

// option has pointers where HubSpot's specification requires a field.
type option struct {
	Label        *string `json:"label"`
	Value        *string `json:"value"`
	Hidden       *bool   `json:"hidden"`
	DisplayOrder int     `json:"displayOrder"`
	Description  string  `json:"description,omitempty"`
}

type group struct {
	Name         string `json:"name"`
	Label        string `json:"label"`
	DisplayOrder int    `json:"displayOrder"`
}

// own are the properties of HubSpot's own that anybody here has to do with.
func own() []Property {
	var all []Property
	for _, p := range []struct {
		name, label string
		readOnly    bool
	}{
		{"email", "Email", false}, {"firstname", "First Name", false}, {"lastname", "Last Name", false},
		{"company", "Company Name", false}, {"hs_object_id", "Record ID", true},
		{"hs_additional_emails", "Additional email addresses", true},
	} {
		all = append(all, Property{Name: p.name, Label: p.label, GroupName: "contactinformation", Type: "string",
			FieldType: "text", FormField: !p.readOnly, Modification: modification{ReadOnlyValue: p.readOnly}})
	}
	return all
}

// fieldTypes are the ways to show a value of a type, see
// https://developers.hubspot.com/docs/api-reference/latest/crm/properties/guide.
func fieldTypes() map[string][]string {
	return map[string][]string{
		"bool":         {"booleancheckbox", "calculation_equation"},
		"enumeration":  {"booleancheckbox", "calculation_equation", "checkbox", "radio", "select"},
		"date":         {"date"},
		"datetime":     {"date"},
		"string":       {"calculation_equation", "file", "html", "phonenumber", "text", "textarea"},
		"number":       {"calculation_equation", "number"},
		"phone_number": {"phonenumber"},
	}
}

func (s *Server) property(name string) *Property {
	for i := range s.properties {
		if s.properties[i].Name == name {
			return &s.properties[i]
		}
	}
	return nil
}

// Properties are all of contacts' properties, HubSpot's own first.
func (s *Server) Properties() []Property {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.properties)
}

// Offered are the values that a property offers, in their order; hidden ones are not among them.
func (s *Server) Offered(name string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	values := []string{}
	if p := s.property(name); p != nil {
		for _, o := range p.Options {
			if !*o.Hidden {
				values = append(values, *o.Value)
			}
		}
	}
	return values
}

func (s *Server) listProperties(*http.Request) (int, any) {
	return http.StatusOK, map[string]any{"results": s.properties}
}

func (s *Server) getProperty(r *http.Request) (int, any) {
	if p := s.property(r.PathValue("name")); p != nil {
		return http.StatusOK, p
	}
	return missing("property named '%s' does not exist", r.PathValue("name"))
}

func (s *Server) createProperty(r *http.Request) (int, any) {
	var p Property
	if err := read(r, &p); err != nil {
		return wrong("Invalid input JSON: %v", err)
	}
	switch {
	case s.property(p.Name) != nil:
		return http.StatusConflict, refuse(conflict, fmt.Sprintf("Property named '%s' already exists.", p.Name))
	case p.Label == "" || strings.Trim(p.Name, "abcdefghijklmnopqrstuvwxyz0123456789_") != "":
		return wrong("a property needs a label, and a name in lower case")
	case !slices.ContainsFunc(s.groups, func(g group) bool { return g.Name == p.GroupName }):
		return wrong("property group '%s' does not exist", p.GroupName)
	}
	if problem := p.check(); problem != "" {
		return wrong("%s", problem)
	}
	s.properties = append(s.properties, p)
	return http.StatusCreated, p
}

// changeProperty overwrites the fields that are given, a list of options as a whole.
func (s *Server) changeProperty(r *http.Request) (int, any) {
	p := s.property(r.PathValue("name"))
	if p == nil {
		return missing("property named '%s' does not exist", r.PathValue("name"))
	}
	changed := *p
	changed.Options = nil
	if err := read(r, &changed); err != nil {
		return wrong("Invalid input JSON: %v", err)
	}
	if changed.Options == nil {
		changed.Options = p.Options
	}
	if changed.Name != p.Name || changed.Type != p.Type {
		return wrong("name and type of a property do not change")
	}
	if problem := changed.check(); problem != "" {
		return wrong("%s", problem)
	}
	*p = changed
	return http.StatusOK, p
}

// check says what is wrong with a property; empty for nothing.
func (p Property) check() string {
	if !slices.Contains(fieldTypes()[p.Type], p.FieldType) {
		return fmt.Sprintf("field type %q does not go with type %q", p.FieldType, p.Type)
	}
	if p.Type != "enumeration" && p.Type != "bool" {
		return ""
	}
	var values, labels []string
	for _, o := range p.Options {
		switch {
		case o.Label == nil, o.Value == nil, o.Hidden == nil:
			return "label, value and hidden of an option are required"
		case slices.Contains(values, *o.Value), slices.Contains(labels, *o.Label):
			return fmt.Sprintf("the option %q is there twice", *o.Value)
		}
		values, labels = append(values, *o.Value), append(labels, *o.Label)
	}
	slices.Sort(values)
	switch boolean := slices.Equal(values, []string{"false", "true"}); {
	case len(values) == 0:
		return "an enumeration needs options"
	case p.FieldType == "booleancheckbox" && !boolean:
		return "a single checkbox has the options true and false"
	}
	return ""
}

func (s *Server) listGroups(*http.Request) (int, any) {
	return http.StatusOK, map[string]any{"results": s.groups}
}

func (s *Server) createGroup(r *http.Request) (int, any) {
	var g group
	if err := read(r, &g); err != nil {
		return wrong("Invalid input JSON: %v", err)
	}
	if slices.ContainsFunc(s.groups, func(other group) bool { return other.Name == g.Name }) {
		return http.StatusConflict, refuse(conflict, fmt.Sprintf("Property group '%s' already exists.", g.Name))
	}
	if g.Name == "" || strings.ToLower(g.Name) != g.Name || g.Label == "" {
		return wrong("a property group needs a label, and a name in lower case")
	}
	s.groups = append(s.groups, g)
	return http.StatusCreated, g
}
