package stand

import (
	"fmt"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/asl"
)

// watch looks at the cohort's execution once a simulated day and tells of each new phase. It asks the engine, not the table, so that it
// leaves no trace in the counts of calls.
func (s *Stand) watch() {
	s.Clock.At(s.Clock.Now().Add(24*time.Hour), "progress", func() {
		s.progress()
		s.watch()
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

// Phase is where the cohort is, in words.
func (s *Stand) Phase() string {
	x, err := s.Engine.DescribeExecution(executionARN("cohort", string(s.cfg.Cohort)))
	if err != nil {
		return "not started"
	}
	switch x.Status {
	case asl.Running:
		for _, state := range x.Current {
			if phase, ok := phases()[state]; ok {
				return phase
			}
		}
		return s.lastPhase()
	case asl.Succeeded:
		return "ended"
	}
	return strings.ToLower(x.Status)
}

func (s *Stand) lastPhase() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.phase
}

func (s *Stand) progress() {
	phase := s.Phase()
	s.mu.Lock()
	same := phase == s.phase
	s.phase = phase
	s.mu.Unlock()
	if same || s.cfg.Progress == nil {
		return
	}
	running, succeeded, failed := s.Engine.Counts()
	s.cfg.Progress(fmt.Sprintf("%s  %-34s %5d mails, executions: %d running, %d ended, %d failed",
		s.Clock.Now().In(s.settings.Zone).Format("2006-01-02"), phase, s.Mailbox.Count(), running, succeeded, failed))
}
