package match

import "fmt"

// text puts a reason about a Champion's group in words.
func (p Problem) text(r Reason, c Champion) string {
	where := "the member's own region"
	if !r.SameRegion {
		where = "an adjacent region, " + c.Region
	}
	about := fmt.Sprintf("%q (choice %d, %s)", r.Topic, r.Preference, where)
	switch r.Code {
	case Placed:
		return "Has a seat in " + about + "."
	case SeatFree:
		return "Could still be given a seat in " + about + "."
	case GroupsFull:
		return fmt.Sprintf("All %d seats of %s are taken, and no other group that fits has one. Number %d of those who wait for it.", p.Params.Seats, about, r.Place)
	case CompanyLimit:
		return fmt.Sprintf("%s already has %d members of the same company, as many as one group may have.", about, p.Params.CompanyCap)
	case GroupCap:
		return fmt.Sprintf("%s did not open: the cohort has its %d groups.", about, p.Params.MaxGroups)
	case CouldOpen:
		return about + " could still open."
	case BelowMinimum:
		return fmt.Sprintf("%s did not open: it would have had fewer than %d members beside the groups that did.", about, p.Params.MinMembers)
	case PinnedOut:
		return "Staff keep the member out of " + about + "."
	case PinnedShut:
		return "Staff keep " + about + " from opening."
	case ChampionCompany:
		return about + " is led by a Champion of the member's own company."
	}
	return "No Champion offers one of the member's topics for their role in their region or an adjacent one."
}
