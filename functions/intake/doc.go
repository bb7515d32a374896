// Package intake takes in applications: HubSpot's form webhooks become applications in review, or odd ones that staff
// see.
//
// It knows what a form's properties mean, when a submission is the same as one before, and when it replaces another. It
// must not know how an application is decided. A signed submission is never refused for what it says: HubSpot does not
// send a refused one again.
package intake
