package contact

import (
	"github.com/partnerusergroups/pugs/shared/hubspot"
)

// text is a property of one line.
func text(name, label, description string) hubspot.Property {
	return hubspot.Property{Name: name, Label: label, Description: description, Group: Group().Name,
		Type: "string", FieldType: "text"}
}

func number(name, label, description string) hubspot.Property {
	return hubspot.Property{Name: name, Label: label, Description: description, Group: Group().Name,
		Type: "number", FieldType: "number"}
}

// choice is a drop-down.
func choice(name, label, description string, options ...hubspot.Option) hubspot.Property {
	return hubspot.Property{Name: name, Label: label, Description: description, Group: Group().Name,
		Type: "enumeration", FieldType: "select", Options: hubspot.Offer(nil, options)}
}

// checkbox is a single box, as HubSpot's own editor makes it.
func checkbox(name, label, description string) hubspot.Property {
	p := choice(name, label, description, hubspot.Option{Label: "Yes", Value: "true"},
		hubspot.Option{Label: "No", Value: "false"})
	p.FieldType = "booleancheckbox"
	return p
}

// term is a value of one of the programme's lists.
type term interface {
	~string
	Label() string
}

func options[T term](terms []T) []hubspot.Option {
	var all []hubspot.Option
	for _, t := range terms {
		all = append(all, hubspot.Option{Label: t.Label(), Value: string(t)})
	}
	return all
}

// notOpen stands where there is no group on offer yet: HubSpot wants a list to have an option.
func notOpen() hubspot.Option {
	return hubspot.Option{Label: "Not open yet", Value: "not_open", Hidden: true}
}
