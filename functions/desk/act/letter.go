package act

import "github.com/partnerusergroups/pugs/shared/pug"

// Letters are values of the types of the letters that acts write. Their texts are with those of the desk.
func Letters() []any {
	return []any{
		welcome{}, farewell{},
		reportCorrected{}, attendanceCorrected{}, notHeld{}, absenceNoted{},
		firstInLine{},
		decisionChanged{}, letIn{}, messageDecided{},
	}
}

// welcome is to whoever was added to staff: by whom, until when its link signs in, and what waits, a line for each kind
// of thing (L11).
type welcome struct {
	By, Until string
	Waiting   []string
}

// farewell is to whoever was removed from staff. It does not say by whom (L11).
type farewell struct{}

// messageDecided tells who leads a group what staff decided about a message of theirs that was held: how many members
// have it now, or why they have not.
type messageDecided struct {
	Group   pug.Group
	Message pug.Message
	Members int
}

// firstInLine tells a former member that there is no seat to come back to, and where they wait. What staff wrote to
// them stands in Note.
type firstInLine struct {
	Group   pug.Group
	Before  int  // who were put first before them
	Excused bool // which is taken back
	Note    string
}
