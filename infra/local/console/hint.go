package console

import (
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// hint is something to try next.
type hint struct {
	Text string
	Link string // optional
	Do   string // the label of the link
}

// hints suggest what to do at this point of the cohort's life.
func (c *Console) hints(now time.Time, paused bool) []hint {
	var list []hint
	if paused {
		list = append(list, hint{Text: "Time stands still: go from event to event, or let it run."})
	}
	who := "Nobody acts but you. The links that people would follow are in their mail."
	if c.Mode == "robots" {
		who = "Simulated people apply, decide and meet by themselves. Read over their shoulders."
	}
	return append(list, hint{who, "/mailbox", "Everybody’s mail"}, c.seasonal(now),
		hint{"Each workflow is a picture, with the state lit up that a run is in.", "/workflows", "Workflows"})
}

// seasonal is what there is to do at this time of the cohort's life.
func (c *Console) seasonal(now time.Time) hint {
	champion, member := "/apply?"+example(pug.KindChampion).Encode(), "/apply?"+example(pug.KindMember).Encode()
	for _, season := range []struct {
		until time.Time
		hint
	}{
		{c.Dates.ChampionsOpen, hint{"Champion applications are not open yet: see what happens to one who is early.", champion, "Apply too early"}},
		{c.Dates.ChampionsClose, hint{"Champions may apply now. Apply, then decide as staff, by the link in their mail.", champion, "Apply as a Champion"}},
		{c.Dates.MembersOpen, hint{"Champion applications are closed; staff decide until the deadline.", c.staffMail(), "Staff’s mail"}},
		{c.Dates.MembersClose, hint{"Members may apply now, for the topics of the Champions.", member, "Apply as a member"}},
		{c.Dates.Launch, hint{"Staff get the proposed groups by mail, move people and publish.", c.staffMail(), "Staff’s mail"}},
		{c.Dates.End, hint{"The groups meet. Plan a meeting by the link in a Champion’s mail.", "/mailbox?text=plan+your", "Mail to Champions"}},
	} {
		if now.Before(season.until) {
			return season.hint
		}
	}
	return hint{"The cohort is over. See how it went, state by state.", "/workflows/cohort/" + string(c.Cohort), "The cohort’s workflow"}
}
