package grouping

import (
	"fmt"

	"github.com/partnerusergroups/pugs/shared/match"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// whyUnplaced says in a sentence, for staff and for the member, why the plan has no seat for somebody. The champion is the one whose
// group the reason is about, if it is about one.
func whyUnplaced(r match.Reason, champion pug.Application) string {
	topic := champion.Topic().Name
	switch r.Code {
	case match.SeatFree:
		return fmt.Sprintf("The group on %q still has a free seat.", topic)
	case match.GroupsFull:
		return fmt.Sprintf("All %d member seats of the group on %q are taken, and so are those of every other group that fits.", pug.MemberSeats, topic)
	case match.CompanyLimit:
		return fmt.Sprintf("The group on %q already has %d members of the same company, as many as one group may have.", topic, pug.CompanyCap)
	case match.GroupCap:
		return fmt.Sprintf("The group on %q did not open: the cohort has its %d groups.", topic, pug.MaxGroups)
	case match.CouldOpen:
		return fmt.Sprintf("The group on %q could still open.", topic)
	case match.PinnedOut:
		return fmt.Sprintf("Staff decided against a seat in the group on %q.", topic)
	case match.PinnedShut:
		return fmt.Sprintf("Staff decided that the group on %q does not open.", topic)
	case match.BelowMinimum:
		return fmt.Sprintf("The group on %q did not open: it would have had fewer than %d members.", topic, pug.MinMembers)
	case match.ChampionCompany:
		return fmt.Sprintf("The group on %q is led by a Champion of the same company.", topic)
	}
	return "No Champion offers one of the chosen topics for this role in this region or one next to it."
}
