package members

import (
	"embed"

	"github.com/partnerusergroups/pugs/shared/letter"
)

//go:embed letters/*.md
var letters embed.FS

// Letters are the kinds of letter that this function writes.
func Letters() letter.Kinds {
	return letter.Kinds{Templates: letters, Types: []any{yourPage{}}}
}
