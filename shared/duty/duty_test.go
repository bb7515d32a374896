package duty_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

var noon = time.Date(2026, time.October, 1, 12, 0, 0, 0, time.FixedZone("", 7200))

func base(t *testing.T) (*functest.Env, *duty.Base) {
	t.Helper()
	env := functest.New(t, noon)
	b, err := duty.New("test", env.Deps(), nil, letter.Kinds{})
	if err != nil {
		t.Fatal(err)
	}
	return env, b
}

func TestAFunctionIsNotBuiltWithoutWhatItNeeds(t *testing.T) {
	for missing, remove := range map[string]func(*duty.Deps){
		"Store":              func(d *duty.Deps) { d.Store = nil },
		"Letters":            func(d *duty.Deps) { d.Letters = nil },
		"Links":              func(d *duty.Deps) { d.Links = nil },
		"Workflow":           func(d *duty.Deps) { d.Workflow = nil },
		"Calendar":           func(d *duty.Deps) { d.Calendar.Cohorts = nil },
		"Now":                func(d *duty.Deps) { d.Now = nil },
		"Log":                func(d *duty.Deps) { d.Log = nil },
		"Settings.Zone":      func(d *duty.Deps) { d.Settings.Zone = nil },
		"Settings.Staff":     func(d *duty.Deps) { d.Settings.Staff = nil },
		"Settings.PublicURL": func(d *duty.Deps) { d.Settings.PublicURL = "" },
	} {
		t.Run("without "+missing, func(t *testing.T) {
			d := functest.New(t, noon).Deps()
			remove(&d)
			if _, err := duty.New("test", d, nil, letter.Kinds{}); err == nil || !strings.Contains(err.Error(), missing+" is required") {
				t.Errorf("built with the error %v", err)
			}
		})
	}
}

func TestTimesAreUTCInsideAndTheProgrammesForPeople(t *testing.T) {
	_, b := base(t)
	if now := b.Now(); now.Location() != time.UTC || !now.Equal(noon) {
		t.Errorf("now is %s", now)
	}
	if when := b.When(noon); when != "Thu 1 Oct 2026, 06:00 New York (-04:00)" {
		t.Errorf("people read %q", when)
	}
	for name, want := range map[string]string{
		"Europe/Berlin": "Europe/Berlin", "": "America/New_York", "Local": "America/New_York", "Mars/Olympus": "America/New_York",
	} {
		if zone := b.Zone(name); zone.String() != want {
			t.Errorf("the zone %q is %s, want %s", name, zone, want)
		}
	}
}

func TestPagesAreServedBehindLinksOfTheirPurpose(t *testing.T) {
	env, b := base(t)
	b.Route("review", func(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
		_, err := w.Write([]byte(r.Method + " " + v.Subject))
		return err
	})
	env.Function = b.Function(nil)
	mint := func(purpose string) string {
		minted, err := env.Links.Mint(link.Link{
			Purpose: purpose, Subject: "the subject", Person: "ada@example.com", Expires: noon.Add(time.Hour),
		})
		if err != nil {
			t.Fatal(err)
		}
		env.StoreLink(t, minted)
		return minted.URL
	}
	for _, c := range []struct {
		name, method, address string
		status                int
		has                   string
	}{
		{"a GET shows the page", "GET", mint("review"), 200, "GET the subject"},
		{"a POST acts", "POST", mint("review"), 200, "POST the subject"},
		{"a link of another purpose is unknown", "GET", strings.Replace(mint("seats"), "/seats/", "/review/", 1), 404, "does not work"},
		{"another path is not served", "GET", mint("seats"), 404, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := env.Visit(c.method, c.address, nil)
			if w.Code != c.status || !strings.Contains(w.Body.String(), c.has) {
				t.Errorf("%d %s", w.Code, w.Body)
			}
		})
	}
}

func TestACallThatFailsIsLeftToTheSweep(t *testing.T) {
	for name, fails := range map[string]bool{"made at once": false, "left in the outbox": true} {
		t.Run(name, func(t *testing.T) {
			env, b := base(t)
			call := workflow.Answer("a-flag", noon)
			if err := env.Store.AddCall(t.Context(), call); err != nil {
				t.Fatal(err)
			}
			if err := env.Workflow.Await(t.Context(), "a-flag", "token"); err != nil {
				t.Fatal(err)
			}
			if fails {
				env.Fail = func(string) error { return pug.Errorf(pug.Unavailable, "down") }
			}
			b.Follow(t.Context(), call)
			left := env.Calls(t)
			if (len(left) == 1) != fails || (len(env.Answered) == 0) != fails {
				t.Errorf("left %v, answered %v", ids(left), env.Answered)
			}
		})
	}
}

func ids(calls []store.Call) []string {
	var ids []string
	for _, c := range calls {
		ids = append(ids, c.ID)
	}
	return ids
}

func TestAFormIsAskedForUntilItIsComplete(t *testing.T) {
	for name, c := range map[string]struct {
		method, body string
		status       int
		complete     bool
	}{
		"shown":                           {"GET", "", 200, false},
		"posted":                          {"POST", "choice=yes", 200, true},
		"posted empty":                    {"POST", "", 422, false},
		"posted so that it can't be read": {"POST", "choice=%zz", 422, false},
	} {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequest(c.method, "/", strings.NewReader(c.body))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			form := page.Form{Fields: []page.Field{{Name: "choice", Required: true}}}
			status, complete := duty.Answered(r, &form)
			if status != c.status || complete != c.complete || form.Failed() != (status == 422) {
				t.Errorf("%d, %t, %+v", status, complete, form)
			}
		})
	}
}

func TestTheTroubleOfOneGroupDoesNotKeepTheOthers(t *testing.T) {
	groups := []pug.Group{{ID: "gone"}, {ID: "slow"}, {ID: "good"}}
	var done, told []string
	err := duty.Each(groups, func(g pug.Group) error {
		done = append(done, g.ID)
		return map[string]error{
			"gone": pug.Errorf(pug.NotFound, "There is no such group."), "slow": pug.Errorf(pug.Unavailable, "Later."),
		}[g.ID]
	}, func(g pug.Group, err error) error {
		told = append(told, g.ID+": "+err.Error())
		return nil
	})
	if !pug.IsError(err, pug.Unavailable) {
		t.Errorf("the task is not tried again: %v", err)
	}
	if len(done) != 3 || len(told) != 1 || told[0] != "gone: There is no such group." {
		t.Errorf("done for %v, told of %v", done, told)
	}
}
