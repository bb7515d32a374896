package cohort_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func asked(t *testing.T) (r *functest.Env, link string) {
	t.Helper()
	r = begin(t, "2027-02-14 09:00")
	r.Cohort(t, id, pug.StageRunning)
	group(t, r)
	r.Task(t, "renew", of(id), nil)
	return r, r.LinkTo(t, "champ@example.com")
}

func answer(choice string) url.Values { return url.Values{"choice": {choice}} }

func TestR12AYesBecomesAnApplicationOfTheNextCohort(t *testing.T) {
	r, link := asked(t)
	for _, method := range []string{"GET", "HEAD", "GET"} { // mail scanners
		if status := r.Visit(method, link, nil).Code; status != http.StatusOK {
			t.Fatalf("%s: %d", method, status)
		}
	}
	if len(r.Started) != 0 {
		t.Fatal("opening the link decided something")
	}
	r.Post(t, link, answer("yes"), http.StatusOK, "is with the team")
	r.Post(t, link, answer("yes"), http.StatusOK, // a double click
		"wants to lead the group again in the March 2027 cohort")
	a, err := r.Store.ApplicationOf(t.Context(), pug.Person{Email: "champ@example.com"}, "2027-H1", pug.KindChampion)
	r.Must(t, err)
	if a.Status != pug.StatusPending || a.Origin != pug.OriginRenewal || a.Topic().Name != "Pricing" ||
		a.Role != pug.RoleSales || a.Region != pug.RegionNA || a.Group != "" || a.Former == "" {
		t.Errorf("application %+v", a)
	}
	// Champions of 2027-H1 were decided before, so this one may wait until groups are proposed.
	if want := newYork(t, "2027-02-19 09:00"); !a.Deadline.Equal(want) {
		t.Errorf("deadline %v, want %v", a.Deadline, want)
	}
	if len(r.Started) != 1 || *r.Started[0].Name != a.ID {
		t.Errorf("started %+v", r.Started)
	}
}

func TestR12AYesOfWhoAppliedByTheFormIsThatApplication(t *testing.T) {
	r, link := asked(t)
	form := r.Champion(t, "Champ", func(a *pug.Application) {
		a.ID, a.Cohort = pug.ApplicationID("2027-H1", pug.KindChampion, "form"), "2027-H1"
		a.Email, a.Status = "champ@example.com", pug.StatusPending
	})
	r.Post(t, link, answer("yes"), http.StatusOK, "is with the team")
	a, err := r.Store.ApplicationOf(t.Context(), pug.Person{Email: "champ@example.com"}, "2027-H1", pug.KindChampion)
	if err != nil || a.ID != form.ID || len(r.Started) != 0 {
		t.Errorf("%s counts, %v; started %+v", a.ID, err, r.Started)
	}
}

func TestR12ANoStaysANo(t *testing.T) {
	r, link := asked(t)
	r.Post(t, link, answer("no"), http.StatusOK)
	r.Post(t, link, answer("yes"), http.StatusOK, "does not lead the group again")
	if len(r.Started) != 0 {
		t.Error("a later yes undid the no")
	}
}

func TestR12WhoSaidNoMayAnswerAgainWhileTheQuestionIsOpen(t *testing.T) {
	r, link := asked(t)
	r.Post(t, link, answer("no"), http.StatusOK)
	r.Get(t, link, http.StatusOK, "does not lead the group again", "Have you changed your mind?", "Answer again")
	if w := r.Visit(http.MethodPost, link, url.Values{"anew": {"yes"}}); w.Code != http.StatusSeeOther {
		t.Fatalf("answered %d:\n%s", w.Code, w.Body)
	}
	r.Get(t, link, http.StatusOK, "Will you lead this group again?")
	r.Post(t, link, answer("yes"), http.StatusOK, "is with the team")
	if len(r.Started) != 1 {
		t.Errorf("%d reviews were started", len(r.Started))
	}
	r.Post(t, link, url.Values{"anew": {"yes"}}, http.StatusOK, "wants to lead the group again")

	r, link = asked(t)
	r.Post(t, link, answer("no"), http.StatusOK)
	r.At(newYork(t, "2027-02-20 09:00"))
	r.Post(t, link, url.Values{"anew": {"yes"}}, http.StatusOK, "does not lead the group again")
}

func TestRenewalPages(t *testing.T) {
	r, link := asked(t)
	r.Post(t, link, url.Values{}, http.StatusUnprocessableEntity, "Choose an answer.")
	r.Get(t, link+"x", http.StatusNotFound)
	r.At(newYork(t, "2027-02-20 09:00"))
	r.Post(t, link, answer("yes"), http.StatusGone)
	if len(r.Started) != 0 {
		t.Error("a late answer started a review")
	}
}
