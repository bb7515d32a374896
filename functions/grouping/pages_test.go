package grouping

import (
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/functest"
)

func TestPagesFitTheirData(t *testing.T) {
	functest.PagesFit(t, templates, map[string]any{
		"choose":  chooseView{},
		"chosen":  chosenView{},
		"compare": compareView{},
		"confirm": confirmView{},
		"demand":  demandView{},
		"group":   groupPage{},
		"groups":  groupsView{},
		"join":    joinView{},
		"lead":    leadPage{},
		"log":     logView{},
		"onoffer": onOfferView{},
		"over":    overView{},
		"person":  personView{},
		"receipt": receipt{},
		"swap":    swapView{},
	})
}
