package main

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// chance is one thing that staff can do at the desk just now.
type chance struct {
	on, id, name string // the parts of the act's address: /desk/<on>/<id>/<name>
	story        string // what stands for the id in a story
	values       url.Values
}

func (c chance) path() string {
	return "/desk/" + c.on + "/" + c.id + "/" + c.name + "?" + c.values.Encode()
}

func (c chance) command() string {
	return fmt.Sprintf("desk %s /desk/%s/%s/%s %s", clerk, c.on, c.story, c.name, answers(c.values))
}

// scout finds out what can be done in a cohort. Nothing goes wrong for who looks on, so errors mean that nothing can.
type scout struct {
	records *store.Store
	cohort  pug.CohortID
	now     time.Time
	zone    *time.Location
	cohorts []pug.CohortID // all that are played
}

// chances are all that the act can be done to, and how.
func (s scout) chances(act string) []chance {
	switch act {
	case "leave", "move", "return":
		return s.withSeats(act)
	case "seat", "withdraw":
		return s.waiting(act)
	case "decision":
		return s.decided()
	case "identity":
		return s.known()
	case "let-in":
		return s.odd()
	case "champion", "co-champion":
		return s.nominations(act)
	case "resign", "end-co-champion", "close":
		return s.led(act)
	case "report", notHeld, "absent":
		return s.met(act)
	case erases:
		return s.erasures()
	case settles:
		return s.twins()
	case extends:
		return s.extensions()
	case "dates":
		return s.dates()
	case leavesStaff:
		return s.colleagues()
	case "begin", "end", "release":
		return s.held(act)
	}
	return nil
}

// colleagues are the others of staff.
func (s scout) colleagues() []chance {
	team, _ := s.records.Staff(context.Background())
	var all []chance
	for _, who := range team.People {
		if who.Email != clerk {
			all = append(all, chance{"staff", who.ID(), leavesStaff, who.ID(), filled()})
		}
	}
	return all
}

// held are the classes of letters that can be held, or are or were.
func (s scout) held(act string) []chance {
	var all []chance
	for _, class := range pug.LetterClasses() {
		id := pug.HoldID(s.cohort, class)
		if h, err := s.records.Hold(context.Background(), id); err == nil && (act == "begin" || !h.Since.IsZero()) {
			all = append(all, chance{"holds", id, act, id, filled()})
		}
	}
	return all
}

// about is something that can be done about somebody.
func about(id, email, act string, answers ...string) chance {
	story := "{" + email + "}"
	if strings.Contains(id, "-"+string(pug.KindChampion)+"-") {
		story = "{champion:" + email + "}"
	}
	return chance{"people", id, act, story, filled(answers...)}
}

// filled is a form with the answers, each after its name, and the reason for it.
func filled(answers ...string) url.Values {
	values := url.Values{"why": {"They asked for it."}}
	for i := 0; i < len(answers); i += 2 {
		values.Set(answers[i], answers[i+1])
	}
	return values
}

func (s scout) groups() []pug.Group {
	groups, _ := s.records.Groups(context.Background(), s.cohort)
	return slices.DeleteFunc(groups, func(g pug.Group) bool { return g.State != pug.GroupOpen })
}

func (s scout) withSeats(act string) []chance {
	var all []chance
	groups := s.groups()
	for _, g := range groups {
		seats, _ := s.records.Seats(context.Background(), g.ID)
		for _, seat := range seats {
			who := seat.Member
			switch {
			case seat.Taken() == (act == "return"):
			case act == "move":
				all = append(all, into(who, act, groups, g.ID)...)
			default:
				all = append(all, about(who.ID, who.Email, act))
			}
		}
	}
	return all
}

// into is what can be done to bring somebody into a group, other than the one in which they sit.
func into(who pug.Person, act string, groups []pug.Group, sits string) []chance {
	var all []chance
	for _, g := range groups {
		if g.ID != sits {
			all = append(all, about(who.ID, who.Email, act, "group", g.ID))
		}
	}
	return all
}

func (s scout) waiting(act string) []chance {
	var all []chance
	waitlist, _ := s.records.Waitlist(context.Background(), s.cohort)
	for _, place := range waitlist {
		if act == "seat" {
			all = append(all, into(place.Person, act, s.groups(), "")...)
		} else {
			all = append(all, about(place.Person.ID, place.Person.Email, act))
		}
	}
	return all
}

func (s scout) applications() []pug.Application { return s.applied(s.cohort) }

func (s scout) applied(cohorts ...pug.CohortID) []pug.Application {
	var all []pug.Application
	for _, id := range cohorts {
		for _, kind := range []pug.Kind{pug.KindChampion, pug.KindMember} {
			applications, _ := s.records.Applications(context.Background(), id, kind)
			all = append(all, applications...)
		}
	}
	return all
}

func (s scout) decided() []chance {
	var all []chance
	for _, a := range s.applications() {
		for _, choice := range []pug.Choice{pug.ChoiceApprove, pug.ChoiceDecline, pug.ChoiceWaitlist} {
			if status, _ := choice.Status(); a.Decision != nil && a.Group == "" && status != a.Status {
				all = append(all, about(a.ID, a.Email, "decision", "choice", string(choice)))
			}
		}
	}
	return all
}

// moved is the address to which somebody moves, once.
func moved(email string) string {
	local, _, _ := strings.Cut(email, "@")
	return local + "@" + local + ".example"
}

// known are those whose address may change, and whose name and company. They may apply once more by the former ones.
func (s scout) known() []chance {
	var all []chance
	for _, a := range s.applications() {
		if a.Email != moved(a.Email) && a.Status != pug.StatusOdd && a.Status != pug.StatusReplaced {
			all = append(all, about(a.ID, a.Email, "identity", "email", moved(a.Email)))
		}
		if a.LastName == "Example" && a.Status != pug.StatusOdd && a.Status != pug.StatusReplaced {
			all = append(all, about(a.ID, a.Email, "identity", "last", "Moen", "company", "Moen"))
		}
	}
	return all
}

// twins are those who may be one person: either of their applications may be kept, or both.
func (s scout) twins() []chance {
	var all []chance
	for _, a := range s.applications() {
		for _, twin := range a.Twins {
			id := pug.TwinsID(a.ID, twin)
			all = append(all, chance{"twins", id, settles, id, filled("keep", a.ID)},
				chance{"twins", id, settles, id, filled("keep", "apart")})
		}
	}
	return all
}

func (s scout) odd() []chance {
	var all []chance
	for _, a := range s.applications() {
		if a.Status == pug.StatusOdd {
			all = append(all, about(a.ID, a.Email, "let-in", "commitments", "true"))
		}
	}
	return all
}

// extensions let whoever is late apply for a week more.
func (s scout) extensions() []chance {
	c, err := s.records.Cohort(context.Background(), s.cohort)
	if err != nil {
		return nil
	}
	until := c.Dates.MembersClose.AddDate(0, 0, 7)
	return []chance{{"cohorts", string(s.cohort), extends, string(s.cohort), filled("email", late, "kind",
		string(pug.KindMember), "until", s.local(until), "decide", s.local(until.AddDate(0, 0, 1)))}}
}

// local is a time as a form of the desk has it.
func (s scout) local(at time.Time) string { return at.In(s.zone).Format("2006-01-02T15:04") }

// dates can move by a day, those that are still to come.
func (s scout) dates() []chance {
	c, err := s.records.Cohort(context.Background(), s.cohort)
	if err != nil {
		return nil
	}
	var all []chance
	for _, name := range c.Movable(s.now) {
		at, _ := c.Dates.At(name)
		if s.now.Before(at) {
			all = append(all, chance{"cohorts", string(s.cohort), "dates", string(s.cohort),
				filled(name, s.local(at.AddDate(0, 0, 1)), "months", "true")})
		}
	}
	return all
}
