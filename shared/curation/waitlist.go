package curation

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/partnerusergroups/pugs/shared/match"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Order says in a sentence how the waitlist is ordered, for staff and for those on it.
const Order = "The waitlist is in order of application: first those whom the team approved, then those whom it waitlisted. A seat that comes free is offered to the first whom the group suits."

// The sentences of the waitlist about those who were never matched.
const (
	whyReviewed = "Waitlisted by the team when it reviewed the application."
	whyLate     = "Waitlisted because the application was still undecided when decisions were due."
)

// Waiting is somebody on the waitlist.
type Waiting struct {
	Place  int // from 1
	Member pug.Application
	Why    string // for staff
	Letter string // the same for the applicant
}

// inLine lists the ids of members in the order of the waitlist: those approved before those waitlisted in review, each by time of submission,
// then by id.
func inLine(members []pug.Application) []string {
	line := make([]*pug.Application, 0, len(members))
	for i := range members {
		if rank(members[i]) >= 0 {
			line = append(line, &members[i])
		}
	}
	slices.SortFunc(line, func(a, b *pug.Application) int {
		return cmp.Or(cmp.Compare(rank(*a), rank(*b)), a.Submitted.Compare(b.Submitted), cmp.Compare(a.ID, b.ID))
	})
	ids := make([]string, len(line))
	for i, a := range line {
		ids[i] = a.ID
	}
	return ids
}

// rank is -1 for those who have no place in the waitlist.
func rank(a pug.Application) int {
	return slices.Index([]pug.Status{pug.StatusApproved, pug.StatusWaitlisted}, a.Status)
}

// line lists those who have no seat, in the order of the waitlist.
func (b *Board) line() []pug.Application {
	var line []pug.Application
	for _, id := range b.order {
		if b.waits(id) {
			line = append(line, b.members[id])
		}
	}
	return line
}

// Waiters is how many wait.
func (b *Board) Waiters() int {
	n := 0
	for _, id := range b.order {
		if b.waits(id) {
			n++
		}
	}
	return n
}

func (b *Board) waits(id string) bool {
	_, seated := b.seated[id]
	return !seated && !b.leading[id]
}

// Waitlist is everybody who waits, in order, with the reason.
func (b *Board) Waitlist() []Waiting {
	reasons := b.reasons()
	line := b.line()
	waiting := make([]Waiting, len(line))
	for i, a := range line {
		w := Waiting{Place: i + 1, Member: a}
		if a.Status == pug.StatusWaitlisted {
			w.Why = whyReviewed
			if a.Decision != nil && a.Decision.By == pug.TheDeadline {
				w.Why = whyLate
			}
			w.Letter = w.Why
		} else {
			r := reasons[a.ID]
			w.Why, w.Letter = b.why(r), b.letter(r)
		}
		waiting[i] = w
	}
	return waiting
}

// reasons asks package match, which sees the groups as they stand, who is held up by what.
func (b *Board) reasons() map[string]match.Reason {
	p := b.Problem()
	plan := match.Plan{}
	for _, g := range b.Groups {
		plan.Groups = append(plan.Groups, match.Group{Champion: g.Lead, Members: g.Members})
	}
	for _, m := range p.Members {
		if _, seated := b.seated[m.ID]; !seated {
			plan.Unplaced = append(plan.Unplaced, m.ID)
		}
	}
	return match.Explain(p, plan)
}

// why says in a sentence, for staff, what keeps somebody from a seat.
func (b *Board) why(r match.Reason) string {
	group := fmt.Sprintf("the group on %q", b.leads[r.Champion].Topic.Name)
	if i := b.lead(r.Champion); i >= 0 {
		group = b.Title(b.Groups[i])
	}
	switch r.Code {
	case match.SeatFree:
		return fmt.Sprintf("Could have a seat in %s, which has a free one.", group)
	case match.CouldOpen:
		return fmt.Sprintf("Could have a seat in %s, if it opened.", group)
	case match.PinnedOut:
		return fmt.Sprintf("Kept out of %s by staff.", group)
	case match.PinnedShut:
		return fmt.Sprintf("Staff keep %s from opening.", group)
	}
	return b.letter(r)
}

// letter says in a sentence, for the applicant and for staff, why there is no seat for them.
func (b *Board) letter(r match.Reason) string {
	topic := b.leads[r.Champion].Topic.Name
	switch r.Code {
	case match.GroupsFull:
		return fmt.Sprintf("All %d member seats of the group on %q are taken, and no other group that fits has room for this application.", pug.MemberSeats, topic)
	case match.CompanyLimit:
		return fmt.Sprintf("The group on %q already has %d members of the same company, as many as one group may have.", topic, pug.CompanyCap)
	case match.GroupCap:
		return fmt.Sprintf("The group on %q did not open: the cohort has its %d groups.", topic, pug.MaxGroups)
	case match.BelowMinimum:
		return fmt.Sprintf("The group on %q did not open: it would have had fewer than %d members.", topic, pug.MinMembers)
	case match.ChampionCompany:
		return fmt.Sprintf("The group on %q is led by a Champion of the same company.", topic)
	case match.NoGroupOffered:
		return "No Champion offers one of the chosen topics for this role in this region or one next to it."
	}
	return fmt.Sprintf("The team settled by hand who sits in the group on %q, and whether it opens.", topic)
}

// String says in a few words how well the group fits somebody who sits in it: "2nd choice, next to their region".
func (f Fit) String() string {
	region := "next to their region"
	if f.SameRegion {
		region = "their region"
	}
	return f.Rank() + " choice, " + region
}

// Rank is the choice as an ordinal: "1st".
func (f Fit) Rank() string {
	if f.Choice < 1 || f.Choice > pug.MaxTopics {
		return "no"
	}
	return [pug.MaxTopics]string{"1st", "2nd", "3rd", "4th"}[f.Choice-1]
}
