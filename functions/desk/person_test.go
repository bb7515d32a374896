package desk_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/functions/desk/desktest"
	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

func TestAnybodyIsFoundAtTheDesk(t *testing.T) {
	env, a := desktest.Open(t)
	env.SignIn(t, functest.Ada)
	env.Get(t, "/desk/find?q=okafor", http.StatusOK, "Mira Okafor", "/desk/people/"+a.ID, "October 2026", "approved")
	env.Get(t, "/desk/find?q=nobody", http.StatusOK, "No match for “nobody”")
	if page := env.Get(t, "/desk/find", http.StatusOK); strings.Contains(page, "No match for") {
		t.Error("whoever has not searched is told that nobody is found")
	}
	env.Get(t, "/desk/find?q=%3Cscript%3E", http.StatusOK, "“&lt;script&gt;”")
}

func TestAPersonsPage(t *testing.T) {
	env, a := desktest.Open(t)
	env.SignIn(t, functest.Ada)
	env.Act(t, "/desk/people/"+a.ID+"/note", url.Values{"why": {"Met her in Boston."}})
	path := "/desk/people/" + a.ID
	page := env.Get(t, path, http.StatusOK, a.Email, "What you can do", path+"/identity", "A note was added on", "Met her in Boston.")
	if strings.Contains(page, "was looked at") {
		t.Error("the page tells of the looks at it")
	}
	env.Get(t, path, http.StatusOK)
	env.Pass(time.Hour)
	env.Get(t, path, http.StatusOK)
	lines, _, err := env.Store.LogOf(t.Context(), "", "", 10)
	env.Must(t, err)
	if len(lines) != 2 || lines[0].Actor != functest.Ada || lines[0].About[0].ID != a.ID {
		t.Errorf("in two hours three looks are logged as %+v", lines)
	}
	env.Get(t, "/desk/people/2026-H2-member-zz", http.StatusNotFound, "There is no application")
}

func TestL3AtTheDeskEverythingFollowsANewAddress(t *testing.T) {
	env, a := desktest.Open(t)
	bo := env.Member(t, "Bo Reyes")
	env.SignIn(t, functest.Ada)
	path := "/desk/people/" + a.ID + "/identity"
	env.Get(t, path, http.StatusOK, `value="Mira"`, a.Email)
	form := url.Values{"first": {"Mira"}, "last": {"Lund"}, "email": {"mira@harbour.example"}, "company": {"Harbour"}, "zone": {"Africa/Lagos"},
		"why": {"She has married."}}
	with := func(name, value string) url.Values {
		changed := url.Values{}
		for n, v := range form {
			changed[n] = v
		}
		changed.Set(name, value)
		return changed
	}
	env.Post(t, path, with("zone", "Mars/Olympus"), http.StatusUnprocessableEntity, "Choose one of the answers.")
	env.Post(t, path, with("email", "mira"), http.StatusUnprocessableEntity, "has no @")
	env.Post(t, path, with("email", bo.Email), http.StatusUnprocessableEntity, "Bo Reyes applied to the October 2026 cohort from this address")
	env.Post(t, path, url.Values{"first": {a.FirstName}, "last": {a.LastName}, "email": {a.Email}, "company": {a.Company}, "why": {"x"}},
		http.StatusConflict, "has this name, address, company and time zone already")
	receipt := env.Act(t, path, form)
	functest.Contains(t, receipt, "The name, address, company and time zone of Mira Lund, Harbour were changed", "Undo")
	env.WantMail(t, "mira@harbour.example", "Your name, address, company and time zone with us are changed", 1)
	env.WantMail(t, a.Email, "We write to another address of yours now", 1)
	env.Get(t, "/desk/people/"+a.ID, http.StatusOK, "Mira Lund", "Formerly Mira Okafor")
	now, err := env.Store.Application(t.Context(), a.ID)
	if want := (pug.Identity{FirstName: "Mira", LastName: "Lund", Email: "mira@harbour.example", Company: "Harbour",
		Zone: "Africa/Lagos"}); err != nil || now.Identity() != want {
		t.Errorf("she is %+v, %v", now.Identity(), err)
	}
	_, undo, _ := strings.Cut(receipt, `<a class="button quiet" href="`)
	undo, _, _ = strings.Cut(undo, `"`)
	env.Get(t, strings.ReplaceAll(undo, "&amp;", "&"), http.StatusOK, `value="Okafor"`, `value="`+a.Email+`"`)
}

func TestL12AtTheDesk(t *testing.T) {
	env, a := desktest.Open(t)
	env.Cohort(t, a.Cohort, pug.StageMembers)
	env.SignIn(t, functest.Ada)
	env.Act(t, "/desk/people/"+a.ID+"/identity", url.Values{"first": {"Mira"}, "last": {"Lund"}, "email": {"mira@harbour.example"},
		"company": {"Harbour"}, "why": {"Mira Okafor has married."}})
	path := "/desk/people/" + a.ID
	w := env.Visit(http.MethodGet, path+"/data", nil)
	if w.Code != http.StatusOK || w.Header().Get("Content-Disposition") != `attachment; filename="person-`+a.ID+`.json"` {
		t.Fatalf("the file comes as %d, %v", w.Code, w.Header())
	}
	functest.Contains(t, w.Body.String(), `"first_name": "Mira"`, `"name": "Mira Okafor"`, a.Email, "We were asked to write to another address",
		"Mira Okafor has married.", `"where_it_stands": "approved"`)
	env.Get(t, path+"/erase", http.StatusConflict, "takes part in the October 2026 cohort", "Have them withdraw first")
	env.Must(t, env.Store.SetStage(t.Context(), a.Cohort, pug.StageClosed))
	env.Post(t, path+"/erase", url.Values{"confirmed": {a.Email}, "why": {"Asked"}}, http.StatusUnprocessableEntity, "not the person&#39;s address")
	receipt := env.Act(t, path+"/erase", url.Values{"confirmed": {"Mira@Harbour.example"}, "why": {"Asked for by email."}})
	functest.Contains(t, receipt, "The data of (erased) were erased", "Asked for by email.")
	for _, trace := range []string{"okafor", "mira lund", a.Email, "mira@harbour", "married"} {
		for _, key := range env.Mentions(trace) {
			t.Errorf("%q stands in %s", trace, key)
		}
	}
	env.Get(t, path, http.StatusOK, "The data of this person were erased")
	for _, act := range []string{"/erase", "/identity"} {
		env.Get(t, path+act, http.StatusConflict, "The data of this person were erased on 1 September 2026")
	}
}

func TestL12TheFileHasWhatEveryGroupKnows(t *testing.T) {
	env, a := desktest.Open(t)
	env.Cohort(t, a.Cohort, pug.StageRunning)
	left := env.Group(t, 1, env.Champion(t, "Cleo Marsh"), a)
	mine := env.Group(t, 2, env.Champion(t, "Rosa Diaz"))
	s, ctx, who := env.Store, t.Context(), a.Person()
	m := pug.Meeting{Group: left.ID, Month: "2026-10", State: pug.MeetingPlanned, Starts: desktest.Noon.AddDate(0, 1, 14)}
	env.Must(t, s.AddMeeting(ctx, m))
	env.Must(t, s.PutTalkingPoints(ctx, left.ID, m.Month, pug.TalkingPoints{Member: who, Text: "Two clients left us."}))
	env.Must(t, s.PutNotice(ctx, m, pug.Notice{Member: who, Starts: m.Starts, Note: "I am in Oslo.", By: who.Name}))
	env.Must(t, s.FreeSeat(ctx, left.ID, a.ID, desktest.Noon.AddDate(0, 0, 1)))
	env.Seat(t, mine, a)
	env.Must(t, s.AddRenewal(ctx, pug.Renewal{Group: mine.ID, Champion: who, Next: "2027-H1"}))
	for _, kind := range []pug.Kind{pug.KindMember, pug.KindChampion} {
		env.Must(t, s.Extend(ctx, pug.Extension{Cohort: "2027-H1", Kind: kind, Email: a.Email, Until: desktest.Noon}))
	}
	env.SignIn(t, functest.Ada)
	env.Get(t, "/desk/people/"+a.ID, http.StatusOK, "Attendance in", "October 2026: Has left")
	file := env.Visit(http.MethodGet, "/desk/people/"+a.ID+"/data", nil).Body.String()
	functest.Contains(t, file, `"Group 1, `, `"Group 2, `, "Two clients left us.", "I am in Oslo.", `"asked_to_lead_again"`,
		`"may_apply_late"`, `"kind": "member"`, `"kind": "champion"`)
}

func TestL12TheFileHasNoLettersToWhoeverHasTheFormerAddressNow(t *testing.T) {
	env, a := desktest.Open(t)
	env.Cohort(t, a.Cohort, pug.StageMembers)
	env.SignIn(t, functest.Ada)
	env.Act(t, "/desk/people/"+a.ID+"/identity", url.Values{"first": {a.FirstName}, "last": {a.LastName},
		"email": {"mira@harbour.example"}, "company": {a.Company}, "why": {"She wrote from there."}})
	bo := env.Member(t, "Bo Reyes", func(b *pug.Application) { b.Email = a.Email })
	env.Must(t, env.Store.Post(t.Context(), store.Letter{ID: store.LetterID("bo", bo.Email), Key: "bo", State: store.LetterSent,
		To: store.Mailbox{Name: bo.Name(), Email: bo.Email}, Subject: "For Bo alone", Words: "{}", Written: env.Now()}))
	file := env.Visit(http.MethodGet, "/desk/people/"+a.ID+"/data", nil).Body.String()
	functest.Contains(t, file, "We write to another address of yours now")
	if strings.Contains(file, "For Bo alone") {
		t.Error("Mira gets a letter to Bo")
	}
}

func TestACohortFromBeforeThereWasASearchIsIndexed(t *testing.T) {
	env, a := desktest.Open(t)
	env.SignIn(t, functest.Ada)
	standing, err := env.Store.Standing(t.Context(), a)
	env.Must(t, err)
	e := store.NewErasure([]store.Standing{standing}, desktest.Noon)
	env.Must(t, env.Store.Erase(t.Context(), e)) // the application itself stays, as that of an older release
	env.Get(t, "/desk/find?q=okafor", http.StatusOK, "No match for")
	env.Task(t, "index", map[string]any{"cohort": a.Cohort}, nil)
	env.Get(t, "/desk/find?q=okafor", http.StatusOK, "Mira Okafor")
}
