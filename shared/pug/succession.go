package pug

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Leading is a change of who leads a group (L1), and what becomes by it of everybody whom it concerns.
type Leading struct {
	Group    Group     // as it was when this was decided
	At       time.Time // from when on it holds
	Champion Person    // who leads the group then; the zero Person where nobody does
	Co       *Person   // nil: the Champion leads it alone
	Comes    *Nominee  // who leads it then and had no part in it before; nil: nobody
	Rises    []Seat    // of members who lead it then: they give up their seats
	Stays    []Seat    // of those who led it and are members then
	Leaves   []Person  // those who led it and have no part in it then
	// Against is what speaks against it, in sentences. It needs a reason of staff.
	Against []string
}

// Succeed has somebody lead the group in the place of its Champion, who stays as a member or leaves. pug.Already: they
// lead it; pug.Conflict: nobody can lead it any more; pug.Full: there would be too many partners (R5).
func (g Group) Succeed(seats []Seat, n Nominee, stays bool, at time.Time) (Leading, error) {
	if n.Person.ID == g.Champion.ID {
		return Leading{}, Errorf(Already, "%s leads %s already.", n.Person.Name, g.Name())
	}
	l := Leading{Group: g, At: at, Champion: n.Person}
	if g.Co != nil && g.Co.ID != n.Person.ID {
		l.Co = g.Co
	}
	l.nominates(n)
	if !g.Leaderless() {
		l.steps(g.Champion, seats, stays)
	}
	return l.allowed(seats)
}

// Accompany has somebody lead the group beside its Champion. There is one co-Champion at most: with more, nobody is the
// one who plans. pug.Already: they are; pug.Conflict: somebody else is, or there is no Champion; pug.Full: there would
// be too many partners (R5).
func (g Group) Accompany(seats []Seat, n Nominee, at time.Time) (Leading, error) {
	switch {
	case g.Leaderless():
		return Leading{}, Errorf(Conflict, "%s has no Champion. Name %s as the Champion instead.", g.Name(),
			n.Person.Name)
	case n.Person.ID == g.Champion.ID:
		return Leading{}, Errorf(Conflict, "%s is the Champion of %s. Choose somebody else.", n.Person.Name, g.Name())
	case g.Co != nil && g.Co.ID == n.Person.ID:
		return Leading{}, Errorf(Already, "%s is the co-Champion of %s already.", n.Person.Name, g.Name())
	case g.Co != nil:
		return Leading{}, Errorf(Conflict, "%s has a co-Champion, %s. A group has one at most: end that first.",
			g.Name(), g.Co.Name)
	}
	l := Leading{Group: g, At: at, Champion: g.Champion, Co: &n.Person}
	l.nominates(n)
	return l.allowed(seats)
}

// StepDown has one of those who lead the group do so no longer: they stay as a member, or leave. In the place of the
// Champion comes the co-Champion; without one nobody leads the group until a successor is named. pug.Conflict: they do
// not lead it.
func (g Group) StepDown(seats []Seat, who Person, stays bool, at time.Time) (Leading, error) {
	l := Leading{Group: g, At: at, Champion: g.Champion}
	switch {
	case g.Co != nil && who.ID == g.Co.ID:
	case g.Leaderless() || who.ID != g.Champion.ID:
		return Leading{}, Errorf(Conflict, "%s does not lead %s. It is led by %s.", who.Name, g.Name(), g.Led())
	case g.Co != nil:
		l.Champion = *g.Co
	default:
		l.Champion = Person{}
	}
	l.steps(who, seats, stays)
	return l.allowed(seats)
}

func (l *Leading) nominates(n Nominee) {
	switch {
	case n.Seat != nil:
		l.Rises = append(l.Rises, *n.Seat)
	case l.Group.Co == nil || l.Group.Co.ID != n.Person.ID:
		l.Comes = &n
	}
}

// steps has a leader step down. Whoever had a seat before gets that one again, with what they attended: of meetings since
// nothing is known, since they were away or led the group.
func (l *Leading) steps(who Person, seats []Seat, stays bool) {
	if !stays {
		l.Leaves = append(l.Leaves, who)
		return
	}
	seat := Seat{Group: l.Group.ID, Member: who, Joined: l.At}
	if i := slices.IndexFunc(seats, func(s Seat) bool { return s.Member.ID == who.ID }); i >= 0 {
		seat = seats[i].again(l.At)
	}
	l.Stays = append(l.Stays, seat)
}

// allowed holds the change to the rules of groups.
func (l Leading) allowed(seats []Seat) (Leading, error) {
	switch {
	case l.Group.State == GroupClosed:
		return l, Errorf(Conflict, "%s is closed: nobody can lead it any more.", l.Group.Name())
	case l.Partners() > MaxPartners:
		return l, Errorf(Full, "%s has %d partners, and that is the most. Whoever led it can leave, or a member can "+
			"move first.", l.Group.Name(), l.Group.Partners)
	}
	l.against(l.sitting(seats))
	return l, nil
}

// Partners is how many there are in the group then.
func (l Leading) Partners() int {
	n := l.Group.Partners - len(l.Leaves)
	if l.Comes != nil {
		n++
	}
	return n
}

// After is the group as it is then.
func (l Leading) After() Group {
	g := l.Group
	g.Champion, g.Co, g.Partners = l.Champion, l.Co, l.Partners()
	return g
}

// Back is the seat that whoever comes to lead the group had there before, with the next series of events: those by the
// seat were taken out of their calendar. False: there is none.
func (l Leading) Back(seats []Seat) (Seat, bool) {
	if l.Comes == nil {
		return Seat{}, false
	}
	i := SeatOf(seats, l.Comes.Person)
	if i < 0 {
		return Seat{}, false
	}
	seat := seats[i]
	seat.Series++
	return seat, true
}

// Members are those who have a seat then, by the seats that the group has now.
func (l Leading) Members(seats []Seat) []Person {
	var all []Person
	for _, s := range l.sitting(seats) {
		all = append(all, s.Member)
	}
	return all
}

// sitting are the seats that are taken then.
func (l Leading) sitting(seats []Seat) []Seat {
	rises := func(s Seat) bool {
		return slices.ContainsFunc(l.Rises, func(r Seat) bool { return r.Member.ID == s.Member.ID })
	}
	return append(slices.DeleteFunc(Taken(seats), rises), l.Stays...)
}

// against finds what speaks against the change: nobody is of the Champion's own company, and of any other only so many
// are in the group (R5). What was so before is not held against it.
func (l *Leading) against(sitting []Seat) {
	all := sitting
	if l.Co != nil {
		all = append(slices.Clone(sitting), Seat{Member: *l.Co})
	}
	if l.Champion.ID != l.Group.Champion.ID {
		if colleagues := colleaguesAmong(all, l.Champion); len(colleagues) > 0 {
			l.Against = append(l.Against, fmt.Sprintf("%s works for the same company as %s.", l.Champion.Name,
				strings.Join(colleagues, " and ")))
		}
	}
	crowds := func(p Person) {
		switch n := len(colleaguesAmong(all, p)); {
		case p.CompanyKey() == "":
		case l.Champion.ID == l.Group.Champion.ID && p.CompanyKey() == l.Champion.CompanyKey():
			l.Against = append(l.Against, fmt.Sprintf("%s works for the same company as %s, the Champion.", p.Name,
				l.Champion.Name))
		case n >= CompanyCap:
			l.Against = append(l.Against, fmt.Sprintf("%d others in the group work for the same company as %s.", n,
				p.Name))
		}
	}
	for _, s := range l.Stays {
		crowds(s.Member)
	}
	if l.Comes != nil && l.Co != nil && l.Comes.Person.ID == l.Co.ID {
		crowds(*l.Co)
	}
}

// colleaguesAmong names those who work for the same company as somebody.
func colleaguesAmong(seats []Seat, p Person) []string {
	var names []string
	for _, s := range seats {
		if key := p.CompanyKey(); key != "" && s.Member.ID != p.ID && s.Member.CompanyKey() == key {
			names = append(names, s.Member.Name)
		}
	}
	return names
}

// Except is the change as staff make it in spite of what speaks against it.
func (l Leading) Except(e Exception) Leading {
	if len(l.Against) == 0 {
		return l
	}
	l.Stays = slices.Clone(l.Stays)
	for i := range l.Stays {
		l.Stays[i].Exception = &e
	}
	return l
}

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
	a, known := leadsBy(own)
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

// leadsBy is the one of a person's applications by which they may lead: the one by which they wait, since they do not
// any more then; else as a Champion, or as a member who may wait.
func leadsBy(own []Application) (Application, bool) {
	if i := slices.IndexFunc(own, func(a Application) bool { return a.Place != 0 }); i >= 0 {
		return own[i], true
	}
	for _, kind := range []Kind{KindChampion, KindMember} {
		i := slices.IndexFunc(own, func(a Application) bool {
			return a.Kind == kind && a.Instead == "" && (kind == KindChampion || a.MayWait())
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
	if slices.ContainsFunc(others, func(o Application) bool { return o.Kind == KindChampion }) {
		a.Sharing = a.NameKey()
	}
	hash := sha256.Sum256([]byte(p.Email + a.Sharing))
	a.ID = ApplicationID(g.Cohort, KindChampion, "named"+hex.EncodeToString(hash[:8]))
	return a
}
