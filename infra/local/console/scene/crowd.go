package scene

import (
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Crowd are people who are in no group, for the same reason.
type Crowd struct {
	Label  string
	Status pug.Status
	Count  int
	Dots   []Dot // all of them; none where they are more than a page can show
}

// mostDots is how many people of a crowd are shown one by one.
const mostDots = 400

// Crowds are those who are in no group, by what became of their applications so far. Crowds of nobody are left out.
func (s Scene) Crowds() []Crowd {
	in := s.seated()
	crowds := []Crowd{
		{Label: "Champions who wait for a decision", Status: pug.StatusPending},
		{Label: "Members who wait for a decision", Status: pug.StatusPending},
		{Label: "Approved, in no group", Status: pug.StatusApproved},
		{Label: "On the waitlist", Status: pug.StatusWaitlisted},
		{Label: "Champions who were waitlisted", Status: pug.StatusWaitlisted},
		{Label: "Declined or withdrawn", Status: pug.StatusDeclined},
	}
	for _, a := range slices.Concat(s.Champions, s.Members) {
		i := s.crowdOf(a)
		if i < 0 || in[a.ID] || a.Kind == pug.KindChampion && in[a.Email] {
			continue
		}
		crowds[i].Count++
		if crowds[i].Count > mostDots {
			crowds[i].Dots = nil
			continue
		}
		one := dot(a.Person())
		one.Status = crowds[i].Status
		crowds[i].Dots = append(crowds[i].Dots, one)
	}
	return slices.DeleteFunc(crowds, func(c Crowd) bool { return c.Count == 0 })
}

// crowdOf is the number of the crowd in which somebody is who is in no group; negative for who is in none.
func (s Scene) crowdOf(a pug.Application) int {
	switch {
	case a.Status == pug.StatusPending && a.Kind == pug.KindChampion:
		return 0
	case a.Status == pug.StatusPending:
		return 1
	case a.Status == pug.StatusWaitlisted && a.Kind == pug.KindChampion:
		return 4
	case a.Place != 0, a.Status == pug.StatusWaitlisted:
		return 3
	case a.Status == pug.StatusApproved:
		return 2
	case a.Status == pug.StatusDeclined, a.Status == pug.StatusWithdrawn:
		return 5
	}
	return -1
}

// seated are those who are in a group, or lead one: by the ids of their applications, Champions by address as well,
// since whoever succeeds one has an application as a member.
func (s Scene) seated() map[string]bool {
	in := map[string]bool{}
	for _, g := range s.Groups {
		in[g.Champion.ID], in[g.Champion.Email] = true, true
		for _, seat := range g.Seats {
			in[seat.Member.ID] = in[seat.Member.ID] || seat.Taken()
		}
	}
	for _, g := range s.Proposal.Groups {
		in[g.Lead] = true
		for _, id := range g.Members {
			in[id] = true
		}
	}
	if len(s.Groups)+len(s.Proposal.Groups) == 0 {
		for _, a := range s.Champions {
			in[a.ID] = a.Status == pug.StatusApproved
		}
	}
	return in
}
