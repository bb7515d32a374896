package grouping_test

import (
	"fmt"
	"net/http"
	"testing"
)

// BenchmarkGroupsPage opens the page on which staff curate 190 seats, with 2,000 people on the waitlist.
func BenchmarkGroupsPage(b *testing.B) {
	s := newScene(b)
	for i := range 10 {
		topic := fmt.Sprintf("Topic %d", i)
		s.champion(b, fmt.Sprintf("c%d", i), topic)
		s.members(b, fmt.Sprintf("m%dx", i), 219, topic)
	}
	s.do(b, "propose")
	link := s.curate(b, 0)
	for b.Loop() {
		if status, page := s.Visit(b, s.f, "GET", link, nil); status != http.StatusOK || len(page) > 300<<10 {
			b.Fatalf("%d, %d bytes", status, len(page))
		}
	}
}
