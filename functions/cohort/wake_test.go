package cohort

import (
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/store"
)

func TestALetterThatIsGoneKeepsNoOtherFromBeingSent(t *testing.T) {
	r := functest.New(t, time.Date(2026, 9, 18, 13, 0, 0, 0, time.UTC))
	base, err := duty.New("cohort", r.Deps(), templates, Letters())
	r.Must(t, err)
	waits := store.Letter{ID: "f00d", Words: "{}", To: store.Mailbox{Email: "ina@example.com"}, Written: r.Now()}
	r.Must(t, r.Store.Post(t.Context(), waits))
	gone := store.Waiting{ID: "beef", Email: "erased@example.com", Written: r.Now().Add(-time.Hour)}
	later := r.Now().Add(time.Hour)
	r.Must(t, function{base}.wake(t.Context(), []store.Waiting{gone, waits.Waiting()}, later, later))
	if last := r.Changes[len(r.Changes)-1]; last.Kind != "MODIFY" {
		t.Errorf("nothing is woken: %+v", r.Changes)
	}
}
