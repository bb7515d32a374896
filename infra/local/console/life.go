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

// seasonal is what there is to do at this time of the cohort's life.
func (c *Console) seasonal(now time.Time) hint {
	champion, member := "/apply"+example(pug.KindChampion), "/apply"+example(pug.KindMember)
	for _, season := range []struct {
		until          time.Time
		text, link, do string
	}{
		{c.Dates.ChampionsOpen, "Champion applications are not open yet: see what happens to one who is early.",
			champion, "Apply too early"},
		{c.Dates.ChampionsClose, "Champions may apply now. Apply, then decide as staff, by the link in their email.",
			champion, "Apply as a Champion"},
		{c.Dates.MembersOpen, "Champion applications are closed; staff decide until the deadline.",
			"/be", "Be one of staff"},
		{c.Dates.MembersClose, "Members may apply now, for the topics of the Champions.",
			member, "Apply as a member"},
		{c.Dates.Launch, "Staff get the proposed groups by email, move people and publish.",
			"/be", "Be one of staff"},
		{c.Dates.End, "The groups meet. Plan a meeting by the link in a Champion’s email.",
			"/be?text=champion", "Be a Champion"},
	} {
		if now.Before(season.until) {
			return hint{season.text, season.link, season.do}
		}
	}
	over := "/workflows/cohort/" + string(c.Cohort)
	return hint{"The cohort is over. See how it went, state by state.", over, "The cohort’s workflow"}
}

// moment is a date in the life of the cohort.
type moment struct {
	Label  string
	At     time.Time
	Passed bool
	Last   bool // the last that has passed
	Next   bool // the first that has not passed
	Launch bool
}

func timeline(dates pug.Dates, now time.Time) []moment {
	list := []moment{
		{Label: "Champion applications open", At: dates.ChampionsOpen},
		{Label: "Champion applications close", At: dates.ChampionsClose},
		{Label: "Champions decided", At: dates.ChampionsDecide},
		{Label: "Member applications open", At: dates.MembersOpen},
		{Label: "Member applications close", At: dates.MembersClose},
		{Label: "Members decided", At: dates.MembersDecide},
		{Label: "Groups proposed", At: dates.Propose},
		{Label: "Groups curated", At: dates.Curate},
		{Label: "Launch", At: dates.Launch, Launch: true},
		{Label: "“Lead it again” goes out", At: dates.Renew},
		{Label: "The cohort ends", At: dates.End},
	}
	found := false
	for i := range list {
		list[i].At = list[i].At.In(now.Location())
		list[i].Passed = !list[i].At.After(now)
		if !list[i].Passed && !found {
			list[i].Next, found = true, true
			if i > 0 {
				list[i-1].Last = true
			}
		}
	}
	return list
}
