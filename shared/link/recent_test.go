package link_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
)

type lookup func(hash string) (link.Link, bool, error)

func (l lookup) Link(_ context.Context, hash string) (link.Link, bool, error) { return l(hash) }

func (l lookup) LinkAndStaff(_ context.Context, hash string) (link.Link, pug.Team, bool, error) {
	found, ok, err := l(hash)
	return found, pug.Team{}, ok, err
}

func TestALinkIsReadOnceWhileItsVisitorFillsInTheForm(t *testing.T) {
	now := time.Date(2026, 9, 1, 9, 0, 0, 0, time.UTC)
	reads, fails := map[string]int{}, errors.New("throttled")
	r := &link.Recent{Now: func() time.Time { return now }, Records: lookup(
		func(hash string) (link.Link, bool, error) {
			reads[hash]++
			if hash == "throttled" && reads[hash] == 1 {
				return link.Link{}, false, fails
			}
			return link.Link{Subject: hash}, hash != "unknown", nil
		})}
	for _, row := range []struct {
		when  string
		pass  time.Duration
		hash  string
		found bool
		err   error
		reads int // of the hash, so far
	}{
		{"a page is opened", 0, "ina", true, nil, 1},
		{"its form is sent", 14 * time.Minute, "ina", true, nil, 1},
		{"it is opened again much later", time.Minute, "ina", true, nil, 2},
		{"another one is opened", 0, "bo", true, nil, 1},
		{"a link is not there yet", 0, "unknown", false, nil, 1},
		{"it may be there now", 0, "unknown", false, nil, 2},
		{"it could not be read", 0, "throttled", false, fails, 1},
		{"now it can be", 0, "throttled", true, nil, 2},
	} {
		now = now.Add(row.pass)
		l, ok, err := r.Link(t.Context(), row.hash)
		if ok != row.found || !errors.Is(err, row.err) || reads[row.hash] != row.reads || ok && l.Subject != row.hash {
			t.Errorf("%s: %+v, %t, %v after %d reads", row.when, l, ok, err, reads[row.hash])
		}
	}
}

func TestL11ALinkOfStaffIsReadEachTime(t *testing.T) {
	reads := 0
	r := &link.Recent{Now: func() time.Time { return now }, Records: lookup(func(string) (link.Link, bool, error) {
		reads++
		return link.Link{}, true, nil
	})}
	for range 2 {
		if _, _, found, err := r.LinkAndStaff(t.Context(), "ada"); !found || err != nil {
			t.Error(found, err)
		}
	}
	if reads != 2 {
		t.Errorf("read %d times", reads)
	}
}
