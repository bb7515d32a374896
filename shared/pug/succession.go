package pug

import (
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

// Led says why nobody comes to lead a group of the cohort any more, or steps down; nil before its end. Its people were
// told of that (L16), and would wonder.
func (c Cohort) Led() error {
	if c.Stage != StageClosed {
		return nil
	}
	return Errorf(Conflict, "The %s cohort has ended. Nobody leads its groups any more.", c.ID.Name())
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

// steps has a leader step down. Whoever had a seat before gets that one again, with what they attended. Nothing is
// known of meetings since: they were away, or led the group.
func (l *Leading) steps(who Person, seats []Seat, stays bool) {
	if !stays {
		l.Leaves = append(l.Leaves, who)
		return
	}
	seat := Seat{Group: l.Group.ID, Member: who, Joined: l.At, Series: who.Series}
	if i := slices.IndexFunc(seats, func(s Seat) bool { return s.Member.ID == who.ID }); i >= 0 {
		seat = seats[i].again(l.At)
	}
	l.Stays = append(l.Stays, seat)
}

// allowed holds the change to the rules of groups.
func (l Leading) allowed(seats []Seat) (Leading, error) {
	switch {
	case l.Group.Over():
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
	return Members(l.sitting(seats))
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

// Resignation says in a sentence what it comes to that one of those who lead a group does so no longer, and is the line
// of the log about it.
func (l Leading) Resignation(who Person) (news string, line Entry) {
	g := l.Group
	line = Entry{Deed: "resigned", Cohort: g.Cohort, About: []Subject{g.Subject(), who.Subject()},
		What: "{1} resigned as the Champion of {0}"}
	switch {
	case who.ID != g.Champion.ID:
		line.Deed, line.What = "unaccompanied", "{1} is not the co-Champion of {0} any more"
		return fmt.Sprintf("%s leads the group alone now.", g.Champion.Name), line
	case g.Co != nil:
		line.About = append(line.About, g.Co.Subject())
		line.What += ", and {2} followed"
		return fmt.Sprintf("%s is the Champion of the group now, in the place of %s.", g.Co.Name, who.Name), line
	}
	return fmt.Sprintf("%s does not lead the group any more.", who.Name), line
}
