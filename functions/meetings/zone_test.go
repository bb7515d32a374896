package meetings

import (
	"net/http"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestMembersReadTimesAsTheyHaveThem(t *testing.T) {
	for name, row := range map[string]struct {
		zone, subject string
		says          []string
	}{
		"in a zone of their own": {"Africa/Lagos", "Invitation: Value pricing, Thu 15 Oct 2026, 15:00 Lagos (+01:00)",
			[]string{"When: Thu 15 Oct 2026, 15:00 Lagos (+01:00)", "Champion's time: Thu 15 Oct 2026, 16:00 Berlin (+02:00)"}},
		"in a zone that is not known": {"", "Invitation: Value pricing, Thu 15 Oct 2026, 16:00 Berlin (+02:00)",
			[]string{"When: Thu 15 Oct 2026, 16:00 Berlin (+02:00)", "Programme time: Thu 15 Oct 2026, 10:00 New York (-04:00)"}},
		"in a zone that there is not": {"Mars/Olympus", "Invitation: Value pricing, Thu 15 Oct 2026, 16:00 Berlin (+02:00)",
			[]string{"When: Thu 15 Oct 2026, 16:00 Berlin (+02:00)"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			s.Seat(t, pug.Group{ID: theOne}, s.Member(t, "Zoe Hart", func(a *pug.Application) { a.TimeZone = row.zone }))
			s.Post(t, s.ask(t, october), plan("2026-10-15", "16:00"), http.StatusOK, "The meeting is planned")
			s.WantMail(t, zoe, row.subject, 1)
			mails := s.To(zoe)
			for _, says := range row.says {
				if text := mails[len(mails)-1].Text; !strings.Contains(text, says) {
					t.Errorf("the invitation does not say %q:\n%s", says, text)
				}
			}
		})
	}
}
