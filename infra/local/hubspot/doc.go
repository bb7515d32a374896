// Package hubspot is a small HubSpot that lives in the process: contacts with the history of their properties, and the
// part of HubSpot's API that the application calls, answered as HubSpot answers, its refusals and limits among them.
//
// It knows the API by HubSpot's published specifications (HubSpot/HubSpot-public-api-spec-collection) and by reports of
// what they leave open, and is never more lenient. It offers no more than is called. It must not know the programme:
// which properties there are is told to it, and what they mean is not its concern.
package hubspot
