package pug

import (
	"strings"
	"time"
)

// MatterKind is what kind of thing waits for staff.
type MatterKind string

// The kinds of matter that are kept, each until it is settled. What hangs on the few groups of a cohort, such as flags
// and reports that are owed, is read from their records.
const (
	MatterChampion MatterKind = "champion" // a Champion's application that nobody has decided
	MatterMember   MatterKind = "member"   // a member's
	MatterTwins    MatterKind = "twins"    // two applications that may be of the same person
	MatterOdd      MatterKind = "odd"      // an application that can't be reviewed as it is
	MatterLate     MatterKind = "late"     // one that came in after its phase had closed
	MatterBounced  MatterKind = "bounced"  // a letter that came back (L13)
	MatterHeld     MatterKind = "held"     // letters that are held until somebody looks at them
	MatterStuck    MatterKind = "stuck"    // something that a workflow could not do
)

// MatterKinds are all kinds of matter, in the order in which staff see to them.
func MatterKinds() []MatterKind {
	return []MatterKind{MatterStuck, MatterChampion, MatterMember, MatterTwins, MatterLate, MatterOdd, MatterBounced,
		MatterHeld}
}

// Matter is something that waits for staff. It is stored with its cause, and deleted with what settles it.
type Matter struct {
	Kind   MatterKind `json:"kind"`
	Cohort CohortID   `json:"cohort"` // empty for what belongs to none
	// ID is that of the application; of twins, see TwinsID; of a letter that came back, the letter's; of trouble, that of
	// the record with what could not be done.
	ID     string    `json:"id"`
	Name   string    `json:"name"`             // whom or what it is about, for people
	Detail string    `json:"detail,omitempty"` // what else one wants to know at a glance
	Since  time.Time `json:"since"`
	Due    time.Time `json:"due,omitzero"` // when it is decided without staff
}

// Matter is what waits for staff because of the application as it is; false if nothing does.
func (a Application) Matter() (m Matter, waits bool) {
	m = Matter{Cohort: a.Cohort, ID: a.ID, Name: a.Person().WithCompany(), Since: a.Submitted.UTC()}
	switch {
	case a.Status == StatusPending:
		m.Kind, m.Due, m.Detail = MatterMember, a.Deadline.UTC(), a.Role.Label()+" · "+a.Region.Label()
		if a.Kind == KindChampion {
			m.Kind, m.Detail = MatterChampion, a.Topic().Name+" · "+m.Detail
		}
	case a.Status == StatusOdd:
		m.Kind = MatterOdd
		if a.Late() {
			m.Kind = MatterLate
		}
		if len(a.Problems) > 0 {
			m.Detail = a.Problems[0].Detail
		}
	default:
		return Matter{}, false
	}
	return m, true
}

// TwinMatter is the matter of two applications that may be of the same person.
func (a Application) TwinMatter(other Application) Matter {
	return Matter{Kind: MatterTwins, Cohort: a.Cohort, ID: TwinsID(a.ID, other.ID), Name: a.Person().WithEmail(),
		Detail: "May be the same person as " + other.Person().WithEmail() + ".", Since: a.Submitted.UTC()}
}

// twinsJoin stands between two ids of applications, which have no such mark.
const twinsJoin = "+"

// TwinsID is the id of the matter of two applications, whichever is named first.
func TwinsID(one, other string) string { return min(one, other) + twinsJoin + max(one, other) }

// Pair are the two applications of a matter of twins, by id.
func (m Matter) Pair() (one, other string) {
	one, other, _ = strings.Cut(m.ID, twinsJoin)
	return one, other
}
