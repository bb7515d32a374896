package desk

import (
	"embed"
	"io/fs"
	"slices"

	"github.com/partnerusergroups/pugs/functions/desk/act"
	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/decision"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/part"
)

//go:embed letters/*.md
var letters embed.FS

// Letters are the kinds of letter that this function writes.
func Letters() letter.Kinds {
	return letter.Kinds{Templates: letters,
		Shared: []fs.FS{decision.Letters().Templates, part.Letters().Templates},
		Types:  slices.Concat(act.Letters(), signin.Letters(), []any{digest{}})}
}
