package duty

import (
	"embed"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

//go:embed letters/*.md
var letters embed.FS

// Made-up data for each of these kinds. It stays out of the program that runs on Lambda, where nothing asks for it.
//
//go:embed letters/samples.json
var samples []byte

// Samples are made-up data for each of the Letters.
func Samples() []byte { return samples }

// Letters are the kinds of letter that more than one function writes.
func Letters() letter.Kinds {
	own := []any{withdrawn{}, memberJoined{}, memberJoins{}, groupMessage{}}
	return letter.Kinds{Templates: letters, Types: append(own, leadershipLetters()...)}
}

type (
	// withdrawn takes a meeting out of the calendar of somebody who has left the group.
	withdrawn struct {
		Group       pug.Group
		Topic, When string // of the meeting
	}
	// memberJoined tells somebody that they have a seat.
	memberJoined struct {
		Group   pug.Group
		Next    []page.Fact // of the next meeting
		Members []Partner   // the others
	}
	// memberJoins tells the Champion of it.
	memberJoins struct {
		Group  pug.Group
		Member pug.Person
	}
)

// Welcome is the letter to somebody who has a seat in a group now, beside others.
func (b *Base) Welcome(g pug.Group, next pug.Meeting, others []Partner) letter.Per {
	return func(to letter.Address) any {
		facts := b.NextMeeting(Seen(next, to))
		if next.Location != "" {
			facts = append(facts, next.Place())
		}
		return memberJoined{g, facts, others}
	}
}

// MemberJoins is the letter to the Champion of a group which somebody joins.
func MemberJoins(g pug.Group, member pug.Person) any { return memberJoins{g, member} }
