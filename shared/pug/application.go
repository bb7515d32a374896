package pug

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Kind is what a person applies for.
type Kind string

// The two kinds of application: Champions first (R3), members later (R4).
const (
	KindChampion Kind = "champion"
	KindMember   Kind = "member"
)

// Label is how pages and mail name the kind.
func (k Kind) Label() string {
	if k == KindChampion {
		return "Champion"
	}
	return string(k)
}

// Known says whether there is such a kind.
func (k Kind) Known() bool { return k == KindChampion || k == KindMember }

// Other is the other one of the two kinds.
func (k Kind) Other() Kind {
	if k == KindChampion {
		return KindMember
	}
	return KindChampion
}

// MaxTopics is how many topics a member may name, best first (R4). A Champion proposes one (R3).
const MaxTopics = 4

// Topic is what a group talks about. Two topics are the same when their keys are.
type Topic struct {
	Name string `json:"name"` // as the applicant wrote it, trimmed
	Key  string `json:"key"`  // for comparing, see TopicKey
}

// Status is the state of an application.
type Status string

// The statuses of an application. Pending is the only one that changes by a decision.
const (
	StatusPending    Status = "pending"
	StatusApproved   Status = "approved"
	StatusDeclined   Status = "declined"
	StatusWaitlisted Status = "waitlisted"
	StatusReplaced   Status = "replaced"  // a newer application of the same person took its place
	StatusWithdrawn  Status = "withdrawn" // the person takes part no more, and had no seat (L2, L15)
	StatusOdd        Status = "odd"       // signed and stored, but not reviewable as it is
)

// Origin is how an application came about.
type Origin string

// The origins of an application.
const (
	OriginForm     Origin = "form"
	OriginRenewal  Origin = "renewal"  // a Champion leads again (R12)
	OriginUnopened Origin = "unopened" // a Champion whose group did not open asks to join as a member
	OriginNamed    Origin = "named"    // a Champion whom staff named while they curated (R7)
)

// Application is one person's application for one cohort.
type Application struct {
	ID          string      `json:"id"`
	Cohort      CohortID    `json:"cohort"`
	Kind        Kind        `json:"kind"`
	Origin      Origin      `json:"origin"`
	Email       string      `json:"email"` // lower case
	FirstName   string      `json:"first_name"`
	LastName    string      `json:"last_name"`
	Company     string      `json:"company"`
	PartnerType PartnerType `json:"partner_type"`
	Role        Role        `json:"role"`
	Region      Region      `json:"region"`
	Topics      []Topic     `json:"topics"` // best first
	// Unmet says that nobody led a group on the member's topics, for the role and region, when the application came in.
	Unmet bool `json:"unmet,omitempty"`
	// Chosen is when a member chose other topics than on the form, whose topics Named then are; zero: never.
	Chosen      time.Time `json:"chosen,omitzero"`
	Named       []Topic   `json:"named,omitempty"`
	TimeZone    string    `json:"time_zone,omitempty"`
	Why         string    `json:"why,omitempty"`
	Commitments bool      `json:"commitments"` // R10, accepted on the form
	// Shares says that the person's group sees what they want to talk about: their topics, and why. They agreed to it
	// on the form or on their own page. Whoever applied before the form said so did not.
	Shares bool `json:"shares,omitempty"`
	// Public is a Champion's consent to be named, by first name and company, among the groups on offer.
	Public    bool      `json:"public,omitempty"`
	Submitted time.Time `json:"submitted"`
	Status    Status    `json:"status"`
	Problems  []Problem `json:"problems,omitempty"`
	Decision  *Decision `json:"decision,omitempty"`
	// Earlier are the decisions that staff changed, the first first (L4).
	Earlier []Decision `json:"earlier,omitempty"`
	// Deadline is by when it is decided, as its cohort's dates were when it came in, see DecideBy; undecided by then,
	// it is waitlisted. Own says that staff gave it this deadline: it does not move with the phase.
	Deadline time.Time `json:"deadline,omitzero"`
	Own      bool      `json:"own_deadline,omitempty"`
	// Decided is the decision that stood before the application was withdrawn, or staff kept another one in its place;
	// nil if none did. Withdrawals is how often one of that was taken back or may be: people change their minds again.
	Decided     *Decision `json:"decided,omitempty"`
	Withdrawals int       `json:"withdrawals,omitempty"`
	// Group is the group in which a member holds a seat, or which a Champion leads; empty while there is none.
	Group string `json:"group,omitempty"`
	// ExcusedFrom is the group in which a member had a seat last (R11); empty while they have one, or never had.
	ExcusedFrom string `json:"excused,omitempty"`
	// LeftGroup is the same for a member who left it in any other way (L2).
	LeftGroup string `json:"left,omitempty"`
	// Place is the order of a member's place on the waitlist; 0 while there is none. Nobody has both a seat and a
	// place. Waited is the one that they had before they left it (L15).
	Place  int `json:"place,omitempty"`
	Waited int `json:"waited,omitempty"`
	// Former is the group that a Champion who leads again led before (R12); empty for all others.
	Former string `json:"former,omitempty"`
	// Unplaced says why the proposal found no group, in a sentence for staff and for the applicant.
	Unplaced string `json:"unplaced,omitempty"`
	// Shared is set where other people have applied to the cohort from the same address. To whoever was not the first
	// there, Sharing is their NameKey: it tells their records and letters from the first one's.
	Shared  bool   `json:"shared,omitempty"`
	Sharing string `json:"sharing,omitempty"`
	// Twins are the applications of the cohort, by id, that may be of the same person, see MayBe.
	Twins []string `json:"twins,omitempty"`
	// Instead is the application that staff kept in the place of this one, and Also the one in whose place they kept
	// this one: both are of the same person. Apart are those that are not, however alike they are.
	Instead string  `json:"instead,omitempty"`
	Also    string  `json:"also,omitempty"`
	Apart   []Apart `json:"apart,omitempty"`
	// Formerly is who the person was before their name or address changed (L3). Erased is when their data were erased
	// (L12): what is left of the application counts, and is nobody's.
	Formerly []Former  `json:"formerly,omitempty"`
	Erased   time.Time `json:"erased,omitzero"`
}

// Name is the person's full name, or their mail address if they gave no name.
func (a Application) Name() string {
	return cmp.Or(strings.TrimSpace(a.FirstName+" "+a.LastName), a.Email)
}

// Greeting is the name by which mail greets the person.
func (a Application) Greeting() string {
	return cmp.Or(a.FirstName, a.Name())
}

// Due is by when something is to become of the application: it is decided by its deadline, and its applicant is told
// when it is decided.
func (a Application) Due() time.Time {
	if a.Decision != nil {
		return a.Decision.At
	}
	return a.Deadline
}

// DecideBy is by when the application is decided, as the dates of its cohort are now: its deadline moves with its phase
// (L8). Dates that are not known leave it where it is.
func (a Application) DecideBy(d Dates) time.Time {
	switch {
	case a.Own || d.Propose.IsZero():
		return a.Deadline
	case a.Origin == OriginForm && a.Kind.Known():
		return d.Phase(a.Kind).Decide
	case a.Origin == OriginRenewal:
		return RenewalDeadline(d, a.Submitted)
	}
	return a.Deadline
}

// Topic is the first topic: the one that a Champion proposes.
func (a Application) Topic() Topic {
	if len(a.Topics) == 0 {
		return Topic{}
	}
	return a.Topics[0]
}

// Again is the application of the same person that comes about without the form: what they said carries over, and
// nothing is decided. The key tells it from others of the cohort and kind.
func (a Application) Again(cohort CohortID, kind Kind, origin Origin, key string, at, deadline time.Time) Application {
	a.ID, a.Cohort, a.Kind, a.Origin = ApplicationID(cohort, kind, key), cohort, kind, origin
	a.Submitted, a.Deadline, a.Own, a.Status, a.Decision, a.Earlier = at, deadline, false, StatusPending, nil, nil
	a.Problems, a.Group, a.ExcusedFrom, a.Place, a.Former, a.Unplaced = nil, "", "", 0, "", ""
	a.Decided, a.Withdrawals, a.LeftGroup, a.Waited = nil, 0, "", 0
	a.Unmet, a.Chosen, a.Named = false, time.Time{}, nil
	a.Shared, a.Sharing, a.Twins, a.Instead, a.Also, a.Apart = false, "", nil, "", "", nil
	return a
}

// keyLength is the most of a submission's key that an id holds: with it, the longest id that is built on an
// application's, a flag's, stays under the 80 characters that Step Functions allows for the name of an execution.
const keyLength = 40

// ApplicationID builds the id of an application from its cohort, its kind and the key that recognises the submission.
// It is also the name of its workflow's execution. A key that is long, or has more than letters and digits, is replaced
// by its hash: so the last part of an id has no dash, and a name no character that Step Functions refuses.
func ApplicationID(cohort CohortID, kind Kind, submission string) string {
	if !kind.Known() {
		kind = "unknown"
	}
	if len(submission) > keyLength || strings.ContainsFunc(submission, notInName) {
		hash := sha256.Sum256([]byte(submission))
		submission = hex.EncodeToString(hash[:])[:keyLength]
	}
	return fmt.Sprintf("%s-%s-%s", cmp.Or(cohort, "none"), kind, submission)
}

func notInName(r rune) bool {
	return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
}

// Replaces says whether the newer of two applications by one person for one cohort and kind takes the older one's
// place: only while the older is undecided, or where it was withdrawn.
func Replaces(newer, older Application) bool {
	open := older.Status == StatusPending || older.Status == StatusWithdrawn
	return open && !newer.Submitted.Before(older.Submitted)
}

// Repeats says whether an application says what another one of the same person said in the form.
func (a Application) Repeats(other Application) bool {
	said := other.Topics
	if !other.Chosen.IsZero() {
		said = other.Named
	}
	same := func(x, y Topic) bool { return x.Key == y.Key }
	return other.ID != "" && other.Kind == a.Kind && other.PartnerType == a.PartnerType &&
		other.Role == a.Role && other.Region == a.Region && other.Why == a.Why && slices.EqualFunc(a.Topics, said, same)
}

// Clash says what is odd about an application because of another one by the same person for the same cohort: a Champion
// does not apply as a member, and of two applications of one kind the newer counts while nothing is decided.
func (a Application) Clash(other Application) (Problem, bool) {
	odd := func(code ProblemCode, format string, args ...any) (Problem, bool) {
		return Problem{Code: code, Detail: fmt.Sprintf(format, args...)}, true
	}
	switch {
	case other.Kind != a.Kind && other.Kind == KindChampion && other.Status == StatusApproved:
		return odd(ProblemChampion, "A Champion of the %s cohort does not apply as a member of it.", a.Cohort.Name())
	case other.Kind != a.Kind:
		return Problem{}, false
	case other.Status != StatusPending && other.Status != StatusWithdrawn:
		return odd(ProblemDecided, "An earlier application from this address, as a %s in the %s cohort, "+
			"is decided already.", a.Kind.Label(), a.Cohort.Name())
	case !Replaces(a, other):
		return odd(ProblemSuperseded, "A newer application from this address, as a %s in the %s cohort, "+
			"is in review already.", a.Kind.Label(), a.Cohort.Name())
	}
	return Problem{}, false
}
