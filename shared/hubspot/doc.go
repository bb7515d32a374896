// Package hubspot knows how HubSpot signs its webhooks, which shapes their bodies have, and how its API is called:
// contacts, their properties, forms, workflows and the account.
//
// It signs too: a stand-in for HubSpot sends what HubSpot would. It must not know the programme: which properties a
// form has, and what they mean, is not its concern.
package hubspot
