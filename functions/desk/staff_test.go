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
)

const eve = "eve@example.com"

func idOf(email string) string { return pug.Staff{Email: email}.ID() }

// said are the lines of the log of staff, the latest first.
func said(t *testing.T, env *functest.Env) string {
	t.Helper()
	lines, _, err := env.Store.LogOf(t.Context(), "", "", 10)
	env.Must(t, err)
	var all []string
	for _, e := range lines {
		all = append(all, e.By+": "+e.String())
	}
	return strings.Join(all, "\n")
}

func TestL11WhoIsAddedIsToldAndCanSignInAtOnce(t *testing.T) {
	env, _ := desktest.Open(t)
	env.SignIn(t, functest.Ada)
	form := url.Values{"name": {"Eve Lind"}, "email": {"Eve@Example.com"}, "why": {"She joins the team."}}
	env.Post(t, "/desk/staff/new/add", form, http.StatusOK, "Eve Lind can decide", "The setting with which the software was deployed no longer counts",
		"Eve Lind (eve@example.com)")
	env.WantMail(t, eve, "", 0)
	env.Act(t, "/desk/staff/new/add", form)
	env.Get(t, "/desk/staff", http.StatusOK, "Eve Lind", eve, "1 Sep 2026, added by Ada Hart", "One letter in the morning")
	env.Post(t, "/desk/staff/new/add", form, http.StatusConflict, "Eve Lind is staff already, added on 1 September 2026 by Ada Hart")
	env.Get(t, "/desk/log", http.StatusOK, `<a href="/desk/staff/`+idOf(eve)+`">Eve Lind</a>`)
	if got := said(t, env); got != "Ada Hart: Eve Lind was added to staff" {
		t.Errorf("the log says\n%s", got)
	}

	env.Cookie = nil
	env.Pass(3 * 24 * time.Hour)
	w := env.Visit(http.MethodPost, env.LinkTo(t, eve), url.Values{})
	if w.Code != http.StatusSeeOther || len(w.Result().Cookies()) != 1 {
		t.Fatalf("her link answers %d:\n%s", w.Code, w.Body)
	}
	env.Cookie = w.Result().Cookies()[0]
	env.Get(t, "/desk", http.StatusOK, "Eve Lind")
}

func TestWhatCannotBeAddedIsSaidAtItsField(t *testing.T) {
	env, _ := desktest.Open(t)
	env.SignIn(t, functest.Ada)
	env.Post(t, "/desk/staff/new/add", url.Values{"name": {"Eve Lind"}, "email": {"eve at example"}, "why": {"She joins."}},
		http.StatusUnprocessableEntity, "has a blank in it", `value="Eve Lind"`, "eve at example")
}

func TestL11WhoIsRemovedIsToldAndSignedOutEverywhere(t *testing.T) {
	env, _ := desktest.Open(t)
	env.SignIn(t, functest.Bo)
	bos := env.Cookie
	env.SignIn(t, functest.Ada)
	path := "/desk/staff/" + idOf(functest.Bo) + "/remove"
	form := url.Values{"why": {"He moved to another team."}}
	env.Post(t, path, form, http.StatusOK, "Bo Lund is signed out everywhere", "1 person of staff remains.", "Bo Lund (bo@example.com)")
	receipt := env.Act(t, path, form)
	functest.Contains(t, receipt, "Bo Lund was removed from staff", "/desk/staff/new/add?email=bo%40example.com&amp;name=Bo&#43;Lund")
	env.WantMail(t, functest.Bo, "You are no longer on the staff", 1)
	if mail := env.To(functest.Bo)[0]; strings.Contains(mail.Text, "Ada") {
		t.Errorf("he learns who removed him:\n%s", mail.Text)
	}
	env.Post(t, path, form, http.StatusConflict, "Bo Lund was removed from staff, by Ada Hart on Tue 1 Sep 2026")
	env.Get(t, "/desk/staff/"+idOf(functest.Bo), http.StatusOK, "No longer on the staff", "He moved to another team.")
	env.Cookie = bos
	if w := env.Visit(http.MethodGet, "/desk", nil); w.Code != http.StatusSeeOther {
		t.Errorf("his session goes on: %d", w.Code)
	}
}

func TestL11TheLastOfStaffCannotBeRemoved(t *testing.T) {
	env, _ := desktest.Open(t)
	env.SignIn(t, functest.Ada)
	env.Act(t, "/desk/staff/"+idOf(functest.Bo)+"/remove", url.Values{"why": {"He left."}})
	path := "/desk/staff/" + idOf(functest.Ada) + "/remove"
	env.Post(t, path, url.Values{"why": {"I leave."}}, http.StatusConflict, "Ada Hart is the last staff member. Add somebody else first.")
}

func TestL11TwoWhoRemoveEachOtherAtOnceLeaveOne(t *testing.T) {
	env, _ := desktest.Open(t)
	env.SignIn(t, functest.Bo)
	bos := env.Cookie
	env.SignIn(t, functest.Ada)
	path, form := "/desk/staff/"+idOf(functest.Bo)+"/remove", url.Values{"why": {"He left."}}
	_, rest, _ := strings.Cut(env.Post(t, path, form, http.StatusOK), `name="shown" value="`)
	shown, _, _ := strings.Cut(rest, `"`)
	form.Set("shown", shown)
	env.Cookie = bos
	env.Act(t, "/desk/staff/"+idOf(functest.Ada)+"/remove", url.Values{"why": {"She left."}})
	env.SignIn(t, functest.Ada)
	if w := env.Visit(http.MethodPost, path, form); w.Code != http.StatusForbidden {
		t.Errorf("the second removal answers %d:\n%s", w.Code, w.Body)
	}
	team, err := env.Store.Staff(t.Context())
	env.Must(t, err)
	if len(team.People) != 1 || team.People[0].Email != functest.Bo {
		t.Errorf("left are %+v", team.People)
	}
}

func TestEachOfStaffChoosesWhatMailToGet(t *testing.T) {
	env, _ := desktest.Open(t)
	env.Hear(t, functest.Ada, pug.StaffMailDigest)
	env.SignIn(t, functest.Ada)
	env.Get(t, "/desk/staff/mail", http.StatusOK, " checked", "One letter in the morning")
	choose := func(how string, status int, texts ...string) {
		t.Helper()
		w := env.Visit(http.MethodPost, "/desk/staff/mail", url.Values{"mail": {how}})
		if w.Code != status {
			t.Fatalf("answered %d:\n%s", w.Code, w.Body)
		}
		functest.Contains(t, w.Body.String(), texts...)
	}
	choose("none", http.StatusSeeOther)
	env.Get(t, "/desk/staff", http.StatusOK, "No email")
	env.Pass(time.Minute)
	env.SignIn(t, functest.Bo)
	choose("none", http.StatusConflict, "Nobody else gets email")
	choose("each", http.StatusSeeOther)
	choose("weekly", http.StatusUnprocessableEntity, "Choose one of the answers")
	want := "Bo Lund: Bo Lund chose what email to get: A letter for each application\nAda Hart: Ada Hart chose what email to get: No email"
	if got := said(t, env); got != want {
		t.Errorf("the log says\n%s", got)
	}
}
