package console_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
)

// BenchmarkPages measures each page on a stand that has seen 15,000 mails and 2,500 executions.
func BenchmarkPages(b *testing.B) {
	w := newWorld(b)
	body := strings.Repeat("A line of a letter that people would read.\r\n", 60)
	for i := range 15_000 {
		raw := fmt.Sprintf("Subject: Your talking points for meeting %d\r\n\r\n%s", i, body)
		if _, err := w.box.Receive(cloud.Mail{Time: w.clock.Now(), To: []string{fmt.Sprintf("person%d@agency.example", i%300)}, Raw: []byte(raw)}); err != nil {
			b.Fatal(err)
		}
	}
	for i := range 2_500 {
		if _, err := w.engine.StartExecution(w.machine, fmt.Sprintf("x%d", i), "{}"); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.clock.Advance(b.Context(), w.clock.Now()); err != nil {
		b.Fatal(err)
	}
	for _, path := range []string{"/", "/mailbox", "/mailbox?to=person7&text=points", "/mailbox?page=299", "/mailbox/7000", "/workflows", "/workflows/review",
		"/workflows/review?page=50", "/workflows/review/x0", "/apply"} {
		b.Run(path, func(b *testing.B) {
			size := 0
			for b.Loop() {
				answer := w.get(path)
				if answer.Code != http.StatusOK {
					b.Fatalf("answered %d", answer.Code)
				}
				size = answer.Body.Len()
			}
			b.ReportMetric(float64(size), "bytes")
		})
	}
}
