package review

import (
	"embed"
	"time"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

//go:embed letters/*.md
var letters embed.FS

// Letters are the kinds of letter that this function writes.
func Letters() letter.Kinds {
	return letter.Kinds{Templates: letters, Types: []any{
		reviewRequest{}, waitlistedUndecided{},
		championApproved{}, memberApproved{}, approvedToWait{}, declined{}, waitlisted{}, replaced{},
	}}
}

// reviewRequest asks staff to decide. It carries what one needs to decide without opening anything else.
type reviewRequest struct {
	Application pug.Application
	Reminder    bool
	Origin      string   // how the application came about; may be empty
	People      []string // what other applications tell about who applied
	Submitted   string
	Until       string
}

// waitlistedUndecided tells staff what became of an application that nobody decided.
type waitlistedUndecided struct {
	Application pug.Application
	Submitted   string
}

// The letters that tell an applicant of a decision.
type (
	championApproved struct {
		decided
		MinMembers int
	}
	memberApproved struct{ decided }
	approvedToWait struct{ decided } // the groups are formed already
	declined       struct{ decided }
	waitlisted     struct {
		decided
		Undecided bool // the deadline decided
	}
	replaced struct{ decided }
)

// decided is a decided application with the days that matter to the applicant from now on.
type decided struct {
	Application                       pug.Application
	MembersOpen, MembersClose, Launch string
	AsMember                          bool // a Champion without a group may still apply as a member
}

// decisionLetter is the letter that matches the decision.
func (f function) decisionLetter(a pug.Application, dates pug.Dates, waits bool) any {
	day := func(t time.Time) string { return page.Day(t.In(f.Settings.Zone)) }
	o := decided{a, day(dates.MembersOpen), day(dates.MembersClose), day(dates.Launch),
		a.Kind == pug.KindChampion && a.Decision.At.Before(dates.MembersClose)}
	switch {
	case a.Status == pug.StatusApproved && a.Kind == pug.KindChampion:
		return championApproved{o, pug.MinMembers}
	case a.Status == pug.StatusApproved && waits:
		return approvedToWait{o}
	case a.Status == pug.StatusApproved:
		return memberApproved{o}
	case a.Status == pug.StatusDeclined:
		return declined{o}
	case a.Status == pug.StatusReplaced:
		return replaced{o}
	}
	return waitlisted{o, a.Decision.By == pug.TheDeadline}
}

// title says in one line what is asked.
func title(a pug.Application) string {
	return a.Name() + " applies as a " + a.Kind.Label()
}

// origin says how an application came about that nobody sent by the form.
func origin(a pug.Application) string {
	switch a.Origin {
	case pug.OriginRenewal:
		return "The Champion of a running group offers to lead it again: topic, role and region are carried over."
	case pug.OriginUnopened:
		return "Approved as a Champion before. The group did not open, and the Champion asks to join as a member."
	}
	return ""
}
