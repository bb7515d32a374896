package decision

import (
	"embed"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

//go:embed letters/*.md
var letters embed.FS

// samples are made-up data for each kind of letter. They stay out of the program that runs on Lambda, where nothing
// asks for them.
//
//go:embed letters/samples.json
var samples []byte

// Specimens writes a letter of each kind, from an address, for people to look at.
func Specimens(from letter.Address) ([]letter.Specimen, error) {
	return Letters().Specimens("decision", samples, from)
}

// Letters are the kinds of letter that tell of decisions.
func Letters() letter.Kinds {
	return letter.Kinds{Templates: letters, Types: []any{
		waitlistedUndecided{}, championApproved{}, memberApproved{}, approvedToWait{}, declined{}, waitlisted{},
		replaced{},
	}}
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
	waitlisted     struct{ decided }
	replaced       struct{ decided }
)

// decided is a decided application with the days that matter to the applicant from now on.
type decided struct {
	Application                       pug.Application
	MembersOpen, MembersClose, Launch string
	AsMember                          bool // a Champion without a group may still apply as a member
	Closed                            bool // member applications are
	Formed                            bool // the groups are, and published
	Ended                             bool // the cohort has
	Undecided                         bool // none of the staff decided

	Unsuited bool     // the applicant waits, and none of the groups suits them
	Free     []string // of these, the ones in which they could have a seat if they had named the topic
}

// letter is the letter that matches the decision; whoever has a place on the waitlist waits for a seat in one
// of the groups. Once the cohort has ended, there is no place, whatever was decided just before.
func (f Decisions) letter(c store.Case, groups []pug.Group) any {
	a, o := c.Application, f.decided(c, groups)
	switch {
	case o.Ended && a.Status != pug.StatusReplaced:
		return declined{o}
	case a.Status == pug.StatusApproved && a.Kind == pug.KindChampion:
		return championApproved{o, pug.MinMembers}
	case a.Status == pug.StatusApproved && a.Place != 0:
		return approvedToWait{o}
	case a.Status == pug.StatusApproved:
		return memberApproved{o}
	case a.Status == pug.StatusDeclined:
		return declined{o}
	case a.Status == pug.StatusReplaced:
		return replaced{o}
	}
	return waitlisted{o}
}

func (f Decisions) decided(c store.Case, groups []pug.Group) decided {
	a, dates := c.Application, c.Cohort.Dates
	if c.Cohort.ID == "" {
		dates = calendar.Plan(a.Cohort, f.Settings.Zone, f.Settings.Leads)
	}
	day := func(t time.Time) string { return page.Day(t.In(f.Settings.Zone)) }
	o := decided{
		Application: a, MembersOpen: day(dates.MembersOpen), MembersClose: f.When(dates.MembersClose),
		Launch:   day(dates.Launch),
		AsMember: a.Kind == pug.KindChampion && a.Decision.At.Before(dates.MembersClose),
		Closed:   !a.Decision.At.Before(dates.MembersClose),
		Formed:   c.Cohort.Published != nil, Ended: c.Cohort.Stage == pug.StageClosed,
		Undecided: a.Decision.By == pug.TheDeadline,
		Unsuited:  a.Place != 0 && !slices.ContainsFunc(groups, func(g pug.Group) bool { return suits(g, a) }),
	}
	for _, g := range groups {
		named := a
		named.Topics = []pug.Topic{g.Topic}
		if o.Unsuited && !g.Full() && suits(g, named) {
			o.Free = append(o.Free, pug.Lead{Topic: g.Topic, Role: g.Role, Region: g.Region}.String())
		}
	}
	return o
}

// suits says whether the group is one for the applicant, whoever sits there.
func suits(g pug.Group, a pug.Application) bool { return g.Suits(a) && g.CompanyRoom(a.Person(), nil) }
