package store_test

import (
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestTheTokenOfTheNewestTaskCountsInWhateverOrderTheyCome(t *testing.T) {
	type call struct {
		token   string
		entered time.Time
		retries int
	}
	first, retried := call{"first try", morning, 0}, call{"second try", morning, 1}
	reminder := call{"reminder", morning.Add(time.Millisecond), 0}
	silent := call{"of a definition that does not say when", time.Time{}, 0}
	for name, c := range map[string]struct {
		come []call
		want string
	}{
		"one after the other":                            {[]call{first, retried, reminder}, "reminder"},
		"a function stores its token when it dies":       {[]call{retried, first}, "second try"},
		"an older try is invoked again, late":            {[]call{reminder, retried, first}, "reminder"},
		"the same call arrives twice":                    {[]call{retried, retried}, "second try"},
		"definitions that do not say":                    {[]call{{"one", time.Time{}, 0}, {"other", time.Time{}, 0}}, "other"},
		"a definition that says after one that does not": {[]call{silent, first}, "first try"},
		"back to one that does not":                      {[]call{retried, silent}, silent.token},
	} {
		t.Run(name, func(t *testing.T) {
			s := table(t)
			_, err := s.Token(t.Context(), "2026-H2-member-a1")
			wants(t, err, pug.NotFound)
			for _, c := range c.come {
				wants(t, s.PutToken(t.Context(), "2026-H2-member-a1", c.token, c.entered, c.retries), "")
			}
			if token, err := s.Token(t.Context(), "2026-H2-member-a1"); err != nil || token != c.want {
				t.Errorf("got %q, %v, want %q", token, err, c.want)
			}
		})
	}
}
