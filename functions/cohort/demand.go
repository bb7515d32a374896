package cohort

import (
	"context"
	"time"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// demandLead is how long before member applications close staff are told of topics that nobody leads: most members have
// applied, and there is time to find a Champion.
const demandLead = 7 * 24 * time.Hour

// tellDemand tells staff, once, what so many members want that a Champion would have a group, and nobody leads (R7).
func (f function) tellDemand(ctx context.Context, c pug.Cohort, now time.Time) error {
	if c.Stage != pug.StageMembers || now.Before(c.Dates.MembersClose.Add(-demandLead)) ||
		!now.Before(c.Dates.Propose) {
		return nil
	}
	groups, err := f.GroupsOnOffer(ctx, c.ID)
	if err != nil {
		return err
	}
	members, err := f.Store.Applications(ctx, c.ID, pug.KindMember)
	if err != nil {
		return err
	}
	text := unmetDemand{Cohort: c.ID, Until: f.When(c.Dates.Propose), OnOffer: f.OnOffer(c.ID)}
	for _, d := range pug.UnmetDemand(members, groups) {
		if d.Enough() {
			text.Demand = append(text.Demand, d.String())
		}
	}
	if text.Demand == nil {
		return nil
	}
	return f.Letters.AskStaff(ctx, "cohort/"+string(c.ID)+"/demand",
		link.Link{Purpose: duty.PurposeDemand, Subject: string(c.ID), Expires: c.Dates.Propose}, text)
}
