package meetings

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestUsualTimeFillsInTheNextMonth(t *testing.T) {
	const november = "2026-11"
	s := newStage(t)
	form := plan("2026-10-06", "16:00")
	form.Set("usual", usualFromStart)
	s.Post(t, s.ask(t, october), form, http.StatusOK, "Usual time", "first Tuesday, 16:00.")

	s.At(time.Date(2026, time.November, 1, 14, 0, 0, 0, time.UTC))
	link := s.ask(t, november)
	s.Get(t, link, http.StatusOK, "usual time is the first Tuesday, 16:00", "Tue 3 Nov, 16:00 Berlin (&#43;01:00)",
		"One click confirms it", `name="topic" type="text" value="Pricing"`, `value="2026-11-03"`, `value="16:00"`,
		`value="90"`, `value="https://meet.example.com/pricing"`, "Confirm and invite members", "As before: first Tuesday")
	if m := s.meeting(t, november); m.State != pug.MeetingAsked {
		t.Fatalf("nobody confirmed, and the meeting is %s", m.State)
	}
	s.Pass(3 * days)
	page := s.Get(t, link, http.StatusOK, "The first Tuesday of this month, Tue 3 Nov, 16:00 Berlin (&#43;01:00), has passed",
		`value="https://meet.example.com/pricing"`)
	if strings.Contains(page, "2026-11-03") {
		t.Error("a date that has passed is filled in")
	}

	form = plan("2026-11-12", "10:00")
	form.Set("usual", usualNone)
	s.Post(t, link, form, http.StatusOK, "None any more")
	g, err := s.Store.Group(t.Context(), theOne)
	s.Must(t, err)
	if g.Usual != (pug.Slot{}) {
		t.Errorf("the usual time stays %s", g.Usual)
	}
}

func TestUsualTimeAtTheEndOfTheMonthIsOnTheLastWeekday(t *testing.T) {
	s := newStage(t)
	link := s.ask(t, october)
	form := plan("2026-10-20", "16:00")
	form.Set("usual", usualAtTheEnd)
	s.Post(t, link, form, http.StatusUnprocessableEntity, "20 October is not the last Tuesday of its month")
	form.Set("date", "2026-10-27")
	s.Post(t, link, form, http.StatusOK, "last Tuesday, 16:00.")
}

func TestPublicHolidaysOfMembersAreHintsOnly(t *testing.T) {
	const november = "2026-11"
	s := newStage(t)
	for i, zone := range []string{"America/New_York", "Asia/Tokyo", "Asia/Kolkata", ""} { // India's are not known
		name := []string{"Una Ray", "Ken Mori", "Ira Das", "Kim Low"}[i]
		s.Seat(t, pug.Group{ID: theOne}, s.Member(t, name, func(a *pug.Application) { a.TimeZone = zone }))
	}
	link := s.ask(t, october)
	form := plan("2026-10-22", "16:00")
	form.Set("usual", usualAtTheEnd)
	form.Set("date", "2026-10-29")
	s.Post(t, link, form, http.StatusOK, "last Thursday, 16:00.")

	s.At(time.Date(2026, time.November, 2, 14, 0, 0, 0, time.UTC))
	link = s.ask(t, november)
	thanksgiving := "Thu 26 Nov is Thanksgiving Day in New York (United States)"
	asks := s.To("cleo@example.com")
	functest.Contains(t, asks[len(asks)-1].Text, "some of your members may be off that day: "+thanksgiving+".")
	s.Get(t, link, http.StatusOK, "usual time is the last Thursday", "1 of 6 members has a public holiday", thanksgiving,
		`Thu 26 Nov, 10:00 New York (-05:00) <span class="badge warn">Public holiday</span></th><td>1</td>`)

	form = plan("2026-11-03", "10:00") // Culture Day in Tokyo, where it is 18:00
	form.Set("action", "times")
	shown := s.Post(t, link, form, http.StatusOK, "Tue 3 Nov is Culture Day in Tokyo (Japan)")
	if strings.Contains(shown, "Thanksgiving") || strings.Contains(shown, "usual time is") {
		t.Errorf("the page speaks of another day than the one that was chosen:\n%s", shown)
	}
	form = plan("2026-11-26", "16:00")
	s.Post(t, link, form, http.StatusOK, "The meeting is planned")
}

func TestZonesOfThePageAreCitiesAsOfTheDay(t *testing.T) {
	s := newStage(t)
	link := s.ask(t, october)
	s.Get(t, link, http.StatusOK, `<option value="Europe/Berlin" selected>Berlin (UTC&#43;2)</option>`,
		`<optgroup label="Africa">`, `<option value="Africa/Lagos">Lagos (UTC&#43;1)</option>`)
	form := plan("2026-10-29", "16:00") // when clocks in Berlin were put back
	form.Set("minutes", "59")
	s.Post(t, link, form, http.StatusUnprocessableEntity, "A meeting takes at least 60 minutes",
		`<option value="Europe/Berlin" selected>Berlin (UTC&#43;1)</option>`)
	form.Set("zone", "Mars/Olympus")
	s.Post(t, link, form, http.StatusUnprocessableEntity, "Choose one of the answers.")
}

func TestMembersLocalTimesAreShownBeforeChoosing(t *testing.T) {
	s := newStage(t)
	s.Seat(t, pug.Group{ID: theOne}, s.Member(t, "Zoe Park", func(a *pug.Application) { a.TimeZone = "Asia/Seoul" }))
	s.Seat(t, pug.Group{ID: theOne}, s.Member(t, "Kim Low", func(a *pug.Application) { a.TimeZone = "" }))
	link := s.ask(t, october)
	form := plan("2026-10-15", "16:00")
	form.Set("action", "times")
	form.Del("place")
	s.Post(t, link, form, http.StatusOK, "Thu 15 Oct, 16:00 Berlin (&#43;02:00)</th><td>2</td>",
		`Thu 15 Oct, 23:00 Seoul (&#43;09:00) <span class="badge warn">Night</span></th><td>1</td>`,
		"1 member gave no time zone.", `value="2026-10-15"`)
	form.Set("time", "")
	functest.Contains(t, s.Post(t, link, form, http.StatusUnprocessableEntity), "Please fill this in.", "Value pricing")
	if m := s.meeting(t, october); m.State != pug.MeetingAsked {
		t.Errorf("looking at times made the meeting %s", m.State)
	}
}
