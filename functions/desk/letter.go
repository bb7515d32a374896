package desk

import (
	"embed"

	"github.com/partnerusergroups/pugs/shared/letter"
)

//go:embed letters/*.md
var letters embed.FS

// Letters are the kinds of letter that this function writes.
func Letters() letter.Kinds {
	return letter.Kinds{Templates: letters, Types: []any{
		signInLink{}, identityChanged{}, addressLeft{},
	}}
}

// signInLink signs in a member of staff, until a time.
type signInLink struct{ Until string }

// The letters about who somebody is (L3).
type (
	// identityChanged tells a person, at their address, what was changed.
	identityChanged struct {
		What    string // "name and address"
		Several bool   // it is more than one thing
		Email   string
	}
	// addressLeft tells whoever reads mail at the former address.
	addressLeft struct{}
)
