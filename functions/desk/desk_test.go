package desk_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/functions/desk/desktest"
	"github.com/partnerusergroups/pugs/infra/local/functest"
)

func TestAnActShowsWhatItWillDoAndIsDoneOnce(t *testing.T) {
	env, a := desktest.Open(t)
	env.SignIn(t, functest.Ada)
	path := "/desk/people/" + a.ID + "/note"
	env.Get(t, path+"?why=Met+her", http.StatusOK, "Add a private note", "Met her",
		`<a href="/desk/people/`+a.ID+`">Change nothing, and go back</a>`)
	env.Post(t, path, url.Values{}, http.StatusUnprocessableEntity, "<title>Error: Add a private note", "Please fill this in")
	answers := url.Values{"why": {"Met her in Boston, would make a good Champion."}}
	env.Post(t, path, url.Values{"why": answers["why"], "shown": {"something else"}}, http.StatusOK, "Something has changed")
	env.Post(t, "/desk/staff/new/add", url.Values{"name": {"Ada"}, "email": {functest.Ada}, "why": {"She is new here."}},
		http.StatusConflict, "Nothing was done", "is staff already", "She is new here.")
	receipt := env.Act(t, path, answers)
	functest.Contains(t, receipt, "A note was added on", "By Ada Hart", "Met her in Boston")
	lines, _, err := env.Store.LogOf(t.Context(), a.ID, "", 10)
	env.Must(t, err)
	if len(lines) != 1 || lines[0].Actor != functest.Ada || lines[0].Why != answers.Get("why") {
		t.Errorf("the log has %+v", lines)
	}
}

func TestAMessageIsNotLostWhereNothingWasSelected(t *testing.T) {
	env, _ := desktest.Open(t)
	env.SignIn(t, functest.Ada)
	env.Post(t, "/desk/decide", url.Values{"choice": {"approve"}, "note": {"Welcome, all of you!"}, "back": {"/desk"}},
		http.StatusOK, "Nothing was selected", "Welcome, all of you!")
}

func TestWhatIsNotThereIsAPage(t *testing.T) {
	env, _ := desktest.Open(t)
	env.SignIn(t, functest.Ada)
	for path, says := range map[string]string{
		"/desk/people/2026-H2-member-zz/note": "There is no application",
		"/desk/nowhere":                       "There is no such page",
		"/desk/done/2026-H2/zz":               "no such line",
	} {
		page := env.Get(t, path, http.StatusNotFound, says)
		if !strings.Contains(page, `role="search"`) {
			t.Errorf("%s leads nowhere:\n%s", path, page)
		}
		if strings.Contains(page, "Write to the") {
			t.Errorf("%s tells the team to write to the team", path)
		}
	}
}
