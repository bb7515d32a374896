package act_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestL10TheReceiptOfAnExcusalLeadsToTheActThatTakesItBack(t *testing.T) {
	env := led(t)
	mia := env.Application(t, functest.MemberID("Mia"))
	flag := pug.Flag{ID: pug.FlagID("2026-H2-g01", mia.ID, 2), Group: "2026-H2-g01", Member: mia.Person(), Missed: 2}
	env.Must(t, env.Store.AddFlag(t.Context(), flag))
	path := "/desk/flags/" + flag.ID + "/decide"
	env.Post(t, path, url.Values{"why": {"x"}}, http.StatusUnprocessableEntity, "Choose an answer.")
	receipt := env.Act(t, path, url.Values{"choice": {"excuse"}, "why": {"She never came."}})
	functest.Contains(t, receipt, `href="/desk/people/`+mia.ID+`/return">Undo`)
	env.Get(t, path, http.StatusConflict, "Mia Okoye was excused by Ada Hart")
}
