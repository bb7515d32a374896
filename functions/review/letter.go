package review

import (
	"embed"
	"io/fs"

	"github.com/partnerusergroups/pugs/shared/decision"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
)

//go:embed letters/*.md
var letters embed.FS

// Letters are the kinds of letter that this function writes.
func Letters() letter.Kinds {
	return letter.Kinds{Templates: letters, Types: []any{reviewRequest{}},
		Shared: []fs.FS{decision.Letters().Templates}}
}

// reviewRequest asks staff to decide. It carries what one needs to decide without opening anything else.
type reviewRequest struct {
	Application pug.Application
	Reminder    bool
	Origin      string   // how the application came about; may be empty
	People      []string // what other applications tell about who applied
	Submitted   string
	Until       string
}

// title says in one line what is asked.
func title(a pug.Application) string {
	return a.Name() + " applies as a " + a.Kind.Label()
}

// origin says how an application came about that nobody sent by the form.
func origin(a pug.Application) string {
	switch a.Origin {
	case pug.OriginRenewal:
		return "The Champion of a running group offers to lead it again: topic, role and region are carried over."
	case pug.OriginUnopened:
		return "Approved as a Champion before. The group did not open, and the Champion asks to join as a member."
	}
	return ""
}
