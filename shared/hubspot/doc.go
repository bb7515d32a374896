// Package hubspot knows how HubSpot signs its webhooks, and which shapes their bodies have.
//
// It signs too: a stand-in for HubSpot sends what HubSpot would. It must not know the programme: which properties a
// form has, and what they mean, is not its concern.
package hubspot
