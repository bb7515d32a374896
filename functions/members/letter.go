package members

import (
	"embed"
	"io/fs"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/part"
)

//go:embed letters/*.md
var letters embed.FS

// Letters are the kinds of letter that this function writes.
func Letters() letter.Kinds {
	return letter.Kinds{Templates: letters,
		Types:  []any{yourPage{}, confirmAddress{}, messageHeld{}, coChampionAsked{}, wantsOut{}},
		Shared: []fs.FS{part.Letters().Templates}}
}
