package curation

import (
	"github.com/partnerusergroups/pugs/shared/match"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Problem is what package match is asked: to form the groups anew around the pins. Of those waitlisted in review it has
// whom staff pinned into a group, and no pins about the others.
func (b *Board) Problem() match.Problem {
	p := match.Problem{Params: params(), Adjacency: adjacency()}
	for _, pin := range b.Pins {
		if pin.Member == "" || b.matched(b.members[pin.Member]) {
			p.Pins = append(p.Pins, match.Pin{Kind: match.PinKind(pin.Kind), Champion: pin.Champion,
				Member: pin.Member})
		}
	}
	for _, lead := range b.leads {
		p.Champions = append(p.Champions, champion(lead))
	}
	for _, m := range b.members {
		if b.matched(m) {
			p.Members = append(p.Members, seeker(m))
		}
	}
	return p
}

// matched says whether a new proposal may give somebody a seat.
func (b *Board) matched(m pug.Application) bool {
	return !b.leading[m.ID] && (m.Status == pug.StatusApproved || b.PinnedIn(m.ID))
}

// params are the programme's numbers.
func params() match.Params {
	return match.Params{Seats: pug.MemberSeats, MinMembers: pug.MinMembers, MaxGroups: pug.MaxGroups,
		CompanyCap: pug.CompanyCap,
		PrefPoints: pug.TopicPoints(), RegionSame: pug.RegionPoints}
}

func adjacency() match.Adjacency {
	var pairs match.Adjacency
	for _, pair := range pug.AdjacentRegions() {
		pairs = append(pairs, [2]string{string(pair[0]), string(pair[1])})
	}
	return pairs
}

func champion(l pug.Lead) match.Champion {
	return match.Champion{
		ID: l.Person.ID, Topic: l.Topic.Key, Role: string(l.Role), Region: string(l.Region),
		Company: pug.CompanyKey(l.Person.Company),
	}
}

func seeker(m pug.Application) match.Member {
	seeks := match.Member{ID: m.ID, Role: string(m.Role), Region: string(m.Region), Company: pug.CompanyKey(m.Company)}
	for _, t := range distinct(m.Topics) {
		seeks.Prefs = append(seeks.Prefs, t.Key)
	}
	return seeks
}
