package stand

import (
	"fmt"
	"strings"
)

// Summary is the outcome in a few lines.
func (r Report) Summary() string {
	var b strings.Builder
	a := r.Applications
	fmt.Fprintf(&b, "\n%s after %d days, played in %.1f s\n", r.Cohort, r.VirtualDays, float64(r.WallMS)/1000)
	for _, k := range []struct {
		name  string
		count KindCount
	}{{"Champions", a.Champion}, {"members", a.Member}} {
		fmt.Fprintf(&b, "  %-10s %4d applied: %d approved, %d declined, %d waitlisted\n", k.name, k.count.Received,
			k.count.Approved, k.count.Declined, k.count.Waitlisted)
	}
	fmt.Fprintf(&b, "  besides    %4d odd, %d late, %d duplicates, %d refused\n", a.Odd, a.Late, a.Duplicates,
		a.Refused)
	for _, g := range r.Groups {
		held := 0
		for _, m := range g.Meetings {
			if len(m.Attended) > 0 {
				held++
			}
		}
		fmt.Fprintf(&b, "  %-4s %-44s %-17s %-6s %2d members, %d meetings\n", g.ID, g.Topic, g.Role, g.Region,
			len(g.Members), held)
	}
	fmt.Fprintf(&b, "  waitlist   %4d people\n  flags      %4d\n  lead again %4d Champions\n", len(r.Waitlist),
		len(r.Flags), len(r.Renewals))
	fmt.Fprintf(&b, "  executions %4d ended, %d running, %d failed\n  mails      %4d", r.Executions.Succeeded,
		r.Executions.Running, r.Executions.Failed, r.Mail)
	return b.String()
}
