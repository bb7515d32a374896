package part

import (
	"cmp"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// NoZone is the answer that somebody's time zone is not known, as it is of whoever gave none.
const NoZone = "none"

// ZoneOptions are the time zones to choose from for somebody: theirs first, then the programme's.
func (p Parts) ZoneOptions(a pug.Application) []page.Option {
	return append(page.ZoneOptions(p.Now(), a.TimeZone, p.Settings.Zone.String()),
		page.Option{Value: NoZone, Label: "Not known", Group: "Other"})
}

// AnsweredZone is the time zone of somebody by the answer; without one it stays.
func AnsweredZone(answer string, a pug.Application) string {
	if answer == NoZone {
		return ""
	}
	return cmp.Or(answer, a.TimeZone)
}
