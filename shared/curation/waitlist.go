package curation

import (
	"fmt"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/match"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Waiting is somebody on the waitlist.
type Waiting struct {
	Place  int // from 1
	Member pug.Application
	Why    string // for staff, with what would help
	Letter string // the same for the applicant
}

// The sentences of the waitlist about those who were never matched.
const (
	whyReviewed = "Waitlisted by the team when it reviewed the application."
	whyUnopened = "Approved as a Champion, whose group did not open."
	whyLate     = "Waitlisted because the application was still undecided when decisions were due."
)

// Waitlist is everybody who waits, in order, with the reason.
func (b *Board) Waitlist() []Waiting {
	reasons, remedies := b.reasons(), b.remedies()
	line := b.line()
	waiting := make([]Waiting, len(line))
	for i, a := range line {
		w := Waiting{Place: i + 1, Member: a}
		switch {
		case b.unopened[a.ID]:
			w.Why, w.Letter = whyUnopened, whyUnopened
		case a.Status == pug.StatusApproved:
			w.Why, w.Letter = b.why(reasons[a.ID], remedies[a.ID]), b.letter(reasons[a.ID])
		case a.Decision != nil && a.Decision.By == pug.TheDeadline:
			w.Why, w.Letter = whyLate, whyLate
		default:
			w.Why, w.Letter = whyReviewed, whyReviewed
		}
		waiting[i] = w
	}
	return waiting
}

// reasons asks package match, which sees the groups as they stand, what keeps each of those who wait from a seat.
func (b *Board) reasons() map[string]match.Reason {
	p := b.Problem()
	plan := match.Plan{}
	for _, g := range b.Groups {
		plan.Groups = append(plan.Groups, match.Group{Champion: g.Lead, Members: g.Members})
	}
	for _, m := range p.Members {
		if b.waits(m.ID) {
			plan.Unplaced = append(plan.Unplaced, m.ID)
		}
	}
	return match.Explain(p, plan)
}

// remedies says in a sentence which further group would seat each of those whom one would; nothing where the cohort has
// all its groups (R6).
func (b *Board) remedies() map[string]string {
	remedies := map[string]string{}
	if b.MayOpen() != nil {
		return remedies
	}
	for _, g := range b.FurtherGroups() {
		for _, id := range g.Members {
			if remedies[id] == "" {
				remedies[id] = g.remedy()
			}
		}
	}
	return remedies
}

// why says for staff what keeps somebody from a seat, and, unless that is in staff's hands, what would help.
func (b *Board) why(r match.Reason, remedy string) string {
	group := fmt.Sprintf("the group on %q", b.leads[r.Champion].Topic.Name)
	if i := b.LedBy(r.Champion); i >= 0 {
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
	return strings.TrimSpace(b.letter(r) + " " + remedy)
}

// letter says in a sentence, for the applicant and for staff, why there is no seat for them.
func (b *Board) letter(r match.Reason) string {
	topic := b.leads[r.Champion].Topic.Name
	switch r.Code {
	case match.GroupsFull:
		return fmt.Sprintf("All %d member seats of the group on %q are taken, "+
			"and no other group that suits has room.",
			pug.MemberSeats, topic)
	case match.CompanyLimit:
		return fmt.Sprintf("The group on %q already has %d members of the same company, as many as one group may have.",
			topic, pug.CompanyCap)
	case match.GroupCap:
		return fmt.Sprintf("The group on %q did not open: the cohort has its %d groups.", topic, pug.MaxGroups)
	case match.BelowMinimum:
		return fmt.Sprintf("The group on %q did not open: it would have had fewer than %d members.", topic,
			pug.MinMembers)
	case match.ChampionCompany:
		return fmt.Sprintf("The group on %q is led by a Champion of the same company.", topic)
	case match.NoGroupOffered:
		return "No Champion offers one of the chosen topics for this role or a similar one, in this region or one " +
			"next to it."
	}
	switch i := b.LedBy(r.Champion); {
	case i < 0:
		return fmt.Sprintf("The team decided that the group on %q does not open.", topic)
	case b.Groups[i].Full():
		return "The group you asked for is full."
	}
	return fmt.Sprintf("There was no seat for you in the group on %q.", topic)
}

// Otherwise lists the groups in which somebody could have a seat if they had named the topic, but for those that staff
// keep them out of.
func (b *Board) Otherwise(a pug.Application) []pug.ProposedGroup {
	return slices.DeleteFunc(slices.Clone(b.Groups), func(g pug.ProposedGroup) bool {
		topic, other := b.LeadOf(g).Topic, a
		other.Topics = []pug.Topic{topic}
		named := slices.ContainsFunc(a.Topics, func(t pug.Topic) bool { return t.Key == topic.Key })
		return named || b.KeptOut(a.ID, g.Lead) || !b.Room(g, other)
	})
}

// distinct leaves out topics that were named before.
func distinct(topics []pug.Topic) []pug.Topic {
	var once []pug.Topic
	for _, t := range topics {
		if !slices.ContainsFunc(once, func(o pug.Topic) bool { return o.Key == t.Key }) {
			once = append(once, t)
		}
	}
	return once
}
