package desk_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/functions/desk/desktest"
	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// inReview has people apply who wait to be decided.
func inReview(t *testing.T, env *functest.Env, kind pug.Kind, names ...string) []pug.Application {
	t.Helper()
	var all []pug.Application
	for _, name := range names {
		all = append(all, env.Apply(t, functest.NewApplication(kind, name, func(a *pug.Application) {
			a.Status, a.Submitted, a.Deadline = pug.StatusPending, desktest.Noon, desktest.Noon.AddDate(0, 0, 9)
		})))
	}
	return all
}

func TestWhatNeedsStaffIsShownUntilItIsSettled(t *testing.T) {
	env, _ := desktest.Open(t)
	env.SignIn(t, functest.Ada)
	env.Cohort(t, "2026-H2", pug.StageMembers)
	env.Get(t, "/desk", http.StatusOK, "Nothing needs you now")
	all := inReview(t, env, pug.KindMember, "Ina Berg", "Bo Example")
	champion := inReview(t, env, pug.KindChampion, "Cleo Brandt")[0]
	flag := pug.Flag{ID: "2026-H2-g01-miss2", Group: "2026-H2-g01", Member: all[0].Person(), Missed: 2, Raised: desktest.Noon}
	env.Must(t, env.Store.AddFlag(t.Context(), flag))
	env.Get(t, "/desk", http.StatusOK, "The October 2026 cohort", "Applications of Champions", "Cleo Brandt",
		"Applications of members", "Ina Berg", "Bo Example", "Members who missed meetings", "Missed 2 meetings",
		"/desk/flags/2026-H2-g01-miss2/decide")

	page := env.Post(t, "/desk/decide", url.Values{"one": {"approve " + champion.ID}}, http.StatusOK, "1 approved", "Cleo Brandt")
	if strings.Contains(page, "not approved") {
		t.Error(page)
	}
	env.Post(t, "/desk/decide", url.Values{"choice": {"decline"}, "id": {all[0].ID, all[1].ID, champion.ID, "2026-H2-member-zz"},
		"note": {"Next time!"}}, http.StatusOK, "2 declined", "2 not declined", "It was approved meanwhile by Ada Hart", "not there any more")
	env.Get(t, "/desk", http.StatusOK)
	for _, a := range all {
		now := env.Application(t, a.ID)
		if now.Status != pug.StatusDeclined || now.Decision.Note != "Next time!" || now.Decision.By != "Ada Hart" {
			t.Errorf("%s is %s by %+v", a.ID, now.Status, now.Decision)
		}
		env.WantMail(t, a.Email, "Not this time", 1)
	}
	lines, _, err := env.Store.LogOf(t.Context(), all[0].ID, "", 10)
	env.Must(t, err)
	if len(lines) == 0 || lines[0].Actor != functest.Ada {
		t.Errorf("the log has %+v", lines)
	}

	env.Group(t, 1, env.Champion(t, "Rosa Diaz"))
	receipt := env.Act(t, "/desk/flags/"+flag.ID+"/decide", url.Values{"choice": {"keep"}, "why": {"She was ill."}})
	functest.Contains(t, receipt, "By Ada Hart", "She was ill.")
	env.Post(t, "/desk/flags/"+flag.ID+"/decide", url.Values{"choice": {"excuse"}, "why": {"x"}}, http.StatusConflict, "was kept by Ada Hart")
	if left := env.Get(t, "/desk", http.StatusOK); strings.Contains(left, "Missed 2 meetings") || strings.Contains(left, "Ina Berg") {
		t.Errorf("settled things are shown:\n%s", left)
	}
}

func TestWhatIsDoneForACohortAsAWholeIsOpenedFromTheDesk(t *testing.T) {
	until := calendar.Plan("2026-H2", time.UTC, calendar.DefaultLeads())
	for name, c := range map[string]struct {
		stage    pug.Stage
		revision int
		at       time.Time
		job      string // that can be done; empty for none
	}{
		"while members apply, Champions are named":                          {pug.StageMembers, 0, until.Propose.Add(-time.Hour), "demand"},
		"but not once groups are about to be proposed":                      {pug.StageMembers, 0, until.Propose.Add(12 * time.Hour), ""},
		"proposed groups are curated":                                       {pug.StageForming, 1, until.Curate.Add(-time.Hour), "groups"},
		"before they are proposed, there is nothing yet":                    {pug.StageForming, 0, until.Curate.Add(-time.Hour), ""},
		"later, nobody can do anything for those who wanted something else": {pug.StageRunning, 1, until.Launch.AddDate(0, 2, 0), ""},
	} {
		t.Run(name, func(t *testing.T) {
			env := desktest.New(t, c.at)
			env.Member(t, "Mira Okafor", func(a *pug.Application) { a.Unmet = true })
			cohort := pug.Cohort{ID: "2026-H2", Stage: c.stage, Revision: c.revision,
				Dates: calendar.Plan("2026-H2", env.Settings.Zone, calendar.DefaultLeads())}
			env.Must(t, env.Store.AddCohort(t.Context(), cohort))
			env.SignIn(t, functest.Ada)
			if c.job == "" {
				env.Get(t, "/desk", http.StatusOK, "Nothing needs you now")
				env.Post(t, "/desk/cohorts/2026-H2/jobs/demand", url.Values{}, http.StatusConflict, "nothing left to do")
				return
			}
			path := "/desk/cohorts/2026-H2/jobs/" + c.job
			env.Get(t, "/desk", http.StatusOK, path)
			env.Get(t, "/desk/cohorts/2026-H2", http.StatusOK, path)
			w := env.Visit(http.MethodPost, path, url.Values{})
			if at := w.Header().Get("Location"); w.Code != http.StatusSeeOther || !strings.Contains(at, "/"+c.job+"/") {
				t.Errorf("the answer is %d, to %q", w.Code, at)
			}
		})
	}
}

func TestAnApplicationIsDecidedOnThePageOfThePerson(t *testing.T) {
	env, mira := desktest.Open(t)
	env.SignIn(t, functest.Ada)
	a := inReview(t, env, pug.KindMember, "Ina Berg")[0]
	page := env.Get(t, "/desk/people/"+a.ID, http.StatusOK, `action="/desk/decide"`, "Until Thu 10 Sep 2026")
	if strings.Contains(page, "Give a seat") {
		t.Error("a seat is offered before there are groups")
	}
	form := url.Values{"id": {a.ID}, "back": {"/desk/people/" + a.ID}, "choice": {"approve"}, "note": {"Welcome!"}}
	env.Post(t, "/desk/decide", form, http.StatusOK, "1 approved", `href="/desk/people/`+a.ID)
	for _, decided := range []string{a.ID, mira.ID} {
		if page := env.Get(t, "/desk/people/"+decided, http.StatusOK); strings.Contains(page, "/desk/decide") {
			t.Errorf("%s can be decided again", decided)
		}
	}
}

func TestAMessageThatIsTooLongIsNotLost(t *testing.T) {
	env, _ := desktest.Open(t)
	env.SignIn(t, functest.Ada)
	a := inReview(t, env, pug.KindMember, "Ina Berg")[0]
	long := strings.Repeat("é", 2001)
	env.Post(t, "/desk/decide", url.Values{"choice": {"decline"}, "id": {a.ID}, "note": {long}}, http.StatusUnprocessableEntity,
		"Use at most 2000 characters. You have used 2001.", long, `name="id" value="`+a.ID, "Have 1 application declined")
	if now := env.Application(t, a.ID); now.Status != pug.StatusPending {
		t.Errorf("it is %s", now.Status)
	}
}

func TestTwinsAreSettledAtTheDesk(t *testing.T) {
	for answer, c := range map[string]struct{ keep, says, status string }{
		"one person":  {"other", "is closed", "replaced"},
		"two persons": {"apart", "Both applications stay", "pending"},
	} {
		t.Run(answer, func(t *testing.T) {
			env, _ := desktest.Open(t)
			env.SignIn(t, functest.Ada)
			wrong := inReview(t, env, pug.KindMember, "Ina Berg")[0]
			right := wrong
			right.ID, right.Email = "2026-H2-member-right", "ina@elsewhere.example"
			env.Apply(t, right)
			path := "/desk/twins/" + url.PathEscape(pug.TwinsID(wrong.ID, right.ID)) + "/settle"
			env.Get(t, "/desk", http.StatusOK, "Possible duplicates", "May be the same person")
			keep := c.keep
			if keep == "other" {
				keep = right.ID
			}
			answers := url.Values{"keep": {keep}, "why": {"I called."}}
			env.Post(t, path, answers, http.StatusOK, c.says)
			env.Act(t, path, answers)
			if now := env.Application(t, wrong.ID); string(now.Status) != c.status {
				t.Errorf("it is %s", now.Status)
			}
			if left := env.Get(t, "/desk", http.StatusOK); strings.Contains(left, "Possible duplicates") {
				t.Error("they are still asked about")
			}
		})
	}
}

func TestTwinsAreSettledAfterPublicationByWithdrawingOne(t *testing.T) {
	env, _ := desktest.Open(t)
	env.SignIn(t, functest.Ada)
	wrong := inReview(t, env, pug.KindMember, "Ina Berg")[0]
	right := wrong
	right.ID, right.Email = "2026-H2-member-right", "ina@elsewhere.example"
	env.Apply(t, right)
	env.Must(t, env.Store.AddCohort(t.Context(), pug.Cohort{ID: "2026-H2", Stage: pug.StagePublished,
		Published: &pug.Decision{By: "Ada Hart", At: desktest.Noon},
		Dates:     calendar.Plan("2026-H2", time.UTC, calendar.DefaultLeads())}))
	path := "/desk/twins/" + url.PathEscape(pug.TwinsID(wrong.ID, right.ID)) + "/settle"
	env.Post(t, path, url.Values{"keep": {right.ID}, "why": {"I called."}}, http.StatusConflict,
		"withdraw the application of Ina Berg ("+wrong.Email+")")
	env.Act(t, "/desk/people/"+wrong.ID+"/withdraw", url.Values{"why": {"I called."}})
	if left := env.Get(t, "/desk", http.StatusOK); strings.Contains(left, "Possible duplicates") {
		t.Error("they are still asked about")
	}
}

func TestWhatComesToNothingIsSetAside(t *testing.T) {
	env, _ := desktest.Open(t)
	env.SignIn(t, functest.Ada)
	odd := functest.NewApplication(pug.KindMember, "Odd One", func(a *pug.Application) {
		a.Status, a.Problems = pug.StatusOdd, []pug.Problem{{Code: pug.ProblemUnknown, Detail: "We do not know that role."}}
	})
	env.Apply(t, odd)
	m, _ := odd.Matter()
	path := "/desk/matters/" + url.PathEscape(m.Ref()) + "/seen"
	env.Get(t, "/desk", http.StatusOK, "Odd applications", "We do not know that role", path)
	env.Act(t, path, url.Values{"why": {"A test by the web team."}})
	env.Get(t, "/desk", http.StatusOK, "Nothing needs you now")
	env.Get(t, path, http.StatusConflict, "somebody saw to it")
	env.Get(t, "/desk/matters/nonsense/seen", http.StatusNotFound, "There is no such matter")
}

func TestChampionsWhoOweAndOffersThatLapseAreShown(t *testing.T) {
	env, _ := desktest.Open(t)
	env.SignIn(t, functest.Ada)
	env.Cohort(t, "2026-H2", pug.StageRunning)
	g := env.Group(t, 1, env.Champion(t, "Rosa Diaz"))
	env.Must(t, env.Store.AddMeeting(t.Context(), pug.Meeting{Group: g.ID, Month: "2026-10", State: pug.MeetingAsked, Asked: desktest.Noon, Reminded: 1}))
	env.Wait(t, 1, env.Member(t, "Ina Berg"))
	line, err := env.Store.Waitlist(t.Context(), "2026-H2")
	env.Must(t, err)
	offer := pug.Offer{ID: "o1", Group: g.ID, Person: line[0].Person, Made: desktest.Noon, Expires: desktest.Noon.Add(20 * time.Hour)}
	env.Must(t, env.Store.MakeOffer(t.Context(), line[0], offer))
	env.Get(t, "/desk", http.StatusOK, "Champions who owe", "Rosa Diaz", "a plan for October 2026", "Offers about to lapse", "Ina Berg",
		"Write to Rosa Diaz again", "Write to Ina Berg again", "#letters")
}

func TestAGroupThatCannotBeClosedIsShown(t *testing.T) {
	env, mira := desktest.Open(t)
	env.SignIn(t, functest.Ada)
	env.Cohort(t, "2026-H2", pug.StageRunning)
	g := env.Group(t, 1, env.Champion(t, "Rosa Diaz"), mira)
	g, err := env.Store.Group(t.Context(), g.ID)
	env.Must(t, err)
	env.Must(t, env.Store.BeginClosing(t.Context(), g, pug.Ending{By: "Ada Hart", At: env.Now()}))
	env.Get(t, "/desk", http.StatusOK, "Nothing needs you now")
	env.Pass(25 * time.Hour)
	env.SignIn(t, functest.Ada)
	env.Get(t, "/desk", http.StatusOK, "Groups that could not be closed", "Ada Hart has closed it, and 1 member is there still",
		`href="/desk/groups/2026-H2-g01/close"`)
}

func TestL1AGroupThatNobodyLeadsNeedsStaff(t *testing.T) {
	env, mira := desktest.Open(t)
	env.SignIn(t, functest.Ada)
	env.Cohort(t, "2026-H2", pug.StageRunning)
	env.Group(t, 1, env.Champion(t, "Rosa Diaz"), mira)
	env.Act(t, "/desk/groups/2026-H2-g01/resign", url.Values{"then": {"leaves"}, "why": {"She is ill."}})
	env.Get(t, "/desk", http.StatusOK, "Groups without a Champion", "Group 1: Pricing", "1 member waits for a Champion",
		`href="/desk/groups/2026-H2-g01/champion"`)
	for _, page := range []string{"/desk/cohorts/2026-H2", "/desk/groups/2026-H2-g01"} {
		env.Get(t, page, http.StatusOK, "led by nobody at the moment")
	}
	env.Must(t, env.Store.SetStage(t.Context(), "2026-H2", pug.StageClosed))
	env.Get(t, "/desk", http.StatusOK, "Nothing needs you now")
}

func TestTheListOfApplicationsIsFilteredByItsAddress(t *testing.T) {
	env, _ := desktest.Open(t)
	env.SignIn(t, functest.Ada)
	env.Cohort(t, "2026-H2", pug.StageMembers)
	for n := range 130 {
		env.Apply(t, functest.NewApplication(pug.KindMember, fmt.Sprintf("Member%03d Example", n), func(a *pug.Application) {
			a.Status, a.Role = pug.StatusPending, pug.RoleSales
			if n%10 == 0 {
				a.Role, a.Topics = pug.RoleMarketing, functest.Topics("Hiring people")
			}
		}))
	}
	const list = "/desk/cohorts/2026-H2/applications"
	page := env.Get(t, list+"?kind=member&status=pending&role=marketing", http.StatusOK, "13 applications", "Approve the selected")
	if n := strings.Count(page, `name="id"`); n != 13 {
		t.Errorf("%d can be selected", n)
	}
	page = env.Get(t, list+"?topic=HIRING", http.StatusOK)
	if n := strings.Count(page, `name="id"`); n != 13 {
		t.Errorf("%d name the topic", n)
	}
	page = env.Get(t, list+"?status=pending", http.StatusOK, "130 applications", ">Next</a>")
	_, next, _ := strings.Cut(page, `<a class="button quiet" href="`)
	next, _, _ = strings.Cut(next, `">Next`)
	rest := env.Get(t, strings.ReplaceAll(next, "&amp;", "&"), http.StatusOK)
	if first, second := strings.Count(page, `name="id"`), strings.Count(rest, `name="id"`); first != 100 || second != 30 {
		t.Errorf("%d and %d are listed", first, second)
	}
	env.Get(t, list+"?kind=champion", http.StatusOK, "No application fits")
	env.Get(t, "/desk/cohorts/whenever/applications", http.StatusNotFound, "There is no such cohort")
	env.Post(t, "/desk/decide", url.Values{"choice": {"publish"}}, http.StatusNotFound, "no such choice")
}
