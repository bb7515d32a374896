package store

import (
	"context"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// linkRecord is a link as the table holds it. The secret itself is in no record.
type linkRecord struct {
	link.Link
	TTL int64 `json:"ttl"` // epoch seconds
}

// keepLink is how long a late link still shows what was decided.
const keepLink = 180 * 24 * time.Hour

// linkWrites store a new link under the SHA-256 of its secret, and that its person has it. They need no condition:
// nobody draws the same secret twice, and a retry writes the same again.
func linkWrites(m link.Minted) []write {
	until := m.Expires.Add(keepLink).Unix()
	return []write{
		{key: linkKey(m.Hash), record: linkRecord{m.Link, until}},
		{key: heldKey(m.Person, m.Hash), record: heldLink{m.Hash, m.Purpose, m.Subject, m.Staff, m.Issued,
			m.Expires, until}},
	}
}

// AddLink stores a link that its person follows at once, other than from mail.
func (s *Store) AddLink(ctx context.Context, m link.Minted) error {
	_, err := s.transact(ctx, "store a link about "+m.Subject, linkWrites(m)...)
	return err
}

// heldLink is that somebody has a link.
type heldLink struct {
	Hash    string    `json:"hash"` // SHA-256 of its secret
	Purpose string    `json:"purpose"`
	Subject string    `json:"subject"`
	Staff   bool      `json:"staff,omitempty"` // as staff
	Issued  time.Time `json:"issued"`
	Expires time.Time `json:"expires"`
	TTL     int64     `json:"ttl"` // epoch seconds
}

// LinksOf lists the links that were mailed to an address and may still be opened or show what was decided, without
// their secrets.
func (s *Store) LinksOf(ctx context.Context, email string) ([]link.Link, error) {
	k := heldKey(email, "")
	held, err := query[heldLink](ctx, s, k.PK, k.SK, "links")
	var links []link.Link
	for _, l := range held {
		links = append(links, link.Link{Purpose: l.Purpose, Subject: l.Subject, Person: email, Staff: l.Staff,
			Issued: l.Issued, Expires: l.Expires})
	}
	slices.SortFunc(links, func(a, b link.Link) int { return b.Issued.Compare(a.Issued) })
	return links, err
}

// Link reads a link, expired or not; false if there is none.
func (s *Store) Link(ctx context.Context, hash string) (link.Link, bool, error) {
	r, err := get[linkRecord](ctx, s, linkKey(hash), "such link")
	if pug.IsError(err, pug.NotFound) {
		return link.Link{}, false, nil
	}
	return r.Link, err == nil, err
}

// LinkAndStaff reads a link as Link does, and who is staff at the same moment.
func (s *Store) LinkAndStaff(ctx context.Context, hash string) (link.Link, pug.Team, bool, error) {
	items, err := s.moment(ctx, "a link of staff", linkKey(hash), staffKey())
	if err != nil {
		return link.Link{}, pug.Team{}, false, err
	}
	team, err := s.team(items[1])
	if err != nil {
		return link.Link{}, pug.Team{}, false, err
	}
	var l link.Link
	err = unmarshal(items[0], &l)
	return l, team, len(items[0]) > 0, err
}
