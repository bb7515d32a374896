// Command hubspot looks after HubSpot's side of the programme:
//
//	HUBSPOT_TOKEN=... go run ./infra/hubspot check -forms ID,ID -webhook https://...
//
// creates the contact properties that are missing, and says in words what else is not as the programme needs it, and
// how to mend it: properties, options, forms, the workflow, the token's scopes. It adds options that are missing, and
// changes nothing else that is there. Its exit status is 1 while there is something to mend.
//
// It knows how HubSpot's settings are found by people, and which of them matter. It must not know AWS: it runs before
// anything is deployed, and as often as one likes.
package main
