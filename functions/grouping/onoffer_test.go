package grouping_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

const onOffer = "https://groups.example.com/groups/2026-H2"

// offering is a cohort whose member applications are open, with one approved Champion.
func offering(t testing.TB) scene {
	t.Helper()
	s := newScene(t)
	s.At(s.cohort(t).Dates.MembersOpen)
	s.Apply(t, functest.NewApplication(pug.KindChampion, "Cleo Quill", func(a *pug.Application) {
		a.Company, a.Public, a.Topics = "Marsh <& Co>", true, functest.Topics("Pricing")
	}))
	return s
}

func TestThePublicPageSaysWhatThereIs(t *testing.T) {
	open := func(d pug.Dates) time.Time { return d.MembersOpen }
	tests := []struct {
		name, address string
		at            func(pug.Dates) time.Time
		status        int
		says          string
		lists         bool
	}{
		{"groups on offer while members may apply", onOffer, open, 200, "Thu 17 Sep 2026, 09:00 New York (-04:00)", true},
		{"them also by an address in small letters", "https://groups.example.com/groups/2026-h2", open, 200, "Thu 17 Sep 2026", true},
		{"when they will be there", onOffer, func(d pug.Dates) time.Time { return d.MembersOpen.Add(-time.Minute) }, 200,
			"from Tue 1 Sep 2026", false},
		{"that applications are closed", onOffer, func(d pug.Dates) time.Time { return d.MembersClose }, 200,
			"closed on Thu 17 Sep 2026", false},
		{"when those of the next cohort will be there", "https://groups.example.com/groups/2027-H1", open, 200,
			"from Sat 30 Jan 2027", false},
		{"that a cohort far away is not known", "https://groups.example.com/groups/2031-H1", open, 404, "does not work", false},
		{"that what is neither cohort nor link is not known", "https://groups.example.com/groups/2026-H3", open, 404,
			"does not work", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := offering(t)
			s.At(test.at(s.cohort(t).Dates))
			page := s.Get(t, test.address, test.status, test.says)
			if got := strings.Contains(page, "Led by Cleo (Marsh &lt;&amp; Co&gt;)"); got != test.lists {
				t.Errorf("the page lists groups: %v, want %v:\n%s", got, test.lists, page)
			}
		})
	}
}

func TestThePublicPageNamesNobodyElse(t *testing.T) {
	s := offering(t)
	s.champion(t, "dora", "Hiring")
	s.members(t, "mia", 2, "Pricing")
	page := s.Get(t, onOffer, 200, "Hiring", "Pricing", "19 seats")
	for _, private := range []string{"Quill", "DORA", "dora", "MIA", "cleo@"} {
		if strings.Contains(page, private) {
			t.Errorf("%q is on the public page", private)
		}
	}
}

func TestTheJSONOfWhatIsOnOffer(t *testing.T) {
	s := offering(t)
	s.champion(t, "dora", "Hiring")
	w := s.Visit(http.MethodGet, onOffer+".json", nil)
	var got any
	s.Must(t, json.Unmarshal(w.Body.Bytes(), &got))
	want := map[string]any{"cohort": "2026-H2", "opens": "2026-09-01T13:00:00Z", "closes": "2026-09-17T13:00:00Z", "groups": []any{
		map[string]any{"topic": "Hiring", "role": "marketing", "region": "NA", "champion": nil, "seats": 19.0},
		map[string]any{"topic": "Pricing", "role": "sales", "region": "NA", "seats": 19.0,
			"champion": map[string]any{"first_name": "Cleo", "company": "Marsh <& Co>"}},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if origin := w.Header().Get("Access-Control-Allow-Origin"); origin != "*" {
		t.Errorf("other sites may read it: %q", origin)
	}
}

func TestThePublicPageMayBeKept(t *testing.T) {
	s := offering(t)
	first := s.Visit(http.MethodGet, onOffer, nil)
	tag := first.Header().Get("ETag")
	if kept := first.Header().Get("Cache-Control"); kept != "public, max-age=60" || tag == "" {
		t.Errorf("Cache-Control %q, ETag %q", kept, tag)
	}
	again := httptest.NewRequest(http.MethodGet, onOffer, nil)
	again.Header.Set("If-None-Match", tag)
	w := httptest.NewRecorder()
	if s.Function.Web.ServeHTTP(w, again); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
		t.Errorf("what a visitor has already is answered %d with %d bytes", w.Code, w.Body.Len())
	}
	if w := s.Visit(http.MethodHead, onOffer, nil); w.Code != 200 || w.Body.Len() > 0 || w.Header().Get("ETag") != tag {
		t.Errorf("HEAD answers %d with %d bytes, ETag %q", w.Code, w.Body.Len(), w.Header().Get("ETag"))
	}
	reads := 0
	s.Before = func() { reads++ }
	s.champion(t, "dora", "Hiring")
	reads = 0
	if page := s.Get(t, onOffer, 200); reads > 0 || strings.Contains(page, "Hiring") {
		t.Errorf("the next visitor made %d reads", reads)
	}
	s.Pass(10 * time.Second)
	s.Get(t, onOffer, 200, "Hiring")
}

// BenchmarkOnOffer is the public page as visitors ask for it one after the other, through Lambda's events.
func BenchmarkOnOffer(b *testing.B) {
	s := offering(b)
	for n := range 16 {
		s.champion(b, fmt.Sprint("lead", n), fmt.Sprint("Topic ", n))
	}
	payload := []byte(`{"version": "2.0", "rawPath": "/groups/2026-H2", "requestContext": {"http": {"method": "GET", "path": "/groups/2026-H2"}}}`)
	for b.Loop() {
		if _, err := s.Function.Invoke(b.Context(), payload); err != nil {
			b.Fatal(err)
		}
	}
}
