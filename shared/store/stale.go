package store

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Stale is an entry in the outbox: what HubSpot shows of somebody, or offers of a cohort's topics, may not be true any
// more. It holds no values. What is true is read when it is sent, so that many changes are one update.
type Stale struct {
	// ID is that of the entry. A release before this one takes the entry for a call that is made, and forgets it by
	// that.
	ID      string    `json:"id"`
	Of      string    `json:"stale"`           // the id of an application; or a cohort, of its topics
	Email   string    `json:"email,omitempty"` // of the application's person, if the change knew it
	Since   time.Time `json:"since"`           // of the first change that HubSpot does not know
	Changes int       `json:"changes"`
	Woken   time.Time `json:"woken,omitzero"` // when the sweep last asked for everything to be sent
}

// Topics says whether it is the topics of a cohort that are stale.
func (s Stale) Topics() bool { return s.Of == string(pug.CohortOf(s.Of)) }

// ForHubSpot is the store that also notes, in the transaction of each change, what HubSpot shows no longer as it is.
func (s *Store) ForHubSpot(now func() time.Time) *Store {
	noting := *s
	noting.now = now
	return &noting
}

// stale notes that applications change, by the ids of their persons; who knows the addresses saves a call. With a
// Champion's application, the topics on offer may change.
func (s *Store) stale(persons ...pug.Person) []write {
	var writes []write
	for _, p := range persons {
		writes = append(writes, s.staleOf(p.ID, p.Email)...)
		cohort := pug.CohortOf(p.ID)
		if cohort != "" && strings.HasPrefix(p.ID, pug.ApplicationID(cohort, pug.KindChampion, "")) {
			writes = append(writes, s.staleOf(string(cohort), "")...)
		}
	}
	return writes
}

func (s *Store) staleOf(of, email string) []write {
	if s.now == nil {
		return nil
	}
	w := write{key: staleKey(of), change: "SET #id = :id, #stale = :of, #since = if_not_exists(#since, :now), " +
		"#changes = if_not_exists(#changes, :none) + :one"}
	w.values = values{":id": w.key.SK, ":of": of, ":now": s.now().UTC(), ":none": 0, ":one": 1}
	if email != "" {
		w.change += ", #email = :email"
		w.values[":email"] = email
	}
	return []write{w}
}

// SetStale notes that HubSpot is to be told again, though nothing has changed: of applications, or of the topics of
// cohorts.
func (s *Store) SetStale(ctx context.Context, of ...string) error {
	if s.now == nil {
		return nil
	}
	var groups [][]write
	for _, id := range of {
		groups = append(groups, s.staleOf(id, ""))
	}
	_, err := s.each(ctx, "note what HubSpot is to be told again", groups)
	return err
}

// ReadStale reads an entry from its item as a stream of the table carries it: JSON in DynamoDB's form.
func ReadStale(image json.RawMessage) (Stale, error) {
	item, err := attributevalue.UnmarshalMapJSON(image)
	if err != nil {
		return Stale{}, err
	}
	var entry Stale
	return entry, unmarshal(item, &entry)
}

// Refreshed forgets what HubSpot knows now, and tells of each entry whether it did. One that was changed since it was
// read stays, and one may have been forgotten before.
func (s *Store) Refreshed(ctx context.Context, entries []Stale) (made []bool, err error) {
	var groups [][]write
	for _, entry := range entries {
		groups = append(groups, []write{{key: staleKey(entry.Of), delete: true,
			condition: "#since = :since AND #changes = :changes",
			values:    values{":since": entry.Since, ":changes": entry.Changes}}})
	}
	return s.each(ctx, "forget what HubSpot knows", groups)
}

// WakeStale has the function contacts tell HubSpot everything that it does not know: it looks into the outbox when any
// entry is woken. One that is not there any more is not woken.
func (s *Store) WakeStale(ctx context.Context, entry Stale, now time.Time) error {
	return s.once(ctx, "wake what is stale of "+entry.Of, write{key: staleKey(entry.Of), change: "SET #woken = :now",
		condition: ifExists, values: values{":now": now.UTC()}})
}
