package hubspot

import (
	"context"
	"net/http"
	"net/url"
	"slices"
)

// Property is a property of contacts, see
// https://developers.hubspot.com/docs/api-reference/latest/crm/properties/guide.
type Property struct {
	Name        string   `json:"name"` // internal, and never changed
	Label       string   `json:"label"`
	Description string   `json:"description"`
	Group       string   `json:"groupName"`
	Type        string   `json:"type"`      // string, number, enumeration, ..
	FieldType   string   `json:"fieldType"` // text, textarea, number, select, radio, checkbox, booleancheckbox, ..
	FormField   bool     `json:"formField"` // forms may have it
	Options     []Option `json:"options,omitempty"`
}

// Option is one value that an enumeration may have. A hidden one is not offered, but contacts may hold it.
type Option struct {
	Label        string `json:"label"`
	Value        string `json:"value"`
	Description  string `json:"description,omitempty"`
	Hidden       bool   `json:"hidden"`
	DisplayOrder int    `json:"displayOrder"`
}

// Properties are all of the account's contact properties. Scope: crm.schemas.contacts.read.
func (c *Client) Properties(ctx context.Context) ([]Property, error) {
	var answer struct {
		Results []Property `json:"results"`
	}
	err := c.call(ctx, http.MethodGet, propertiesPath, nil, &answer)
	return answer.Results, err
}

// Property is the contact property of the name.
func (c *Client) Property(ctx context.Context, name string) (Property, error) {
	var p Property
	err := c.call(ctx, http.MethodGet, propertiesPath+"/"+url.PathEscape(name), nil, &p)
	return p, err
}

// CreateProperty makes a contact property in a group that there is. Scope: crm.schemas.contacts.write.
func (c *Client) CreateProperty(ctx context.Context, p Property) error {
	return c.call(ctx, http.MethodPost, propertiesPath, p, nil)
}

// PropertyGroup is a heading under which HubSpot shows properties.
type PropertyGroup struct {
	Name  string `json:"name"`
	Label string `json:"label"`
}

// PropertyGroups are the account's groups of contact properties.
func (c *Client) PropertyGroups(ctx context.Context) ([]PropertyGroup, error) {
	var answer struct {
		Results []PropertyGroup `json:"results"`
	}
	err := c.call(ctx, http.MethodGet, propertiesPath+"/groups", nil, &answer)
	return answer.Results, err
}

// CreatePropertyGroup makes a group of contact properties.
func (c *Client) CreatePropertyGroup(ctx context.Context, g PropertyGroup) error {
	return c.call(ctx, http.MethodPost, propertiesPath+"/groups", g, nil)
}

// SetOptions has an enumeration offer the options, in this order, and no others; nothing is written where it does
// already. Options that go are hidden, not dropped: contacts may hold them.
func (c *Client) SetOptions(ctx context.Context, name string, offered []Option) error {
	p, err := c.Property(ctx, name)
	if err != nil {
		return err
	}
	options := Offer(p.Options, offered)
	if slices.Equal(options, p.Options) {
		return nil
	}
	return c.WriteOptions(ctx, name, options)
}

// WriteOptions gives an enumeration this whole list of options. Scope: crm.schemas.contacts.write.
func (c *Client) WriteOptions(ctx context.Context, name string, options []Option) error {
	change := map[string]any{"options": options}
	return c.call(ctx, http.MethodPatch, propertiesPath+"/"+url.PathEscape(name), change, nil)
}

// Offer is the whole list of options of a property that offers some and had others: those are hidden and come last.
func Offer(had, offered []Option) []Option {
	options := slices.Clone(offered)
	for _, o := range had {
		if !slices.ContainsFunc(offered, func(other Option) bool { return other.Value == o.Value }) {
			o.Hidden = true
			options = append(options, o)
		}
	}
	for i := range options {
		options[i].DisplayOrder = i
	}
	return options
}
