package act_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// theHold is the path of the acts on the acceptances of October.
const theHold = "/desk/holds/2026-H2-acceptances/"

// holding is the desk of Ada, who holds acceptances, with one that waits since then. Its link is over, so that the
// scene does not send it by itself.
func holding(t *testing.T) (*functest.Env, store.Letter) {
	t.Helper()
	env, mira := open(t)
	env.Cohort(t, functest.October, pug.StageMembers)
	env.SignIn(t, functest.Ada)
	env.Act(t, theHold+"begin", url.Values{"why": {"The launch may move."}})
	env.Pass(time.Minute)
	l := store.Letter{ID: store.LetterID("outcome", mira.Email), Key: "outcome", Words: "{}", Written: env.Now(),
		To: store.Mailbox{Email: mira.Email, ID: mira.ID}, Hold: pug.HoldID(functest.October, pug.Acceptances),
		State: store.LetterWaiting, Link: &link.Link{Purpose: "review", Expires: env.Now().Add(-time.Hour)}}
	env.Must(t, env.Store.Post(t.Context(), l))
	env.Pass(time.Minute)
	return env, l
}

func TestWhatIsHeldIsReleasedOrGivenUpOnce(t *testing.T) {
	for name, givenUp := range map[string]bool{"release": false, "give-up": true} {
		t.Run(name, func(t *testing.T) {
			env, l := holding(t)
			why := url.Values{"why": {"I have looked."}}
			env.Post(t, theHold+name, why, http.StatusOK, "1 letter is held, the last one written", "What is written later stays held.")
			env.Act(t, theHold+name, why)
			h, err := env.Store.Hold(t.Context(), l.Hold)
			env.Must(t, err)
			if b, held := h.Of(l.Written); held || b.GivenUp != givenUp || b.By != "Ada Hart" {
				t.Errorf("it is held: %t, by the batch %+v", held, b)
			}
			if _, held := h.Of(env.Now()); !held {
				t.Error("what is written later goes out")
			}
			env.Post(t, theHold+name, why, http.StatusConflict, "No letter is held.")
		})
	}
}

func TestAParagraphIsAddedToWhatIsHeldAndTakenBack(t *testing.T) {
	env, l := holding(t)
	added := func() string {
		h, err := env.Store.Hold(t.Context(), l.Hold)
		env.Must(t, err)
		return h.Added
	}
	form := url.Values{"added": {"The launch has moved."}, "why": {"It has."}}
	receipt := env.Act(t, theHold+"add", form)
	if got := added(); got != "The launch has moved." {
		t.Errorf("added is %q", got)
	}
	env.Post(t, theHold+"add", form, http.StatusConflict, "This is the paragraph already.")
	undo(t, env, receipt)
	if got := added(); got != "" {
		t.Errorf("taken back, added is %q", got)
	}
}

func TestLettersThatAreNotHeldAreNotLetGo(t *testing.T) {
	env, _ := open(t)
	env.SignIn(t, functest.Ada)
	for act, says := range map[string]string{"end": "Acceptances are not held.", "release": "No letter is held."} {
		env.Post(t, theHold+act, url.Values{"why": {"x"}}, http.StatusConflict, says)
	}
	env.Get(t, "/desk/holds/2026-H2-nothing/begin", http.StatusNotFound)
}
