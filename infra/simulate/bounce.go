package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// Bounce is an address whose mail server refuses mail, for good, from some time on.
type Bounce struct {
	Email string
	From  time.Time
}

// bounces are of members; most worlds have none.
func bounces(seed uint64, submissions []Submission, dates pug.Dates) []Bounce {
	d := diceFor(seed, "bounces")
	members := slices.DeleteFunc(slices.Clone(submissions), func(s Submission) bool { return s.Kind != pug.KindMember })
	if !d.chance(0.25) {
		return nil
	}
	length := dates.Months[0].To.Sub(dates.MembersClose)
	from := dates.MembersClose.Add(time.Duration(d.Int64N(int64(length)))).Truncate(time.Second)
	return []Bounce{{pick(d, members).Email, from}}
}

// bounce has the mail to an address come back from its time on.
func (p *player) bounce(b Bounce) {
	p.stand.Clock.At(b.From, "bounce", func() {
		p.stand.Cloud.ChangeMail(func(m *cloud.MailAccount) { m.Fates[b.Email] = cloud.Bounces })
		p.journal.add(Line{At: b.From, Who: weatherman, What: "refuses mail to " + b.Email,
			Command: fmt.Sprintf("fate %s bounces", b.Email)})
	})
}

// deaf says whether mail to somebody comes back, or came back before they moved to another address.
func (s Snapshot) deaf(email string) bool {
	return slices.ContainsFunc(s.addresses(email), func(address string) bool {
		_, dead := s.dead(address)
		return dead
	})
}

// dead is since when mail to an address comes back; false where it does not.
func (s Snapshot) dead(email string) (time.Time, bool) {
	for _, b := range s.World.Bounces {
		if b.Email == email {
			return b.From, !s.At.Before(b.From)
		}
	}
	return time.Time{}, false
}

// unheard: staff hear who it is that mail does not reach, once a letter has come back. An event that no function took
// is one for engineers to look at.
func unheard(s Snapshot) []string {
	var broken []string
	for _, b := range s.World.Bounces {
		sent := slices.ContainsFunc(s.Letters, func(l store.Letter) bool {
			return l.To.Email == b.Email && l.Sent.After(b.From)
		})
		if sent && s.Notes.GivenUp == 0 && !s.got(clerk, "Email to "+s.firstName(b.Email)+" ") {
			broken = append(broken, fmt.Sprintf("mail to %s came back, and staff do not know", b.Email))
		}
	}
	return broken
}

// firstName is the one with which somebody applied.
func (s Snapshot) firstName(email string) string {
	for _, sent := range s.World.Submissions {
		if sent.Email == email {
			return sent.properties()["firstname"]
		}
	}
	return first(email)
}

// unreached: nobody is said to have missed a meeting that they were never told of.
func unreached(s Snapshot) []string {
	var broken []string
	for _, g := range s.Groups {
		for _, seat := range g.Seats {
			since, dead := s.dead(seat.Member.Email)
			if !dead || s.Notes.GivenUp > 0 {
				continue
			}
			said := g.Reports.Of(seat.Member.ID)
			for _, m := range g.Meetings {
				if said[m.Month] == pug.Missed && since.Before(m.Planned) {
					broken = append(broken, fmt.Sprintf("%s is said to have missed %s in %s, and could not know of it",
						seat.Member.Email, g.ID, m.Month))
				}
			}
		}
	}
	return broken
}
