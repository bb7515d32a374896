package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Erasure is that a person's data are being erased (L12): all that is needed to find them. It is stored with the first
// step, which blanks the applications, and deleted after the last, so that whatever breaks off is taken up again.
type Erasure struct {
	ID     string      `json:"id"` // of the first of the applications
	Asked  time.Time   `json:"asked"`
	Of     []pug.Found `json:"of"`     // the person's applications, as they were found
	Names  []string    `json:"names"`  // all that the person had
	Emails []string    `json:"emails"` // the same
	Groups []string    `json:"groups"` // that have records of the person
	// Shared says that other people use an address of the person: what is theirs stays.
	Shared bool `json:"shared,omitempty"`
	// Done are the parts of the table that nothing of the person is left in, as they begin.
	Done []string `json:"done,omitempty"`
}

// NewErasure is that of the person of the applications, by how they stand.
func NewErasure(all []Standing, at time.Time) Erasure {
	e := Erasure{Asked: at}
	for _, st := range all {
		a := st.Application
		e.Of, e.Shared = append(e.Of, a.Found()), e.Shared || a.Shared
		e.Names, e.Emails = append(e.Names, a.Names()...), append(e.Emails, a.Addresses()...)
		for _, c := range st.copies {
			if group, of := strings.CutPrefix(c.key.PK, inGroup("", "").PK); of {
				e.Groups = append(e.Groups, group)
			}
		}
		if group := a.LastGroup(); group != "" {
			e.Groups = append(e.Groups, group)
		}
	}
	if len(e.Of) > 0 {
		e.ID = e.Of[0].ID
	}
	for _, list := range []*[]string{&e.Names, &e.Emails, &e.Groups} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	return e
}

// BeginErasure blanks the applications of a person, with what follows, and remembers what else is to be erased.
// pug.Conflict: one of them has changed since it was read.
func (s *Store) BeginErasure(ctx context.Context, all []Standing, e Erasure, owed ...Owed) error {
	writes := append(outbox(owed), write{key: erasureKey(e.ID), record: e})
	for _, st := range all {
		writes = append(writes, blanks(st.Application, e.Asked))
		writes = append(writes, changed(change{st.Application, st.Application.Blank(e.Asked)})...)
	}
	changed := pug.Errorf(pug.Conflict, "Something about this person was changed just now. Look at the person again.")
	return s.commit(ctx, "erase the person of "+e.ID, changed, writes...)
}

// blanks puts what is left of an application in its place, while it is as it was read.
func blanks(a pug.Application, at time.Time) write {
	w := write{key: applicationKey(a.ID), record: a.Blank(at), condition: "#email = :email AND #status = :status",
		values: values{":email": a.Email, ":status": a.Status}}
	w.unchanged("group", a.Group, a.Group == "")
	w.unchanged("place", a.Place, a.Place == 0)
	return w
}

// Erasures lists what is being erased.
func (s *Store) Erasures(ctx context.Context) ([]Erasure, error) {
	return query[Erasure](ctx, s, erasureKey("").PK, "", "what is being erased")
}

// Erase erases all that is left of a person. Doing it again harms nothing, and goes on where it has broken off: who is
// in much takes longer than a function has time for.
func (s *Store) Erase(ctx context.Context, e Erasure) error {
	if err := s.shares(ctx, &e); err != nil {
		return err
	}
	for _, p := range partitions() {
		if p.erase == nil || slices.Contains(e.Done, p.begins) {
			continue
		}
		if err := p.erase(s, ctx, e); err != nil {
			return fmt.Errorf("erase from %s: %w", p.begins, err)
		}
		e.Done = append(e.Done, p.begins)
		if err := s.once(ctx, "note how far "+e.ID+" is erased", write{key: erasureKey(e.ID), condition: ifExists,
			change: "SET #done = :done", values: values{":done": e.Done}}); err != nil {
			return err
		}
	}
	return s.must(ctx, "end the erasure of "+e.ID, write{key: erasureKey(e.ID), delete: true})
}

// shares notes whether other people apply from an address of the person: also from one that the person has left, and
// that was shared before.
func (s *Store) shares(ctx context.Context, e *Erasure) error {
	for _, email := range e.Emails {
		counting, err := s.CountAt(ctx, email)
		if err != nil {
			return err
		}
		others := func(id string) bool { return !slices.Contains(e.ids(), id) }
		e.Shared = e.Shared || slices.ContainsFunc(counting, others)
	}
	return nil
}

// partition is what a part of the table has of people.
type partition struct {
	begins string // its key, or the start of it
	has    string // of people, for who reads this list
	erase  func(*Store, context.Context, Erasure) error
}

// partitions are all parts of the table. Those without a step have nothing of anybody but ids, which lead nowhere once
// the rest is gone, or lose it with the first step or the last.
func partitions() []partition {
	return []partition{
		{"APPLICATIONS#", "all that somebody said in the form: blanked with the first step", nil},
		{"PERSON#", "which applications count for an address, till when it may apply, its links", (*Store).eraseClaims},
		{"LINK#", "whom a link was mailed to: goes with PERSON#", nil},
		{"FIND#", "the words by which somebody is found", (*Store).eraseFound},
		{"NAME#", "the hash of a name", (*Store).eraseNamesake},
		{"LETTERS#", "letters to somebody, and to others who were told of them", (*Store).eraseLetters},
		{"MAILED#", "where letters to somebody are: goes with LETTERS#", nil},
		{"HELD", "staff alone", nil},
		{"COHORT#", "Champions of groups", (*Store).eraseGroups},
		{"GROUP#", "seats, flags, offers, talking points", (*Store).eraseRecords},
		{"WAITLIST#", "places", (*Store).erasePlaces},
		{"PROPOSAL#", "the people whom groups were formed of, and what was done to them", (*Store).eraseProposals},
		{"LOG#", "what somebody did and what was done to them", (*Store).eraseLog},
		{"OUTBOX", "letters that wait go with LETTERS#; what HubSpot is to be told", (*Store).eraseStale},
		{"MATTERS#", "whom or what waits for staff", (*Store).eraseMatters},
		{"FIGURES#", "nothing but numbers", nil},
		{"SUBMISSION#", "nothing: that a submission was taken in, so that it is not taken in again", nil},
		{"TOKEN#", "nothing", nil},
		{"STAFF", "staff alone", nil},
		{"SESSIONS", "staff alone", nil},
		{"ERASURES", "what is needed to erase: goes with the last step", nil},
	}
}
