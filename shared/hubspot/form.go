package hubspot

import (
	"context"
	"net/http"
	"net/url"
)

// Form is a form as HubSpot's editor makes it, see GET /marketing/v3/forms/{formId}.
type Form struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Archived bool   `json:"archived"`
	Settings struct {
		// NewContact is "Always create contact for new email address": without it, somebody whom a cookie knows and
		// who types another address overwrites the contact that the cookie knows.
		NewContact bool `json:"createNewContactForNewEmail"`
		// Prefill fills fields in with what the contact has.
		Prefill bool `json:"prePopulateKnownValues"`
	} `json:"configuration"`
	Groups []struct {
		Fields []FormField `json:"fields"`
	} `json:"fieldGroups"`
}

// FormField is one field of a form. It may have a list of options of its own, which does not follow the property's.
type FormField struct {
	Name     string   `json:"name"` // the property's
	Object   string   `json:"objectTypeId"`
	Required bool     `json:"required"`
	Hidden   bool     `json:"hidden"`
	Kind     string   `json:"fieldType"`
	Default  string   `json:"defaultValue"`
	Defaults []string `json:"defaultValues"`
	Options  []Option `json:"options"`
	// Dependent are fields that show up for some answers.
	Dependent []struct {
		Field FormField `json:"dependentField"`
	} `json:"dependentFields"`
}

// ContactObject is the type of contacts among the objects that forms fill.
const ContactObject = "0-1"

// Form is the form of an id. Scope: forms.
func (c *Client) Form(ctx context.Context, id string) (Form, error) {
	var f Form
	err := c.call(ctx, http.MethodGet, formsPath+"/"+url.PathEscape(id), nil, &f)
	return f, err
}

// Fields are those that fill properties of the contact, the ones that show up for some answers among them.
func (f Form) Fields() []FormField {
	var all []FormField
	var add func(FormField)
	add = func(field FormField) {
		if field.Object == ContactObject {
			all = append(all, field)
		}
		for _, d := range field.Dependent {
			add(d.Field)
		}
	}
	for _, g := range f.Groups {
		for _, field := range g.Fields {
			add(field)
		}
	}
	return all
}
