package desk

import (
	"embed"

	"github.com/partnerusergroups/pugs/shared/decision"
	"github.com/partnerusergroups/pugs/shared/letter"
)

//go:embed letters/*.md
var letters embed.FS

// Letters are the kinds of letter that this function writes.
func Letters() letter.Kinds {
	return letter.Kinds{Templates: letters, Shared: decision.Letters().Templates, Types: []any{
		signInLink{}, digest{},
	}}
}

// signInLink signs in a member of staff, until a time.
type signInLink struct{ Until string }
