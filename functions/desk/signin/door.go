package signin

import (
	"embed"
	"net/http"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
)

//go:embed *.html
var templates embed.FS

// Door lets staff in to the desk.
type Door struct {
	*duty.Base
	signOn *SignOn // nil: by a link in mail alone
	view   View
}

// View is a page as the desk has its pages, for a visitor, who may be nobody.
type View func(v Visitor, title string, data any) page.View

// New makes the door of the desk's function, to which it adds its pages. Without a signOn, staff sign in by a link in
// mail alone.
func New(b *duty.Base, signOn *SignOn, view View) (Door, error) {
	return Door{b, signOn, view}, b.Pages.Add(templates)
}

// Letters are values of the types of the letters that it writes. Their texts are with those of the desk.
func Letters() []any { return []any{signInLink{}} }

// Way is a page that is open to everybody.
type Way struct {
	Pattern string // as http.ServeMux has it
	Handler http.Handler
}

// Ways are the pages that lead in.
func (d Door) Ways() []Way {
	ask, byLink := http.HandlerFunc(d.askForAddress), d.BehindStaff(duty.PurposeSignIn, d.byLink)
	link := "/" + duty.PurposeSignIn + "/{" + link.PathValue + "}"
	ways := []Way{
		{"GET /signin", ask},
		{"POST /signin", ask},
		{"GET " + link, byLink},
		{"POST " + link, byLink},
	}
	if d.signOn != nil {
		ways = append(ways,
			Way{"GET " + signOnPath, d.orFailed(d.startSignOn)},
			Way{"GET " + signOnBack, d.orFailed(d.endSignOn)})
	}
	return ways
}

// orFailed answers for errors of ours.
func (d Door) orFailed(open func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := open(w, r); err != nil {
			d.Failed(w, r, err)
		}
	})
}
