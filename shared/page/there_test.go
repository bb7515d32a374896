package page_test

import (
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/page"
)

func TestAMomentIsToldAsClocksInACityShowIt(t *testing.T) {
	moment := time.Date(2026, time.October, 8, 15, 0, 0, 0, time.UTC)
	for zone, want := range map[string]string{
		"Africa/Lagos":                   "Thu 8 Oct 2026, 16:00 in Lagos (UTC+1)",
		"America/New_York":               "Thu 8 Oct 2026, 11:00 in New York (UTC-4)",
		"America/Argentina/Buenos_Aires": "Thu 8 Oct 2026, 12:00 in Buenos Aires (UTC-3)",
		"America/St_Johns":               "Thu 8 Oct 2026, 12:30 in St Johns (UTC-2:30)",
		"Asia/Kolkata":                   "Thu 8 Oct 2026, 20:30 in Kolkata (UTC+5:30)",
		"Pacific/Auckland":               "Fri 9 Oct 2026, 04:00 in Auckland (UTC+13)",
		"Atlantic/Reykjavik":             "Thu 8 Oct 2026, 15:00 in Reykjavik (UTC)",
		"UTC":                            "Thu 8 Oct 2026, 15:00 UTC",
	} {
		there, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		if got := page.WhenThere(moment, there); got != want {
			t.Errorf("%s: %q, want %q", zone, got, want)
		}
	}
}
