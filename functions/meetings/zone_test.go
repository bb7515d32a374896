package meetings

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/functest"
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

// R9: the month is the programme's, and the days at its ends are others in other zones.
func TestAMeetingIsHeldInTheMonthWhereverItsChampionIs(t *testing.T) {
	for name, row := range map[string]struct {
		zone, date, clock string
		status            int
	}{
		"the morning after its last day":     {"Pacific/Auckland", "2026-11-01", "08:00", http.StatusOK},
		"the evening before its first day":   {"Pacific/Honolulu", "2026-09-30", "20:00", http.StatusOK},
		"too late on the day after its last": {"Pacific/Auckland", "2026-11-01", "18:00", http.StatusUnprocessableEntity},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			s.At(time.Date(2026, time.September, 30, 14, 0, 0, 0, time.UTC))
			link := s.ask(t, october)
			page := s.Get(t, link, http.StatusOK)
			functest.Contains(t, page, `min="2026-09-30"`)
			functest.Contains(t, page, `max="2026-11-01"`)
			form := plan(row.date, row.clock)
			form.Set("zone", row.zone)
			s.Post(t, link, form, row.status)
		})
	}
}

func TestPagesTellTheReadersOwnTimeBesideAnother(t *testing.T) {
	s := newStage(t)
	s.lead(t, func(g pug.Group, seats []pug.Seat) (pug.Leading, error) {
		mia := seats[0].Member
		mia.Zone = "Africa/Lagos"
		seats[0].Member = mia
		return g.Accompany(seats, pug.Nominee{Person: mia, Seat: &seats[0]}, s.Now())
	})
	s.ask(t, october)
	form := plan("2026-10-15", "16:00")
	form.Set("usual", usualFromStart)
	s.Post(t, s.LinkTo(t, mia), form, http.StatusOK,
		"Thu 15 Oct 2026, 16:00 Berlin (&#43;02:00) · 15:00 your time", "third Thursday")
	if page := s.Get(t, s.LinkTo(t, cleo), http.StatusOK); strings.Contains(page, "your time") {
		t.Errorf("somebody is told their own time twice:\n%s", page)
	}
	s.At(time.Date(2026, time.November, 1, 14, 0, 0, 0, time.UTC))
	s.ask(t, "2026-11")
	mails := s.To(mia)
	functest.Contains(t, mails[len(mails)-1].Text, "Its usual time is Thu 19 Nov, 16:00 Berlin (+01:00)")
}

func TestTalkingPointsAreAskedForAtTheMembersOwnTime(t *testing.T) {
	s := newStage(t)
	s.Seat(t, pug.Group{ID: theOne}, s.Member(t, "Zoe Hart", func(a *pug.Application) { a.TimeZone = "Africa/Lagos" }))
	s.Post(t, s.ask(t, october), plan("2026-10-15", "16:00"), http.StatusOK)
	s.At(time.Date(2026, time.October, 11, 16, 0, 0, 0, time.UTC))
	s.round(t, october)
	s.Get(t, s.LinkTo(t, zoe), http.StatusOK, "Your talking points", "Thu 15 Oct 2026, 15:00 Lagos (&#43;01:00)")
}
