package pug

import (
	"strings"
	"time"
)

// MatterKind is what kind of thing waits for staff.
type MatterKind string

// The kinds of matter that are kept, each until it is settled. What else hangs on the few groups of a cohort, such as
// reports that are owed, is read from their records.
const (
	MatterChampion MatterKind = "champion" // a Champion's application that nobody has decided
	MatterMember   MatterKind = "member"   // a member's
	MatterTwins    MatterKind = "twins"    // two applications that may be of the same person
	MatterOdd      MatterKind = "odd"      // an application that can't be reviewed as it is
	MatterLate     MatterKind = "late"     // one that came in after its phase had closed
	MatterFlag     MatterKind = "flag"     // a member who missed meetings (R11)
	MatterBounced  MatterKind = "bounced"  // a letter that came back (L13)
	MatterHeld     MatterKind = "held"     // letters that are held until somebody looks at them
	MatterMessage  MatterKind = "message"  // a Champion's message to the group that is held likewise
	MatterCo       MatterKind = "co"       // a Champion asks for a co-Champion (L1)
	MatterOut      MatterKind = "out"      // a Champion wants out of the proposed groups, one of which they lead (L2)
	MatterStuck    MatterKind = "stuck"    // something that a workflow could not do
)

// MatterKinds are all kinds of matter, in the order in which staff see to them.
func MatterKinds() []MatterKind {
	return []MatterKind{MatterStuck, MatterFlag, MatterChampion, MatterMember, MatterMessage, MatterCo, MatterOut,
		MatterTwins, MatterLate, MatterOdd, MatterBounced, MatterHeld}
}

// Label is how pages and mail name several of the kind.
func (k MatterKind) Label() string {
	return map[MatterKind]string{
		MatterStuck: "Workflows in trouble", MatterFlag: "Members who missed meetings",
		MatterChampion: "Applications of Champions", MatterMember: "Applications of members",
		MatterTwins: "Possible duplicates", MatterLate: "Late applications", MatterOdd: "Odd applications",
		MatterBounced: "Letters that came back", MatterHeld: "Letters that are held",
		MatterMessage: "Messages to groups that are held", MatterCo: "Champions who ask for a co-Champion",
		MatterOut: "Champions who want to withdraw",
	}[k]
}

// AtOnce says whether staff hear of such a matter by a letter of its own as soon as it arises.
func (k MatterKind) AtOnce() bool {
	return k == MatterChampion || k == MatterFlag || k == MatterStuck || k == MatterBounced || k == MatterMessage ||
		k == MatterCo || k == MatterOut
}

// Decided says whether staff are reminded of such a matter: somebody waits for what they decide.
func (k MatterKind) Decided() bool {
	return k == MatterChampion || k == MatterMember || k == MatterFlag
}

// Lasting says whether a matter of the kind is found by its id alone: more than one thing may settle it.
func (k MatterKind) Lasting() bool {
	return k == MatterTwins || k == MatterFlag || k == MatterStuck || k == MatterCo || k == MatterOut
}

// Matter is something that waits for staff. It is stored with its cause, and deleted with what settles it.
type Matter struct {
	Kind   MatterKind `json:"kind"`
	Cohort CohortID   `json:"cohort"` // empty for what belongs to none
	// ID is that of the application; of twins, see TwinsID; of a letter that came back, the letter's; of trouble, that
	// of the record with what could not be done; where a Champion asks for a co-Champion, the group's.
	ID     string    `json:"id"`
	Name   string    `json:"name"`             // whom or what it is about, for people
	Detail string    `json:"detail,omitempty"` // what else one wants to know at a glance
	Since  time.Time `json:"since"`
	Due    time.Time `json:"due,omitzero"`  // when it is decided without staff
	Act    string    `json:"act,omitempty"` // the address of the act that is asked for, with its form filled in
}

// Matter is what waits for staff because of the application as it is; false if nothing does.
func (a Application) Matter() (m Matter, waits bool) {
	m = Matter{Cohort: a.Cohort, ID: a.ID, Name: a.Person().WithCompany(), Since: a.Submitted.UTC()}
	switch {
	case !a.Erased.IsZero():
		return Matter{}, false
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

// Matter is what waits for staff because of the flag.
func (f Flag) Matter() Matter {
	return Matter{Kind: MatterFlag, Cohort: CohortOf(f.Group), ID: f.ID, Name: f.Member.WithCompany(),
		Detail: "Missed " + Count(f.Missed, "meeting", "meetings") + ".", Since: f.Raised.UTC()}
}

// Ref names the matter in addresses: "2026-H2~odd~20261001T090000~2026-H2-unknown-a1".
func (m Matter) Ref() string {
	return strings.Join([]string{string(m.Cohort), string(m.Kind), m.Since.UTC().Format(refTime), m.ID}, "~")
}

const refTime = "20060102T150405"

// ParseMatterRef reads what Ref wrote: of whom the matter is, and since when. NotFound: it is none.
func ParseMatterRef(ref string) (Matter, error) {
	parts := strings.SplitN(ref, "~", 4)
	if len(parts) < 4 {
		return Matter{}, Errorf(NotFound, "There is no such matter.")
	}
	since, err := time.Parse(refTime, parts[2])
	if err != nil {
		return Matter{}, Wrapf(err, NotFound, "There is no such matter")
	}
	return Matter{Cohort: CohortID(parts[0]), Kind: MatterKind(parts[1]), Since: since, ID: parts[3]}, nil
}
