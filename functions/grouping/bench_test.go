package grouping_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// BenchmarkGroupsPage opens the page on which staff curate 190 seats, with 2,000 people on the waitlist.
func BenchmarkGroupsPage(b *testing.B) {
	s, link := crowded(b, 2000)
	for b.Loop() {
		page := s.Get(b, link, http.StatusOK)
		b.ReportMetric(float64(len(page))/1024, "KB")
	}
}

// BenchmarkPublishingAChunk calls publish for one chunk of it, while 100,000 people wait.
func BenchmarkPublishingAChunk(b *testing.B) {
	s, link := crowded(b, 0)
	for i := range pug.MaxGroups {
		s.members(b, fmt.Sprintf("w%dx", i), 10_000, fmt.Sprintf("Growing an agency, part %d", i))
	}
	s.post(b, link, "action", "publish")
	for b.Loop() {
		s.CallAgain(b, "publish", map[string]any{"cohort": cohort}, nil)
	}
}
