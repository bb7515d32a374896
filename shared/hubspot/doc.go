// Package hubspot knows how HubSpot proves that a webhook is its own, and which shapes the bodies of webhooks have.
//
// It signs too: a stand-in for HubSpot sends what HubSpot would. It must not know the programme: which properties a
// form has, and what they mean, is not its concern.
package hubspot
