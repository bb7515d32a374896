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
		signInLink{}, welcome{}, farewell{},
		reportCorrected{}, attendanceCorrected{}, notHeld{}, absenceNoted{}, memberAbsent{},
	}}
}

// signInLink signs in a member of staff, until a time.
type signInLink struct{ Until string }

// welcome is to whoever was added to staff: by whom, and until when its link signs in (L11).
type welcome struct{ By, Until string }

// farewell is to whoever was removed from staff. It does not say by whom (L11).
type farewell struct{}
