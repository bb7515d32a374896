package review

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

const twinID = "2026-H2-member-twin"

// twin applies as Ina does, from an address that is misspelt.
func twin(t *testing.T, r *functest.Env, changes ...func(*pug.Application)) {
	t.Helper()
	a := r.Application(t, inaID)
	a.ID, a.Email = twinID, "ina@exmaple.com"
	for _, change := range changes {
		change(&a)
	}
	r.Apply(t, a)
}

func settling(what string) url.Values { return url.Values{"other": {twinID}, "settle": {what}} }

func TestStaffSettleWhetherTwoApplicationsAreOfOnePerson(t *testing.T) {
	approved := []func(*pug.Application){func(a *pug.Application) { a.Status = pug.StatusApproved }}
	for name, row := range map[string]struct {
		settle string
		twin   []func(*pug.Application)
		gone   string // the application that is replaced; empty: none
		shows  string // the page after it
	}{
		"this one is kept":            {settleThis, nil, twinID, "applies as a member"},
		"the other one is kept":       {settleOther, nil, inaID, "was replaced by another one of the same person"},
		"though the other is decided": {settleThis, approved, twinID, "applies as a member"},
		"they are two people":         {settleApart, nil, "", "applies as a member"},
	} {
		t.Run(name, func(t *testing.T) {
			r := stage(t)
			twin(t, r, row.twin...)
			ask(t, r, 0)
			functest.Contains(t, r.To(ada)[0].Text, "may be the same person as Ina Roth (ina@exmaple.com)")
			link := r.LinkTo(t, ada)
			r.Get(t, link, http.StatusOK, "may be the same person", "ina@exmaple.com")
			r.Post(t, link, settling(row.settle), http.StatusSeeOther)
			r.Visit(http.MethodPost, link, settling(row.settle)) // a double click
			page := r.Get(t, link, http.StatusOK, row.shows)
			if strings.Contains(page, "may be the same person") {
				t.Error("it is still asked")
			}
			for _, id := range []string{inaID, twinID} {
				a := r.Application(t, id)
				if gone := a.Status == pug.StatusReplaced; gone != (id == row.gone) || gone && a.Decision.By != "Ada Hart" {
					t.Errorf("%s is %s by %+v", id, a.Status, a.Decision)
				}
			}
		})
	}
}

func TestOnePersonUnderTwoNamesAtOneAddressIsSettledToo(t *testing.T) {
	r := stage(t)
	twin(t, r, func(a *pug.Application) { a.Email, a.FirstName = ina, "Katharina" })
	ask(t, r, 0)
	functest.Contains(t, r.To(ada)[0].Text, "Another person applied from this address: Katharina Roth, as a member (in review)")
	link := r.LinkTo(t, ada)
	r.Get(t, link, http.StatusOK, "Another person applied from this address")
	r.Post(t, link, settling(settleThis), http.StatusSeeOther)
	if page := r.Get(t, link, http.StatusOK); strings.Contains(page, "Katharina") {
		t.Error("the one who goes is still shown")
	}
	if a := r.Application(t, twinID); a.Status != pug.StatusReplaced || a.Instead != inaID {
		t.Errorf("the other application is %s, %q counts instead", a.Status, a.Instead)
	}
}

func TestWhoeverGoesIsNotWrittenToAndTheirWorkflowEnds(t *testing.T) {
	r := stage(t)
	twin(t, r)
	r.Must(t, r.Workflow.Await(t.Context(), twinID, "token-of-the-twin"))
	ask(t, r, 0)
	r.Post(t, r.LinkTo(t, ada), settling(settleThis), http.StatusSeeOther)
	if diff := cmp.Diff([]string{"token-of-the-twin"}, r.Answered); diff != "" {
		t.Errorf("the workflow is not told: %s", diff)
	}
	r.Task(t, "record", applicationIn{twinID}, nil)
	r.Task(t, "tell", applicationIn{twinID}, nil)
	if mails := r.To("ina@exmaple.com"); len(mails) != 0 {
		t.Errorf("the misspelt address got %d letters", len(mails))
	}
}

func TestWhatIsTooLateToSettleIsOnlyShown(t *testing.T) {
	r := stage(t)
	c := r.Cohort(t, "2026-H2", pug.StageForming)
	twin(t, r)
	ask(t, r, 0)
	link := r.LinkTo(t, ada)
	_, err := r.Store.Publish(t.Context(), c.ID, pug.Decision{Choice: pug.ChoicePublish, By: "Bo Lund", At: r.Now()}, 0)
	r.Must(t, err)
	r.Post(t, link, settling(settleThis), http.StatusUnprocessableEntity, "The groups are published")
	r.Get(t, link, http.StatusOK, "may be the same person")
	r.Post(t, link, settling(settleApart), http.StatusSeeOther)
	if a := r.Application(t, twinID); a.Status != pug.StatusPending {
		t.Errorf("the other application is %s", a.Status)
	}
}
