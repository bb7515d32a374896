package main

import (
	"context"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/contact"
	"github.com/partnerusergroups/pugs/shared/hubspot"
)

// property compares one property with what it should be, adds options that are missing, and gives it as it is then.
func (c *checker) property(ctx context.Context, want, got hubspot.Property, written bool) hubspot.Property {
	switch {
	case got.Name == "": // could not be made, which was said
		return got
	case !suits(want, got, written):
		c.mendf("The property %s is of the type %s, shown as %s; it should be %s, shown as %s. Delete it (Settings > "+
			"Properties, and once more among the archived ones; contacts lose what it holds), and run this again.",
			want.Name, got.Type, got.FieldType, want.Type, want.FieldType)
		return got
	case want.Type != "enumeration" || want.FieldType == "booleancheckbox" || isTopic(want.Name):
		return got // topics follow the groups on offer
	}
	got = c.addOptions(ctx, want, got)
	for _, o := range got.Options {
		known := slices.ContainsFunc(want.Options, func(w hubspot.Option) bool { return w.Value == o.Value })
		switch {
		case known && o.Hidden:
			c.mendf("The option %q of %s is hidden, so no form offers it. Show it (Settings > Properties > %s).",
				o.Value, want.Name, got.Label)
		case !known && !o.Hidden && !written:
			c.mendf("The property %s offers %q, which the programme does not know: an application with it cannot be "+
				"reviewed. Hide the option (Settings > Properties > %s).", want.Name, o.Value, got.Label)
		}
	}
	return got
}

// suits says whether a property holds what the programme reads or writes. A text that forms fill may have a list of
// options, and a list may show as buttons.
func suits(want, got hubspot.Property, written bool) bool {
	switch {
	case want.FieldType == "booleancheckbox":
		return got.FieldType == want.FieldType
	case want.Type == "enumeration":
		return got.Type == want.Type && (got.FieldType == "select" || got.FieldType == "radio")
	case want.Type == "string" && !written:
		return got.Type == "string" || got.Type == "enumeration" && got.FieldType != "checkbox"
	}
	return got.Type == want.Type
}

func isTopic(name string) bool { return slices.Contains(contact.Topics(), name) }

// addOptions gives a property the options that it lacks, after those that it has.
func (c *checker) addOptions(ctx context.Context, want, got hubspot.Property) hubspot.Property {
	var missing []string
	options := slices.Clone(got.Options)
	for _, o := range want.Options {
		if !slices.ContainsFunc(got.Options, func(g hubspot.Option) bool { return g.Value == o.Value }) {
			o.DisplayOrder = len(options)
			options, missing = append(options, o), append(missing, o.Value)
		}
	}
	if len(missing) == 0 {
		return got
	}
	if err := c.client.WriteOptions(ctx, want.Name, options); err != nil {
		c.failed("add options to "+want.Name, err)
		return got
	}
	c.wellf("Added to the options of %s: %s.", want.Name, strings.Join(missing, ", "))
	got.Options = options
	return got
}
