package letters

import (
	"embed"

	"github.com/partnerusergroups/pugs/shared/letter"
)

//go:embed letters/*.md
var templates embed.FS

// Letters are the kinds of letter that this function writes.
func Letters() letter.Kinds { return letter.Kinds{Templates: templates, Types: []any{cameBack{}}} }

// cameBack tells staff of a letter that did not arrive (L13).
type cameBack struct{ Name, Email, Subject, Why string }
