package members

import "github.com/partnerusergroups/pugs/shared/pug"

// The letters to staff about what somebody who leads a group has asked for.
type (
	// messageHeld tells of a message to a group that nobody gets until they have looked at it.
	messageHeld struct {
		Group   pug.Group
		Message pug.Message
		Desk    string // the address of the act that decides
	}
	// coChampionAsked tells of a wish for a co-Champion (L1).
	coChampionAsked struct {
		Group   pug.Group
		By, Who pug.Person
		Why     string
		Desk    string // the address of the act that names them
	}
	// wantsOut tells that whoever leads one of the proposed groups wants to withdraw (L2).
	wantsOut struct {
		By   pug.Person
		Why  string
		Desk string // the address of the page from which the groups are curated
	}
)
