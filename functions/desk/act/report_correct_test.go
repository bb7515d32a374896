package act_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/functions/desk/desktest"
	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

const theReport = "/desk/meetings/2026-H2-g01-2026-10/report"

// unreported is the desk of Ada some days after the meeting of October, at which Mia and Noah had seats, and of which nobody
// has said anything.
func unreported(t *testing.T) *functest.Env {
	t.Helper()
	env := desktest.New(t, time.Date(2026, time.October, 1, 12, 0, 0, 0, time.UTC))
	env.Cohort(t, functest.October, pug.StageRunning)
	g := env.Group(t, 1, env.Champion(t, "Cleo Marsh"), env.Member(t, "Mia Okoye"), env.Member(t, "Noah Berg"))
	held := env.Now().Add(28 * 24 * time.Hour)
	env.Must(t, env.Store.AddMeeting(t.Context(), pug.Meeting{Group: g.ID, Month: "2026-10", State: pug.MeetingPlanned,
		Topic: "Discounts", Starts: held, Minutes: 60, Requested: held.Add(24 * time.Hour)}))
	env.At(held.Add(5 * 24 * time.Hour))
	env.SignIn(t, functest.Ada)
	return env
}

// were says of Mia and of Noah who was there.
func were(mia, noah pug.Attendance) url.Values {
	return url.Values{"held": {"yes"}, "m-" + functest.MemberID("Mia"): {string(mia)},
		"m-" + functest.MemberID("Noah"): {string(noah)}, "why": {"Cleo called."}}
}

// wantReport fails the test unless the report of October has this of Mia.
func wantReport(t *testing.T, env *functest.Env, mia pug.Attendance) {
	t.Helper()
	r, err := env.Store.Attendance(t.Context(), "2026-H2-g01", "2026-10")
	if err != nil || r.Members[functest.MemberID("Mia")] != mia {
		t.Errorf("the report is %+v, %v, want %s of Mia", r, err, mia)
	}
}

func TestL5StaffReportAMeetingCorrectItAndTakeThatBack(t *testing.T) {
	env := unreported(t)
	env.Post(t, theReport, were(pug.Missed, ""), http.StatusUnprocessableEntity, "Choose an answer.", "Cleo called.")
	env.Post(t, theReport, url.Values{"why": {"x"}}, http.StatusUnprocessableEntity, "Did the meeting take place?")
	first := env.Act(t, theReport, were(pug.Missed, pug.Attended))
	wantReport(t, env, pug.Missed)
	if strings.Contains(first, ">Undo") {
		t.Error("nothing was said before, and it is to be said again")
	}
	env.Pass(time.Minute)
	env.Post(t, theReport, were(pug.Missed, pug.Attended), http.StatusConflict, "already")
	corrected := env.Act(t, theReport, were(pug.Attended, pug.Attended))
	wantReport(t, env, pug.Attended)
	undo(t, env, corrected)
	wantReport(t, env, pug.Missed)
	env.WantMail(t, "cleo@example.com", "", 3)

	env.Must(t, env.Store.SetStage(t.Context(), functest.October, pug.StageClosed))
	env.Post(t, theReport, were(pug.Attended, pug.Attended), http.StatusConflict, "does not run now, so what was reported stays")
}

func TestL6AMeetingThatDidNotTakePlaceCountsAgainstNobody(t *testing.T) {
	env := unreported(t)
	env.Act(t, theReport, url.Values{"held": {"no"}, "why": {"Cleo was ill."}})
	m, err := env.Store.Meeting(t.Context(), "2026-H2-g01", "2026-10")
	if err != nil || !m.NotHeld {
		t.Errorf("it is %+v, %v", m, err)
	}
	for _, name := range []string{"mia", "noah", "cleo"} {
		env.WantMail(t, name+"@example.com", "", 1)
	}
}
