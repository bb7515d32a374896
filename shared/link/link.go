package link

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// secretBytes is the length of a secret: 160 bits, where 128 would do. 20 bytes fill their base32 text exactly.
const secretBytes = 20

// letters writes secrets in letters and digits alone: a link that ends with any other mark is not taken whole by
// everybody's mail program.
var letters = base32.StdEncoding.WithPadding(base32.NoPadding)

var (
	// ErrUnknown is returned for a secret that no link of the asked purpose has: a broken, mistyped or invented URL.
	ErrUnknown = errors.New("no such link")
	// ErrExpired is returned, together with the link, when its time is over.
	ErrExpired = errors.New("the link has expired")
	// ErrNotStaff is returned for a link of somebody who is no longer staff (L11).
	ErrNotStaff = errors.New("the link is of somebody who is no longer staff")
)

// Link says what one URL lets its holder do. Times are kept to the second.
type Link struct {
	Purpose string `json:"purpose"` // what it is for, such as "review"; a link opens for its own purpose only
	Subject string `json:"subject"` // id of the record that it is about
	Person  string `json:"person"`  // mail address of the person it was sent to
	Name    string `json:"name"`    // that person's name, to be shown as who decided
	// Staff says that it was sent to somebody as staff: it is not theirs who have applied from the address besides.
	Staff   bool      `json:"staff,omitempty"`
	Issued  time.Time `json:"issued"`  // set by Mint
	Expires time.Time `json:"expires"` // the first moment at which it is no longer good
}

// Records reads links by the hash of their secret.
type Records interface {
	// Link returns the link stored under hash, expired or not; false when there is none.
	Link(ctx context.Context, hash string) (Link, bool, error)
	// LinkAndStaff returns the link as Link does, and who is staff at the same moment.
	LinkAndStaff(ctx context.Context, hash string) (Link, pug.Team, bool, error)
}

// Minter mints links and opens them; every field is required. It is safe for concurrent use if its fields are.
type Minter struct {
	Records Records
	Base    string    // public URL that links begin with, as the settings have it: "https://pugs.example.com"
	Rand    io.Reader // source of secrets: crypto/rand.Reader, except in tests and on the local stand
	Now     func() time.Time
}

// Minted is a new link, to be stored under its hash before anybody gets the URL.
type Minted struct {
	Link
	Hash string // SHA-256 of the secret, in hexadecimal
	URL  string // base, purpose and secret, joined by slashes; it must be kept nowhere
}

// Mint makes a new link, and stores nothing. Minting again for the same subject gives another link; both work until
// they expire. A link that has expired already is ErrExpired.
func (m *Minter) Mint(l Link) (Minted, error) {
	now := m.Now()
	switch {
	case l.Purpose == "" || l.Subject == "":
		return Minted{}, fmt.Errorf("mint link: purpose %q or subject %q is empty", l.Purpose, l.Subject)
	case !l.Expires.After(now):
		return Minted{}, fmt.Errorf("mint %s link for %s, good until %s: %w", l.Purpose, l.Subject,
			l.Expires.Format(time.RFC3339), ErrExpired)
	}
	secret, hash, err := m.Secret()
	if err != nil {
		return Minted{}, fmt.Errorf("mint %s link for %s: %w", l.Purpose, l.Subject, err)
	}
	l.Issued, l.Expires = now.Truncate(time.Second), l.Expires.Truncate(time.Second)
	return Minted{l, hash, m.Base + "/" + l.Purpose + "/" + secret}, nil
}

// Secret makes a secret, and the hash under which what it opens is stored.
func (m *Minter) Secret() (secret, hash string, err error) {
	raw := make([]byte, secretBytes)
	if _, err := io.ReadFull(m.Rand, raw); err != nil {
		return "", "", fmt.Errorf("draw a secret: %w", err)
	}
	secret = letters.EncodeToString(raw)
	return secret, Hash(secret), nil
}

// Open returns the link that secret belongs to, and changes nothing. A secret that is unknown or belongs to another
// purpose gives ErrUnknown. An expired link comes with ErrExpired and all its fields, so that a page can still show
// what was decided. Other errors are the records'; asking again may help.
func (m *Minter) Open(ctx context.Context, purpose, secret string) (Link, error) {
	l, found, err := m.Records.Link(ctx, Hash(secret))
	return m.check(purpose, l, found, err)
}

// OpenStaff is Open for a link that only staff get. That of somebody who is no longer staff gives ErrNotStaff, whether
// it has expired or not.
func (m *Minter) OpenStaff(ctx context.Context, purpose, secret string) (Link, error) {
	l, team, found, err := m.Records.LinkAndStaff(ctx, Hash(secret))
	l, err = m.check(purpose, l, found, err)
	if err != nil && !errors.Is(err, ErrExpired) {
		return l, err
	}
	if _, staff := team.Find(l.Person); !staff {
		return Link{}, ErrNotStaff
	}
	return l, err
}

// check says whether a link that was looked for is one of the purpose, and still good.
func (m *Minter) check(purpose string, l Link, found bool, err error) (Link, error) {
	switch {
	case err != nil:
		return Link{}, fmt.Errorf("open %s link: %w", purpose, err)
	case !found || l.Purpose != purpose:
		return Link{}, ErrUnknown
	case !m.Now().Before(l.Expires):
		return l, ErrExpired
	}
	return l, nil
}

// Hash is the hash under which what a secret opens is stored: SHA-256, in hexadecimal.
func Hash(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
