package hubspot

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// MaxBatch is the most contacts that one call reads or updates.
const MaxBatch = 100

// ContactUpdate is what becomes true of a person's contact.
type ContactUpdate struct {
	Email string
	// Former are the addresses that the person had before, and nobody else has now, the latest first. Their contact
	// keeps such an address until somebody changes it at HubSpot.
	Former     []string
	Properties map[string]string // by internal name; an empty text clears
}

// addresses are all that the person's contact may have, the likeliest first.
func (u ContactUpdate) addresses() []string {
	all := []string{strings.ToLower(u.Email)}
	for _, email := range u.Former {
		all = append(all, strings.ToLower(email))
	}
	return all
}

// contacts are the ids of the person's contacts, by those of the addresses: the first shows what is true.
func (u ContactUpdate) contacts(ids map[string]string) []string {
	var all []string
	for _, email := range u.addresses() {
		if id, found := ids[email]; found && !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	return all
}

// nothing clears what is written of a person.
func (u ContactUpdate) nothing() map[string]string {
	none := map[string]string{}
	for name := range u.Properties {
		none[name] = ""
	}
	return none
}

// UpdateContacts writes properties of the contacts of at most MaxBatch people, found by any of their addresses. Where
// somebody has several contacts, by the addresses that they had, the likeliest shows what is true, and the others show
// nothing. It never makes a contact: who is not at HubSpot is not there. It takes two calls, since HubSpot updates by
// an address only one by one ("Unable to perform update/upsert by non-unique 0-1 property",
// https://github.com/HubSpot/hubspot-api-nodejs/issues/548): the first asks for the ids, the second writes. Former
// addresses may take more.
//
// each says, in the order of the updates, what kept one from being written; ErrNoContact where there is nobody. With
// an error nothing is known of any. To write the same once more is harmless. Scopes: crm.objects.contacts.read and
// crm.objects.contacts.write.
func (c *Client) UpdateContacts(ctx context.Context, updates []ContactUpdate) (each []error, err error) {
	if len(updates) > MaxBatch {
		return nil, fmt.Errorf("update %d contacts at HubSpot: a batch has at most %d", len(updates), MaxBatch)
	}
	ids, absent, err := c.contactIDs(ctx, updates)
	if err != nil {
		return nil, err
	}
	failed, err := c.write(ctx, byID(updates, ids))
	if err != nil {
		return nil, err
	}
	for _, u := range updates {
		outcome := absent
		for n, id := range u.contacts(ids) {
			if n == 0 || outcome == nil {
				outcome = failed[id]
			}
		}
		each = append(each, outcome)
	}
	return each, nil
}

// byID gathers what is to be written by the contacts' ids: two addresses may be one contact's, and no id may come twice
// in a batch. What comes later counts. That there is nothing to show of one address does not count for a contact with
// several: another one may have something.
func byID(updates []ContactUpdate, ids map[string]string) map[string]map[string]string {
	addresses := map[string]int{} // how many a contact has
	for _, id := range ids {
		addresses[id]++
	}
	all := map[string]map[string]string{}
	for _, u := range updates {
		none := u.nothing()
		for n, id := range u.contacts(ids) {
			shown := u.Properties
			if n > 0 {
				shown = none
			}
			switch {
			case addresses[id] > 1 && maps.Equal(shown, none):
				continue
			case all[id] == nil:
				all[id] = map[string]string{}
			}
			maps.Copy(all[id], shown)
		}
	}
	return all
}

// batch is an answer to a call for many contacts.
type batch struct {
	Results []struct {
		ID         string            `json:"id"`
		Properties map[string]string `json:"properties"`
	} `json:"results"`
	Errors []problem `json:"errors"` // of an answer 207
}

// contactIDs finds the ids of contacts by their addresses, in lower case. absent is why the others are not among them.
func (c *Client) contactIDs(ctx context.Context, updates []ContactUpdate) (ids map[string]string, absent, err error) {
	var asked []string
	for _, u := range updates {
		for _, email := range u.addresses() {
			if !slices.Contains(asked, email) {
				asked = append(asked, email)
			}
		}
	}
	ids, absent = map[string]string{}, ErrNoContact
	for some := range slices.Chunk(asked, MaxBatch) {
		var inputs []map[string]string
		for _, email := range some {
			inputs = append(inputs, map[string]string{"id": email})
		}
		var found batch
		path := contactsPath + "/batch/read"
		err = c.call(ctx, http.MethodPost, path, map[string]any{"idProperty": "email", "inputs": inputs,
			"properties": []string{"email", "hs_additional_emails"}, "propertiesWithHistory": []string{}}, &found)
		if err != nil {
			return nil, nil, err
		}
		for _, p := range found.Errors {
			if p.Category != notFound {
				absent = p.apiError(http.MethodPost+" "+path, http.StatusMultiStatus)
			}
		}
		maps.Copy(ids, found.addresses())
	}
	return ids, absent, nil
}

// addresses are the ids of the contacts that were found, by each of their addresses.
func (b batch) addresses() map[string]string {
	ids := map[string]string{}
	for _, r := range b.Results {
		others := strings.Split(r.Properties["hs_additional_emails"], ";")
		for _, email := range append(others, r.Properties["email"]) {
			if email != "" {
				ids[strings.ToLower(email)] = r.ID
			}
		}
	}
	return ids
}

// notFound is the category of what is not there.
const notFound = "OBJECT_NOT_FOUND"

// errUntold is that an answer says of a contact neither that it was written nor why not, as when it was merged into
// another one between the two calls.
var errUntold = errors.New("HubSpot did not say what became of the contact")

// MayUpdateContacts finds out whether the token has the scopes for UpdateContacts, by asking for contacts that there
// are not. Any answer but one about the token says that it has.
func (c *Client) MayUpdateContacts(ctx context.Context) error {
	_, _, err := c.contactIDs(ctx, []ContactUpdate{{Email: "nobody@example.invalid"}})
	if TroubleOf(err) != TroubleToken {
		_, err = c.write(ctx, map[string]map[string]string{"0": {}})
	}
	if TroubleOf(err) == TroubleToken {
		return err
	}
	return nil
}

// write updates contacts by their ids, and says which were not updated and why.
func (c *Client) write(ctx context.Context, updates map[string]map[string]string) (map[string]error, error) {
	failed := map[string]error{}
	for id := range updates {
		failed[id] = errUntold
	}
	for some := range slices.Chunk(slices.Sorted(maps.Keys(updates)), MaxBatch) {
		if err := c.writeBatch(ctx, some, updates, failed); err != nil {
			return nil, err
		}
	}
	return failed, nil
}

// writeBatch updates the contacts of a batch, and notes what became of each.
func (c *Client) writeBatch(
	ctx context.Context, ids []string, updates map[string]map[string]string, failed map[string]error,
) error {
	type input struct {
		ID         string            `json:"id"`
		Properties map[string]string `json:"properties"`
	}
	var inputs []input
	for _, id := range ids {
		inputs = append(inputs, input{id, updates[id]})
	}
	var written batch
	path := contactsPath + "/batch/update"
	if err := c.call(ctx, http.MethodPost, path, map[string]any{"inputs": inputs}, &written); err != nil {
		return err
	}
	for _, r := range written.Results {
		delete(failed, r.ID)
	}
	for _, p := range written.Errors {
		for _, id := range p.Context["ids"] {
			failed[id] = p.apiError(http.MethodPost+" "+path, http.StatusMultiStatus)
			if p.Category == notFound {
				failed[id] = ErrNoContact
			}
		}
	}
	return nil
}
