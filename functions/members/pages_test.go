package members

import (
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/page"
)

func TestPagesFitTheirData(t *testing.T) {
	functest.PagesFit(t, templates, map[string]any{
		"act":             actView{},
		"again":           page.Form{},
		"confirm":         confirmView{},
		"foreign":         nil,
		"group":           rosterView{},
		"guide-champions": nil,
		"guide-staff":     nil,
		"home":            homeView{},
		"missing":         backView{},
		"receipt":         receiptView{},
		"unknown":         page.Form{},
	})
}
