package grouping

import (
	"fmt"
	"html/template"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// mostFound is how many people a search lists.
const mostFound = 20

// found are those whom a search is about, wherever they are.
type found struct {
	People []hit
	More   int // who are not listed
}

// hit is somebody whom a search has found.
type hit struct {
	pug.Person
	Where string
	Leads string       // the line of the group that they lead, or of Champions without one; empty for others
	Query template.URL // that opens the line
	Suits string       // numbers of the groups that suit them; of members
}

// found looks for the text of a search among Champions, then among members, in the order of the waitlist.
func (b board) found(s search) *found {
	if !s.Has("q") {
		return nil
	}
	f := &found{}
	for _, group := range b.Groups {
		f.add(s, hit{Person: b.LeadOf(group).Person, Where: "leads " + b.Title(group), Leads: group.Short()})
	}
	for _, lead := range b.Free() {
		f.add(s, hit{Person: lead.Person, Where: "a Champion without a group", Leads: freeLine})
	}
	waiting := 0
	for _, m := range b.Members() {
		at := hit{Person: m.Person(), Suits: b.Suiting(m)}
		if seat, seated := b.Seat(m.ID); seated {
			at.Where = b.Title(seat)
		} else {
			waiting++
			at.Where = fmt.Sprintf("number %d on the waitlist", waiting)
		}
		f.add(s, at)
	}
	return f
}

func (f *found) add(s search, h hit) {
	switch {
	case !s.names(h.Person):
		return
	case len(f.People) == mostFound:
		f.More++
		return
	}
	if h.Leads != "" {
		h.Query = template.URL(s.opening(h.Leads).Encode())
	}
	f.People = append(f.People, h)
}
