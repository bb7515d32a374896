package functest

import (
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// October is the cohort that tests play in, unless they say otherwise.
const October = pug.CohortID("2026-H2")

// MemberID is the id of a member's application to October, by the first name.
func MemberID(name string) string {
	return pug.ApplicationID(October, pug.KindMember, strings.ToLower(name))
}

// ChampionID is the id of a Champion's application to October, by the first name.
func ChampionID(name string) string {
	return pug.ApplicationID(October, pug.KindChampion, strings.ToLower(name))
}

// NewApplication is an approved application to October by somebody of this name. "Ina Roth" writes from
// ina@example.com, is the only one of her company, and is in sales in North America; her topic is Pricing. Changes are
// made last.
func NewApplication(kind pug.Kind, name string, changes ...func(*pug.Application)) pug.Application {
	first, last, _ := strings.Cut(name, " ")
	short := strings.ToLower(first)
	a := pug.Application{
		ID: pug.ApplicationID(October, kind, short), Cohort: October, Kind: kind, Origin: pug.OriginForm,
		Email: short + "@example.com", FirstName: first, LastName: last, Company: first + " Ltd",
		PartnerType: pug.AppPartner, Role: pug.RoleSales, Region: pug.RegionNA, Topics: Topics("Pricing"),
		Commitments: true, Status: pug.StatusApproved,
	}
	for _, change := range changes {
		change(&a)
	}
	return a
}

// Topics are topics of these names.
func Topics(names ...string) []pug.Topic {
	var topics []pug.Topic
	for _, name := range names {
		topics = append(topics, pug.Topic{Name: name, Key: strings.ToLower(name)})
	}
	return topics
}

// Apply stores an application and returns it.
func (r *Env) Apply(t testing.TB, a pug.Application) pug.Application {
	t.Helper()
	r.Must(t, r.Store.AddApplication(t.Context(), a))
	return a
}

// Champion stores the approved application of a Champion: see NewApplication.
func (r *Env) Champion(t testing.TB, name string, changes ...func(*pug.Application)) pug.Application {
	t.Helper()
	return r.Apply(t, NewApplication(pug.KindChampion, name, changes...))
}

// Member stores the approved application of a member: see NewApplication.
func (r *Env) Member(t testing.TB, name string, changes ...func(*pug.Application)) pug.Application {
	t.Helper()
	return r.Apply(t, NewApplication(pug.KindMember, name, changes...))
}

// Application reads an application.
func (r *Env) Application(t testing.TB, id string) pug.Application {
	t.Helper()
	a, err := r.Store.Application(t.Context(), id)
	r.Must(t, err)
	return a
}

// Decide has Ada decide on an application.
func (r *Env) Decide(t testing.TB, id string, choice pug.Choice) {
	t.Helper()
	r.Must(t, r.Store.DecideApplication(t.Context(), id, pug.Decision{Choice: choice, By: "Ada Hart", At: r.Now()}))
}

// Group stores the n-th group of October, as it is after the launch, with seats for these members, and returns it.
func (r *Env) Group(t testing.TB, n int, champion pug.Application, members ...pug.Application) pug.Group {
	t.Helper()
	g := pug.Group{ID: pug.GroupID(October, n), Cohort: October, Topic: champion.Topic(), Role: champion.Role,
		Region: champion.Region, Champion: champion.Person(), State: pug.GroupOpen}
	r.Must(t, r.Store.AddGroup(t.Context(), g))
	for _, m := range members {
		r.Seat(t, g, m)
	}
	return g
}

// Seat gives a member a seat, as of now.
func (r *Env) Seat(t testing.TB, g pug.Group, member pug.Application) {
	t.Helper()
	r.Must(t, r.Store.TakeSeat(t.Context(), pug.Seat{Group: g.ID, Member: member.Person(), Joined: r.Now()}, nil))
}

// Wait puts people on October's waitlist, in this order, the first of them in the given place.
func (r *Env) Wait(t testing.TB, first int, people ...pug.Application) {
	t.Helper()
	for i, a := range people {
		place := pug.Place{Cohort: October, Order: first + i, Person: a.Person(), Why: "no seat"}
		r.Must(t, r.Store.Wait(t.Context(), place))
	}
}
