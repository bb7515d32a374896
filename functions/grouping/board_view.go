package grouping

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// boardView is the page of the groups.
type boardView struct {
	Notice   string // what kept the last change from being made
	Cohort   pug.CohortID
	Revision int
	Ends     time.Time
	Facts    []page.Fact
	Groups   []groupView
	Waiting  []waitingView
	Waiters  int      // in all
	Joinable []option // groups with a free seat
	Unready  []string // why the groups cannot be published as they are
	Publish  string   // what is published, in a sentence
}

type groupView struct {
	ID, Name, Topic, Role, Region, Champion string
	Taken, Free, Seats                      int
	Small                                   bool
	Warnings                                []string
	Members                                 []memberView
	Others                                  []option
}

type memberView struct {
	ID, Name, Company, Region string
	Choice                    string   // which of the member's topics the group's is
	Odd                       bool     // does not suit the group
	Suits                     []string // other groups
}

type waitingView struct {
	N                                    int
	ID, Name, Company, Role, Region, Why string
	Suits                                []string
}

type option struct {
	Value, Label string
	Full         bool
}

func (b board) view(zone *time.Location) boardView {
	v := boardView{
		Cohort: b.cohort.ID, Revision: b.cohort.Revision, Ends: b.cohort.Dates.Curate.In(zone), Waiters: len(b.waitlist),
		Facts: []page.Fact{
			{Label: "Groups", Value: fmt.Sprintf("%d of at most %d", len(b.groups), pug.MaxGroups)},
			{Label: "Members with a seat", Value: strconv.Itoa(b.seated())},
			{Label: "On the waitlist", Value: strconv.Itoa(len(b.waitlist))},
		},
		Publish: fmt.Sprintf("%s with %s open, and %s on the waitlist.", count(len(b.groups), "group", "groups"),
			count(b.seated(), "member", "members"), count(len(b.waitlist), "person stays", "people stay")),
	}
	for _, group := range b.groups {
		v.Groups = append(v.Groups, b.groupView(group))
		if free := b.free(group); free > 0 {
			v.Joinable = append(v.Joinable, b.option(group))
		}
	}
	for _, group := range b.small() {
		v.Unready = append(v.Unready, tooSmall(group, len(b.seats[group.ID])))
	}
	for i, place := range b.waitlist[:min(len(b.waitlist), mostWaiting)] {
		a := b.members[place.Person.ID]
		v.Waiting = append(v.Waiting, waitingView{N: i + 1, ID: a.ID, Name: a.Name(), Company: a.Company, Role: a.Role.Label(),
			Region: string(a.Region), Why: place.Why, Suits: b.suits(a, "")})
	}
	return v
}

func tooSmall(group pug.Group, members int) string {
	return fmt.Sprintf("%s (%s) has %s: a group opens with %d or more. Move people in, or dissolve it.",
		name(group), group.Topic.Name, count(members, "member", "members"), pug.MinMembers)
}

func (b board) groupView(group pug.Group) groupView {
	seats := b.seats[group.ID]
	v := groupView{
		ID: group.ID, Name: name(group), Topic: group.Topic.Name, Role: group.Role.Label(), Region: group.Region.Label(),
		Champion: with(group.Champion), Taken: len(seats), Free: b.free(group), Seats: pug.MemberSeats, Small: len(seats) < pug.MinMembers,
		Warnings: crowded(group, seats),
	}
	for _, s := range seats {
		a := b.members[s.Member.ID]
		v.Members = append(v.Members, memberView{ID: s.Member.ID, Name: s.Member.Name, Company: s.Member.Company, Region: string(a.Region),
			Choice: choice(a, group), Odd: !group.Suits(a), Suits: b.suits(a, group.ID)})
	}
	for _, other := range b.groups {
		if other.ID != group.ID {
			v.Others = append(v.Others, b.option(other))
		}
	}
	return v
}

// free counts the seats that a group still has. The group's own count holds the limit (R5); this one is for showing.
func (b board) free(group pug.Group) int { return pug.MaxPartners - group.Partners }

func (b board) option(group pug.Group) option {
	label := fmt.Sprintf("%s: %s, %s, %s", name(group), group.Topic.Name, group.Role.Label(), group.Region)
	full := b.free(group) <= 0
	if full {
		label += " (full)"
	}
	return option{Value: group.ID, Label: label, Full: full}
}

// suits lists the groups, but for one, in which a person may sit, and says what speaks against each.
func (b board) suits(a pug.Application, but string) []string {
	var names []string
	for _, group := range b.groups {
		if group.ID == but || !group.Suits(a) {
			continue
		}
		label := name(group)
		switch {
		case b.free(group) <= 0:
			label += " (full)"
		case !group.CompanyRoom(a.Company, b.seats[group.ID]):
			label += " (colleagues)"
		}
		names = append(names, label)
	}
	return names
}

// name is what staff call a group: "Group 1".
func name(group pug.Group) string {
	return "Group " + strings.TrimLeft(strings.TrimPrefix(pug.ShortGroup(group.ID), "g"), "0")
}

// choice says which of the member's topics the group's is: "1st".
func choice(a pug.Application, group pug.Group) string {
	i := slices.IndexFunc(a.Topics, func(t pug.Topic) bool { return t.Key == group.Topic.Key })
	if i < 0 || i >= pug.MaxTopics {
		return "not named"
	}
	return [pug.MaxTopics]string{"1st", "2nd", "3rd", "4th"}[i]
}

// crowded warns of companies with more people in a group than the proposal would put there. Staff may know better.
func crowded(group pug.Group, seats []pug.Seat) []string {
	byCompany := map[string]int{}
	names := map[string]string{}
	for _, s := range seats {
		key := pug.CompanyKey(s.Member.Company)
		byCompany[key]++
		names[key] = s.Member.Company
	}
	var warnings []string
	for key, n := range byCompany {
		switch {
		case key == "":
		case key == pug.CompanyKey(group.Champion.Company):
			warnings = append(warnings, fmt.Sprintf("%s from %s, the Champion's own company.", count(n, "member is", "members are"), names[key]))
		case n > pug.CompanyCap:
			warnings = append(warnings, fmt.Sprintf("%d members are from %s: more than the usual %d of one company.", n, names[key], pug.CompanyCap))
		}
	}
	slices.Sort(warnings)
	return warnings
}
