package grouping_test

import (
	"net/http"
	"testing"
)

// BenchmarkGroupsPage opens the page on which staff curate 190 seats, with 2,000 people on the waitlist.
func BenchmarkGroupsPage(b *testing.B) {
	s, link := crowded(b, 2000)
	for b.Loop() {
		page := s.Get(b, link, http.StatusOK)
		b.ReportMetric(float64(len(page))/1024, "KB")
	}
}
