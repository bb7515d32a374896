package desk_test

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/functions/desk/desktest"
	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// mailed stores a letter to Mira as it is once SES has taken it, and returns its page.
func mailed(t *testing.T, env *functest.Env, a pug.Application, change func(*store.Letter)) string {
	t.Helper()
	l := store.Letter{ID: store.LetterID("outcome", a.Email), Key: "outcome", Kind: "memberApproved",
		To:      store.Mailbox{Name: a.Name(), Email: a.Email, ID: a.ID},
		Subject: "You take part", Words: `{"subject": "You take part", "greeted": "Mira", "reader": "applicant"}`,
		Written: env.Now(), State: store.LetterSent}
	change(&l)
	env.Must(t, env.Store.Post(t.Context(), l))
	env.Sent = nil
	return "/desk/letters/" + l.Path()
}

func TestALetterIsShownAsItWasSent(t *testing.T) {
	env, a := desktest.Open(t)
	env.Cohort(t, functest.October, pug.StageRunning)
	env.SignIn(t, functest.Ada)
	page := mailed(t, env, a, func(l *store.Letter) {
		l.Words = `{"greeted": "Mira", "reader": "applicant", "blocks": [{"paragraph": "<b>Welcome</b>"}, {"button": "Open"}]}`
		l.Link = &link.Link{Purpose: "points", Subject: "2026-H2-g01/2026-10", Expires: env.Now().Add(time.Hour)}
	})
	body := env.Get(t, page, http.StatusOK, "Hello Mira,", "&lt;b&gt;Welcome", "the link is in the email alone")
	if strings.Contains(body, "/points/") {
		t.Error("the page has a link of the letter")
	}
	list := env.Get(t, "/desk/cohorts/2026-H2/letters?kind=memberApproved", http.StatusOK, "You take part", page)
	functest.Contains(t, list, "Mira Okafor", "Sent")
	env.Get(t, "/desk/cohorts/2026-H2/letters?kind=memberApproved&state=bounced", http.StatusOK, "no such letters")
	env.Get(t, "/desk/letters/2026-H2-memberApproved-zz", http.StatusNotFound)
	env.Get(t, "/desk/cohorts/2027-H9/letters", http.StatusNotFound)
}

func TestL13ALetterIsSentAgainWhereThatHelps(t *testing.T) {
	why := url.Values{"why": {"She did not get it."}}
	for name, c := range map[string]struct {
		change func(*store.Letter)
		status int
		says   string
	}{
		"to the address on record, which has changed": {func(l *store.Letter) { l.To.Email = "old@example.com" }, http.StatusOK,
			"Before, it went to old@example.com"},
		"with a link that still works": {func(l *store.Letter) {
			l.Link = &link.Link{Purpose: "renewals", Subject: "2026-H2-g01", Expires: desktest.Noon.Add(48 * time.Hour)}
		}, http.StatusOK, "Its link works until"},
		"not where what it asks is over": {func(l *store.Letter) {
			l.Link = &link.Link{Purpose: "renewals", Subject: "2026-H2-g01", Expires: desktest.Noon.Add(-time.Hour)}
		}, http.StatusConflict, "What this letter asks was over on"},
		"saying that it is over, where it can": {func(l *store.Letter) {
			l.Link, l.Late = &link.Link{Purpose: "join", Subject: "2026-H2", Expires: desktest.Noon.Add(-time.Hour)}, l.Words
		}, http.StatusOK, "it says so"},
	} {
		t.Run(name, func(t *testing.T) {
			env, a := desktest.Open(t)
			env.SignIn(t, functest.Ada)
			path := mailed(t, env, a, c.change) + "/again"
			env.Post(t, path, why, c.status, c.says)
			if c.status != http.StatusOK {
				return
			}
			functest.Contains(t, env.Act(t, path, why), "A letter was sent to Mira Okafor")
			letters, err := env.Store.Letters(t.Context(), a.Email)
			env.Must(t, err)
			again := 0
			for _, l := range letters {
				if strings.HasPrefix(l.Key, "outcome/again-") && l.Words != "" {
					again++
				}
			}
			if again != 1 {
				t.Errorf("%d letters are sent again, of %+v", again, letters)
			}
		})
	}
}

func TestL13AnInvitationIsSentAgainWhileItIsRight(t *testing.T) {
	env, a := desktest.Open(t)
	env.SignIn(t, functest.Ada)
	env.Cohort(t, functest.October, pug.StageRunning)
	group := env.Group(t, 1, env.Champion(t, "Cleo Marsh"), a)
	m := pug.Meeting{Group: group.ID, Month: "2026-10", State: pug.MeetingPlanned, Starts: desktest.Noon.AddDate(0, 1, 0), Minutes: 60,
		Sequence: 1, Planned: desktest.Noon}
	env.Must(t, env.Store.AddMeeting(t.Context(), m))
	path := mailed(t, env, a, func(l *store.Letter) {
		l.Key = duty.InvitationKey(m, m.Sequence)
		l.Invitation = &calendar.Invitation{UID: "u", Sequence: 1, Method: calendar.Request, Start: m.Starts}
	}) + "/again"
	why := url.Values{"why": {"Lost."}}
	env.Post(t, path, why, http.StatusOK, "the address on record")
	env.At(m.Starts)
	env.SignIn(t, functest.Ada)
	env.Post(t, path, why, http.StatusConflict, "nothing to invite to any more")
}

func TestL13ALinkToAMeetingIsRenewedForAsLongAsItsPageIsOpen(t *testing.T) {
	october := time.Date(2026, time.October, 20, 15, 0, 0, 0, time.UTC)
	now := october.AddDate(0, 0, 1)
	for name, c := range map[string]struct {
		purpose string
		state   pug.MeetingState
		starts  time.Time
		status  int
		says    string
	}{
		"talking points, until the meeting starts": {duty.PurposePoints, pug.MeetingPlanned, now.AddDate(0, 0, 5), http.StatusOK,
			"Its link works until Mon 26 Oct 2026, 11:00"},
		"not after it has been reported": {duty.PurposePoints, pug.MeetingReported, october, http.StatusConflict, "was over on"},
		"a plan, until the month ends": {duty.PurposePlan, pug.MeetingAsked, time.Time{}, http.StatusOK,
			"Its link works until Sun 1 Nov 2026, 00:00"},
		"not once the meeting has started": {duty.PurposePlan, pug.MeetingPlanned, october, http.StatusConflict, "was over on"},
		"attendance, as long as nobody has reported it": {duty.PurposeAttendance, pug.MeetingPlanned, october, http.StatusOK,
			"Its link works until"},
		"its correction, for two weeks": {duty.PurposeAttendance, pug.MeetingReported, october, http.StatusOK,
			"Its link works until Tue 3 Nov 2026, 11:00"},
		"not before the meeting": {duty.PurposeAttendance, pug.MeetingPlanned, now.AddDate(0, 0, 5), http.StatusConflict, "was over on"},
	} {
		t.Run(name, func(t *testing.T) {
			env, a := desktest.Open(t)
			env.Cohort(t, functest.October, pug.StageRunning)
			group := env.Group(t, 1, env.Champion(t, "Cleo Marsh"), a)
			m := pug.Meeting{Group: group.ID, Month: "2026-10", State: c.state, Starts: c.starts, Minutes: 60}
			if !c.starts.IsZero() {
				m.Requested = m.Ends()
			}
			if c.state == pug.MeetingReported {
				m.Reported = m.Ends()
			}
			env.Must(t, env.Store.AddMeeting(t.Context(), m))
			path := mailed(t, env, a, func(l *store.Letter) {
				l.Link = &link.Link{Purpose: c.purpose, Subject: group.ID + "/2026-10", Expires: now.Add(-time.Hour)}
			}) + "/again"
			env.At(now)
			env.SignIn(t, functest.Ada)
			env.Post(t, path, url.Values{"why": {"Lost."}}, c.status, c.says)
		})
	}
}

func TestOlderLettersStandOnTheNextPage(t *testing.T) {
	env, _ := desktest.Open(t)
	env.Cohort(t, functest.October, pug.StageRunning)
	env.SignIn(t, functest.Ada)
	for n := range 60 {
		a := functest.NewApplication(pug.KindMember, fmt.Sprintf("Nr%03d Berg", n))
		mailed(t, env, a, func(l *store.Letter) { l.Subject = fmt.Sprintf("Letter %03d", n) })
		env.Pass(time.Minute)
	}
	page := env.Get(t, "/desk/cohorts/2026-H2/letters?kind=memberApproved&state=sent", http.StatusOK, "Letter 059")
	older := regexp.MustCompile(`href="([?][^"]*after=[^"]+)"`).FindStringSubmatch(page)
	if older == nil || strings.Contains(page, "Letter 000") {
		t.Fatalf("the page leads to no older ones:\n%s", page)
	}
	env.Get(t, "/desk/cohorts/2026-H2/letters"+html.UnescapeString(older[1]), http.StatusOK, "Letter 000")
}
