package stand

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/asl"
)

// watch looks at the cohort's execution once a simulated day and tells who asked for it of each new phase. It asks the
// engine, not the table, so that it leaves no trace in the counts of calls.
func (s *Stand) watch(last string) {
	s.Clock.At(s.Clock.Now().Add(24*time.Hour), "progress", func() {
		phase := s.Phase()
		if phase != last {
			running, succeeded, failed := s.Engine.Counts()
			s.cfg.Progress(fmt.Sprintf("%s  %-34s %5d mails, executions: %d running, %d ended, %d failed",
				s.Clock.Now().In(s.settings.Zone).Format(time.DateOnly), phase, s.Mailbox.Count(),
				running, succeeded, failed))
		}
		s.watch(phase)
	})
}

// phases says what each waiting state of the cohort's workflow means to people.
func phases() map[string]string {
	return map[string]string{
		"AwaitChampionApplications": "planned",
		"AwaitChampionDecisions":    "Champion applications are open",
		"AwaitMemberApplications":   "Champions are settled",
		"AwaitMemberDecisions":      "member applications are open",
		"AskToCurate":               "groups are proposed, staff curate",
		"AwaitLaunch":               "groups are published",
		"MeetAndRenew":              "launched: monthly meetings",
	}
}

// Phase is where the cohort is, in words: the last state that says so.
func (s *Stand) Phase() string {
	arn := executionARN("cohort", string(s.cfg.Cohort))
	x, err := s.Engine.DescribeExecution(arn)
	if err != nil {
		return "not started"
	}
	switch x.Status {
	case asl.Running:
		events, _ := s.Engine.History(arn) // which there is
		for _, e := range slices.Backward(events) {
			if phase, ok := phases()[e.State]; ok {
				return phase
			}
		}
		return ""
	case asl.Succeeded:
		return "ended"
	}
	return strings.ToLower(x.Status)
}

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
