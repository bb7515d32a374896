package main

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/contact"
	"github.com/partnerusergroups/pugs/shared/hubspot"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// form checks one form.
func (c *checker) form(ctx context.Context, id string, properties map[string]hubspot.Property) {
	f, err := c.client.Form(ctx, id)
	var e *hubspot.APIError
	switch {
	case errors.As(err, &e) && e.Status == http.StatusNotFound:
		c.mendf("There is no form with the id %s. A form's id is in its address in the editor.", id)
		return
	case err != nil:
		c.failed("read the form "+id, err)
		return
	}
	before := len(c.mend)
	if f.Archived {
		c.mendf("The form %q is archived. Restore it, or name another one.", f.Name)
	}
	c.formSettings(f)
	c.formFields(f)
	for _, field := range f.Fields() {
		c.formOptions(f, field, properties[field.Name])
	}
	if len(c.mend) == before {
		c.wellf("The form %q is as it should be.", f.Name)
	}
}

func (c *checker) formSettings(f hubspot.Form) {
	if !f.Settings.NewContact {
		c.mendf("The form %q makes no new contact for a new address: of two colleagues at one computer, the second "+
			"overwrites the first. Turn on \"Always create contact for new email address\" in the form's options.",
			f.Name)
	}
	if f.Settings.Prefill {
		c.mendf("The form %q fills fields in with what HubSpot knows, last year's topics among it. Turn off "+
			"\"Pre-populate contact fields with known values\" in the form's options.", f.Name)
	}
}

// required are the fields without which an application cannot be reviewed.
func required() []string {
	return []string{contact.Application, "email", "company", contact.PartnerType, contact.Role, contact.Region,
		contact.Commitments}
}

func (c *checker) formFields(f hubspot.Form) {
	fields := map[string]hubspot.FormField{}
	for _, field := range f.Fields() {
		fields[field.Name] = field
	}
	for _, name := range required() {
		field, ok := fields[name]
		switch {
		case !ok:
			c.mendf("The form %q lacks the field %s. Add it, and make it required.", f.Name, name)
		case !field.Required && !field.Hidden:
			c.mendf("The field %s of the form %q is not required. Make it required: an application without it cannot "+
				"be reviewed.", name, f.Name)
		}
	}
	c.application(f, fields[contact.Application])
	if !anyOf(fields, "firstname", "lastname") {
		c.mendf("The form %q asks for no name. Add the fields firstname and lastname.", f.Name)
	}
	if !anyOf(fields, contact.Topics()[0], contact.TopicNew) {
		c.mendf("The form %q asks for no topic. Add %s to %s for members, %s for Champions.", f.Name,
			contact.Topics()[0], contact.Topics()[pug.MaxTopics-1], contact.TopicNew)
	}
	for _, p := range contact.Written() {
		if _, ok := fields[p.Name]; ok {
			c.mendf("The form %q has the field %s, which the programme writes. Take it out of the form.",
				f.Name, p.Name)
		}
	}
}

func anyOf(fields map[string]hubspot.FormField, names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return fields[name].Name != "" })
}

// application checks the field that says what somebody applies for: a hidden one has to say it itself.
func (c *checker) application(f hubspot.Form, field hubspot.FormField) {
	value := strings.Join(append(field.Defaults, field.Default), "")
	if field.Hidden && !pug.Kind(value).Known() {
		c.mendf("The hidden field %s of the form %q has the value %q. Give it the value %s or %s.", field.Name, f.Name,
			value, pug.KindChampion, pug.KindMember)
	}
}

// formOptions compares the options of a field, which are the form's own, with those of the property.
func (c *checker) formOptions(f hubspot.Form, field hubspot.FormField, p hubspot.Property) {
	if field.Options == nil || !strings.HasPrefix(p.Name, prefix) {
		return
	}
	var own, offered []string
	for _, o := range field.Options {
		own = append(own, o.Value)
	}
	for _, o := range p.Options {
		if !o.Hidden {
			offered = append(offered, o.Value)
		}
	}
	slices.Sort(own)
	slices.Sort(offered)
	if !slices.Equal(own, offered) {
		c.mendf("The form %q has options of its own for %s: %s. The property offers %s. Take the field out of the "+
			"form and add it again, so that it has the property's.", f.Name, field.Name, list(own), list(offered))
	}
}

// prefix begins the names of the programme's properties.
const prefix = "pug_"

func list(values []string) string {
	if len(values) == 0 {
		return "nothing"
	}
	return strings.Join(values, ", ")
}
