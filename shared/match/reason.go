package match

import "slices"

// Code is the kind of a Reason.
type Code string

// Why a member is where they are. Where several hold for an unplaced member, the first one of this order counts.
const (
	Placed          Code = "placed"           // has a seat
	SeatFree        Code = "seat_free"        // could be seated now; only in plans changed by hand, or not optimal
	GroupsFull      Code = "groups_full"      // a group that fits is full
	CompanyLimit    Code = "company_limit"    // colleagues hold the seats that one company may have
	GroupCap        Code = "group_cap"        // the group could have the minimum, but the cohort has all its groups
	CouldOpen       Code = "could_open"       // the group could open with the minimum; only in such plans, too
	BelowMinimum    Code = "below_minimum"    // the group did not open: it can't have the minimum beside those that did
	PinnedOut       Code = "pinned_out"       // staff keep the member out of the group
	PinnedShut      Code = "pinned_shut"      // staff keep the group from opening
	ChampionCompany Code = "champion_company" // only Champions of their own company fit
	NoGroupOffered  Code = "no_group_offered" // no Champion fits by role, topic and region
)

// codes are in the order in which they count.
var codes = [...]Code{Placed, SeatFree, GroupsFull, CompanyLimit, GroupCap, CouldOpen, BelowMinimum,
	PinnedOut, PinnedShut, ChampionCompany, NoGroupOffered}

// Reason is why a member has a seat, or has none. To put it in words is for who knows the names of topics.
type Reason struct {
	Code       Code
	Champion   string // id: whose group it is about; empty for NoGroupOffered
	Topic      string // that group's topic
	Preference int    // 1 for the member's first topic; 0 where Champion is empty
	SameRegion bool   // false: the group is of an adjacent region
	SameRole   bool   // false: the group is of a similar role
}

// Explain gives the reason for each member's seat, or for having none, in a plan that keeps the rules, by member id.
func Explain(p Problem, plan Plan) map[string]Reason {
	f, err := p.pins()
	if err != nil {
		f = &pins{}
	}
	return newExplainer(p, plan, f).explain()
}

// about is the Reason that is about the group of c.
func about(code Code, c Champion, m Member) Reason {
	return Reason{Code: code, Champion: c.ID, Topic: c.Topic, Preference: slices.Index(m.Prefs, c.Topic) + 1,
		SameRegion: c.Region == m.Region, SameRole: c.Role == m.Role}
}
