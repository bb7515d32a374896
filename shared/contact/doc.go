// Package contact is the programme's part of a contact at HubSpot: the properties that its forms fill and those that
// are written back, each with its type and options, in one place.
//
// infra/hubspot checks them, functions write them. It must not know what is true of a person: that is for package pug.
package contact
