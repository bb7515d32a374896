package letter

import (
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/store"
)

// again is what stands in the key of a letter that repeats another, before its minute.
const again = "/again-"

// Again is a letter as it is sent once more, to the address on record now: the same words under a key of its own, so
// that within a minute it is one letter. Its link, if it has one, is made like the one given.
func Again(of store.Letter, to Address, like *link.Link, now time.Time) store.Letter {
	key, _, _ := strings.Cut(of.Key, again)
	l := of
	l.Key = key + again + now.UTC().Format("200601021504")
	l.ID = ID(l.Key, to)
	l.To = store.Mailbox{Name: to.Name, Email: to.Email, ID: to.ID, Unverified: of.To.Unverified}
	l.Written, l.State, l.Hold = now.UTC(), store.LetterWaiting, ""
	l.Answer, l.Receipt, l.Sent = "", "", time.Time{}
	l.While, l.Lifts = of.Lasting(), true
	if like != nil {
		renewed := *like
		renewed.Person, renewed.Name = to.Email, to.Name
		l.Link = &renewed
	}
	if of.Invitation != nil {
		invitation := *of.Invitation
		invitation.Attendees = []calendar.Person{{Name: to.Name, Email: to.Email}}
		l.Invitation = &invitation
	}
	return l
}
