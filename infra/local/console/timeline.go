package console

import (
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// moment is a date in the life of the cohort.
type moment struct {
	Label  string
	At     time.Time
	Passed bool
	Next   bool // the first that has not passed
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
		{Label: "Launch", At: dates.Launch},
		{Label: "“Lead it again” goes out", At: dates.Renew},
		{Label: "The cohort ends", At: dates.End},
	}
	found := false
	for i := range list {
		list[i].At = list[i].At.In(now.Location())
		list[i].Passed = !list[i].At.After(now)
		if !list[i].Passed && !found {
			list[i].Next, found = true, true
		}
	}
	return list
}
