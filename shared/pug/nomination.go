package pug

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// Nominee is somebody who is named to lead a group.
type Nominee struct {
	Person Person
	Seat   *Seat // theirs in the group; nil: they have none
	// Application is the one by which somebody leads who comes from outside. New says that it is not stored yet.
	Application Application
	New         bool
	Before      Application // as it was; the zero Application where it is new
	Beside      []string    // applications of other people at the address, which do not tell of that yet
}

// Nominate finds out who it is that is named to lead the group, by a mail address, and by the name and company of
// whoever has not applied. Applied are the applications of the cohort that count for the people at the address. Who
// comes from outside leads by the application that they have, as far as it may still lead somewhere, or by one that is
// made and approved by the decision (R7). pug.Invalid: what must be said; pug.Conflict: they have a part in another
// group.
func (g Group) Nominate(seats []Seat, applied []Application, said Person, d Decision) (Nominee, error) {
	own, others := whose(applied, said)
	another := func(a Application) bool { return !a.Person().Is(own[0].Person()) }
	if said.Name == "" && slices.ContainsFunc(own, another) {
		return Nominee{}, Errorf(Invalid, "Several people have applied from %s. Give the full name of the one whom "+
			"you mean.", said.Email)
	}
	for _, a := range own {
		switch {
		case a.Group == "":
		case a.Group != g.ID:
			return Nominee{}, Errorf(Conflict, "%s has a part in %s. End that first, or choose somebody else.",
				a.Name(), GroupName(a.Group))
		default:
			n := Nominee{Person: a.Person()}
			taken := Taken(seats)
			if i := slices.IndexFunc(taken, func(s Seat) bool { return s.Member.ID == a.ID }); i >= 0 {
				n.Seat = &taken[i]
			}
			return n, nil
		}
	}
	a, known := g.leadsBy(own)
	if !known {
		if said.Name == "" && len(own) > 0 {
			said.Name, said.Company = own[0].Name(), own[0].Company
		}
		if said.Name == "" {
			return Nominee{}, Errorf(Invalid, "%s has not applied. Give a name and, best, a company.", said.Email)
		}
		a = g.invited(said, others)
	}
	n := Nominee{Application: a, New: !known}
	if known {
		n.Before = a
	}
	if a.Kind == KindChampion {
		if a.Decision != nil {
			n.Application.Earlier = append(a.Earlier[:len(a.Earlier):len(a.Earlier)], *a.Decision)
		}
		n.Application.Status, n.Application.Decision = StatusApproved, &d
		n.Application.Topics, n.Application.Role, n.Application.Region = []Topic{g.Topic}, g.Role, g.Region
		n.Application.Submitted = d.At
	}
	if n.New {
		for _, other := range others {
			n.Beside = append(n.Beside, other.ID)
		}
	}
	n.Person = n.Application.Person()
	return n, nil
}

// whose sorts out the applications at an address that are of the person.
func whose(applied []Application, said Person) (own, others []Application) {
	for _, a := range applied {
		if said.Name == "" || a.Person().Is(said) {
			own = append(own, a)
		} else {
			others = append(others, a)
		}
	}
	return own, others
}

// leadsBy is the one of a person's applications by which they may lead the group: the one by which they wait, since
// they do not any more then; else the one by which they left it; else as a Champion, or as a member who may wait.
func (g Group) leadsBy(own []Application) (Application, bool) {
	for _, best := range []func(a Application) bool{
		func(a Application) bool { return a.Place != 0 },
		func(a Application) bool { return a.LeftGroup == g.ID },
		func(a Application) bool { return a.Kind == KindChampion },
		Application.MayWait,
	} {
		i := slices.IndexFunc(own, func(a Application) bool {
			return best(a) && a.Instead == "" && (a.Kind == KindChampion || a.MayWait())
		})
		if i >= 0 {
			return own[i], true
		}
	}
	return Application{}, false
}

// invited is the application of somebody who has none.
func (g Group) invited(p Person, others []Application) Application {
	first, last, _ := strings.Cut(p.Name, " ")
	a := Application{Cohort: g.Cohort, Kind: KindChampion, Origin: OriginNamed, Email: p.Email, FirstName: first,
		LastName: last, Company: p.Company, Shared: len(others) > 0}
	if a.Shared {
		a.Sharing = a.NameKey()
	}
	hash := sha256.Sum256([]byte(p.Email + a.Sharing))
	a.ID = ApplicationID(g.Cohort, KindChampion, "named"+hex.EncodeToString(hash[:8]))
	return a
}
