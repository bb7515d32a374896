package duty

import (
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// groupMessage is what somebody who leads a group writes to everybody in it. Replies go to them.
type groupMessage struct {
	Group   pug.Group
	Message pug.Message
	Leads   bool // whoever gets it leads the group, too
}

// MessageLetters bring a message to everybody else in the group.
func (b *Base) MessageLetters(g pug.Group, seats []pug.Seat, m pug.Message) ([]store.Owed, error) {
	var members, leaders []letter.Address
	for _, s := range pug.Taken(seats) {
		members = append(members, letter.ToSeat(s))
	}
	for _, p := range g.Leaders() {
		if p.ID != m.Person.ID {
			leaders = append(leaders, letter.ToLeader(g.ID, p))
		}
	}
	key := "message/" + m.ID
	owed, err := b.Letters.Telling(key, groupMessage{Group: g, Message: m}, members...)
	if err != nil {
		return nil, err
	}
	told, err := b.Letters.Telling(key, groupMessage{Group: g, Message: m, Leads: true}, leaders...)
	return append(owed, told...), err
}
