package signin

import (
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/functest"
)

func TestPagesFitTheirData(t *testing.T) {
	functest.PagesFit(t, templates, map[string]any{
		"sessions":     []signedInAt{},
		"signedout":    "",
		"signin":       signInView{},
		"signinlink":   "",
		"signinused":   nil,
		"signonfailed": "",
	})
}
