package stand

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestApplicationsAreCountedByWhatBecameOfThem(t *testing.T) {
	var all []pug.Application
	for status, n := range map[pug.Status]int{
		pug.StatusPending: 1, pug.StatusApproved: 2, pug.StatusDeclined: 3, pug.StatusReplaced: 4, pug.StatusWaitlisted: 5, pug.StatusOdd: 6,
	} {
		for range n {
			all = append(all, pug.Application{Status: status})
		}
	}
	// A replaced one was withdrawn, and counts as declined; an odd one never entered review.
	want := KindCount{Received: 15, Approved: 2, Declined: 7, Waitlisted: 5}
	if diff := cmp.Diff(want, countKind(all)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestTheSummaryTellsTheStoryInAFewLines(t *testing.T) {
	meeting := func(attended ...string) MeetingReport { return MeetingReport{Attended: attended} }
	r := Report{
		Cohort: "2026-H2", VirtualDays: 270, WallMS: 12345, Waitlist: []string{"wim", "xan"}, Flags: make([]FlagReport, 3),
		Renewals: []string{"cleo"}, Mail: 4699, Executions: ExecutionCount{Running: 1, Succeeded: 310, Failed: 2},
		Applications: ApplicationCount{Champion: KindCount{14, 11, 2, 1}, Member: KindCount{260, 230, 10, 20}, Odd: 9, Late: 3, Duplicates: 5, Refused: 4},
		Groups: []GroupReport{{ID: "g01", Topic: "Pricing retainers", Role: "sales", Region: "NA",
			Members: []string{"mia", "noa"}, Meetings: []MeetingReport{meeting("mia"), meeting(), meeting("mia", "noa")}}},
	}
	got := strings.Join(strings.Fields(r.Summary()), " ")
	for _, want := range []string{
		"2026-H2 after 270 days, played in 12.3 s",
		"Champions 14 applied: 11 approved, 2 declined, 1 waitlisted",
		"members 260 applied: 230 approved, 10 declined, 20 waitlisted",
		"besides 9 odd, 3 late, 5 duplicates, 4 refused",
		"g01 Pricing retainers sales NA 2 members, 2 meetings", // nobody came to the third
		"waitlist 2 people flags 3 lead again 1 Champions",
		"executions 310 ended, 1 running, 2 failed mails 4699",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("nothing about %q in:\n%s", want, got)
		}
	}
}
