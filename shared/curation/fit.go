package curation

import (
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// points is what a seat in the group adds to the score.
func (b *Board) points(g pug.ProposedGroup, member string) int {
	return params().Points(champion(b.LeadOf(g)), seeker(b.members[member]))
}

// Fit says how well a group fits somebody.
type Fit struct {
	Choice     int // which of their topics the group's is, from 1; 0: none
	SameRegion bool
	Points     int
}

// Fit says how well the group fits the member.
func (b *Board) Fit(g pug.ProposedGroup, member string) Fit {
	lead, a := b.LeadOf(g), b.members[member]
	f := Fit{Choice: slices.Index(topicKeys(a), lead.Topic.Key) + 1, SameRegion: lead.Region == a.Region}
	if f.Choice > 0 {
		f.Points = b.points(g, member)
	}
	return f
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
