package link_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
)

var now = time.Date(2026, 7, 1, 9, 0, 0, 0, time.UTC)

// records keeps links in a map; err, if set, fails every call.
type records struct {
	links map[string]link.Link
	staff []pug.Staff
	err   error
}

func (r *records) Link(_ context.Context, hash string) (link.Link, bool, error) {
	l, found := r.links[hash]
	return l, found, r.err
}

func (r *records) LinkAndStaff(_ context.Context, hash string) (link.Link, pug.Team, bool, error) {
	l, found := r.links[hash]
	return l, pug.Team{People: r.staff}, found, r.err
}

// minter is a Minter with a clock that tests may set.
type minter struct {
	*link.Minter
	records *records
	now     time.Time
}

func newMinter(t *testing.T) *minter {
	t.Helper()
	d := &minter{records: &records{links: map[string]link.Link{}}, now: now}
	d.Minter = &link.Minter{
		Records: d.records, Base: "https://pugs.example.com", Now: func() time.Time { return d.now },
		Rand: strings.NewReader(strings.Repeat("0123456789abcdefghijklmn", 3)),
	}
	return d
}

func (d *minter) mint(t *testing.T) (l link.Link, secret string) {
	t.Helper()
	l = link.Link{Purpose: "review", Subject: "a-1", Person: "sam@example.com", Name: "Sam Lee", Expires: now.Add(time.Hour)}
	minted, err := d.Mint(l)
	if err != nil {
		t.Fatal(err)
	}
	secret, found := strings.CutPrefix(minted.URL, "https://pugs.example.com/review/")
	if !found || !regexp.MustCompile(`^[A-Z2-7]{32}$`).MatchString(secret) {
		t.Fatalf("URL is %q", minted.URL)
	}
	d.records.links[minted.Hash] = minted.Link
	l.Issued = now
	return l, secret
}

func TestALinkOpensAgainAndAgainUntilItExpires(t *testing.T) {
	d := newMinter(t)
	want, secret := d.mint(t)
	for range 3 { // a mail scanner, its second look, the person
		got, err := d.Open(t.Context(), "review", secret)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Fatal(err, diff)
		}
	}
	d.now = want.Expires
	got, err := d.Open(t.Context(), "review", secret)
	if !errors.Is(err, link.ErrExpired) {
		t.Errorf("at its expiry the error is %v", err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the expired link is not told in full: %s", diff)
	}
}

func TestALinkOfAnEarlierReleaseStillOpens(t *testing.T) {
	d := newMinter(t)
	secret := "aB3-_aB3-_aB3-_aB3-_aB3-_aB3-_aB" // in base64
	sum := sha256.Sum256([]byte(secret))
	d.records.links[hex.EncodeToString(sum[:])] = link.Link{Purpose: "review", Expires: now.Add(time.Hour)}
	if _, err := d.Open(t.Context(), "review", secret); err != nil {
		t.Error(err)
	}
}

func TestOnlyTheHashIsStored(t *testing.T) {
	d := newMinter(t)
	_, secret := d.mint(t)
	sum := sha256.Sum256([]byte(secret))
	if _, found := d.records.links[hex.EncodeToString(sum[:])]; !found || len(d.records.links) != 1 {
		t.Errorf("stored under %v", d.records.links)
	}
}

func TestALinkThatIsNotThereIsUnknown(t *testing.T) {
	d := newMinter(t)
	_, secret := d.mint(t)
	for name, c := range map[string]struct{ purpose, secret string }{
		"for another purpose":     {"attendance", secret},
		"cut short":               {"review", secret[:20]},
		"with a character more":   {"review", secret + "A"},
		"in other letters":        {"review", strings.ToLower(secret)},
		"empty":                   {"review", ""},
		"not a secret":            {"review", strings.Repeat("%", 32)},
		"the hash for the secret": {"review", hex.EncodeToString(bytes.Repeat([]byte{1}, 32))},
	} {
		t.Run(name, func(t *testing.T) {
			if l, err := d.Open(t.Context(), c.purpose, c.secret); err != link.ErrUnknown || l != (link.Link{}) {
				t.Errorf("got %+v, %v", l, err)
			}
		})
	}
}

func TestL11ALinkOfStaffWorksWhileItsPersonIsStaff(t *testing.T) {
	sam, eve := pug.Staff{Email: "sam@example.com"}, pug.Staff{Email: "eve@example.com"}
	for name, c := range map[string]struct {
		staff   []pug.Staff
		purpose string
		after   time.Duration
		want    error
	}{
		"while they are staff":             {[]pug.Staff{eve, sam}, "review", 0, nil},
		"however their address is written": {[]pug.Staff{{Email: "Sam@Example.com"}}, "review", 0, nil},
		"until it expires":                 {[]pug.Staff{eve, sam}, "review", time.Hour, link.ErrExpired},
		"not once they have left":          {[]pug.Staff{eve}, "review", 0, link.ErrNotStaff},
		"nor late, once they have left":    {[]pug.Staff{eve}, "review", time.Hour, link.ErrNotStaff},
		"nor for another purpose":          {[]pug.Staff{eve, sam}, "attendance", 0, link.ErrUnknown},
	} {
		t.Run(name, func(t *testing.T) {
			d := newMinter(t)
			l, secret := d.mint(t)
			d.records.staff, d.now = c.staff, now.Add(c.after)
			got, err := d.OpenStaff(t.Context(), c.purpose, secret)
			if shown := c.want == nil || c.want == link.ErrExpired; !errors.Is(err, c.want) || shown != (got == l) {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

func TestFailuresNameTheSubjectAndHideTheSecret(t *testing.T) {
	d := newMinter(t)
	_, secret := d.mint(t)
	d.records.err = errors.New("table is away")
	_, err := d.Open(t.Context(), "review", secret)
	if !errors.Is(err, d.records.err) || strings.Contains(err.Error(), secret) {
		t.Errorf("open: %v", err)
	}
}

func TestMintRefuses(t *testing.T) {
	for name, l := range map[string]link.Link{
		"a link without purpose":    {Subject: "a-1", Expires: now.Add(time.Hour)},
		"a link about nothing":      {Purpose: "review", Expires: now.Add(time.Hour)},
		"a link that has ended":     {Purpose: "review", Subject: "a-1", Expires: now},
		"a link that would not end": {Purpose: "review", Subject: "a-1"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newMinter(t)
			if minted, err := d.Mint(l); err == nil {
				t.Errorf("minted %q", minted.URL)
			}
		})
	}
}

func TestMintFailsWithoutRandomness(t *testing.T) {
	d := newMinter(t)
	for range 3 {
		d.mint(t)
	}
	l := link.Link{Purpose: "review", Subject: "a-1", Expires: now.Add(time.Hour)}
	if minted, err := d.Mint(l); err == nil {
		t.Errorf("minted %q from nothing", minted.URL)
	}
}
