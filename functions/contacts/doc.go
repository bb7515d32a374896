// Package contacts keeps HubSpot in step with the programme: what contacts show of people, and which topics the form
// offers.
//
// It knows how an entry of the outbox that says what is stale becomes an update of HubSpot. The stream of the table
// tells of each entry within minutes, so that what happens together is sent together; what is true is read when it is
// sent. It must not know what makes anything stale: the store notes that with each change (store.Stale), as long as a
// token of HubSpot's is set.
//
// # The life of an entry
//
//	stale -> forgotten    HubSpot knows, or has no contact of the address
//	stale -> stale        HubSpot could not be told, or something changed while it was: told again
//
// What is left in the outbox is found by the hourly sweep: it wakes one entry, the stream tells of that, and everything
// is sent. So HubSpot may be down for days, or its token withdrawn: entries wait, and there is one for each application
// at most. To write the same twice is harmless.
package contacts
