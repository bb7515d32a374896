package grouping

import (
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// bars are the small charts of a group: how full it is, where its members are, how well it suits them, and whether
// they meet colleagues there.
func (b board) bars(group pug.ProposedGroup) []page.Bar {
	regions, choices := map[pug.Region]int{}, map[string]int{}
	for _, id := range group.Members {
		m, _ := b.Member(id)
		regions[m.Region]++
		choices[b.Fit(group, id).Rank()]++
	}
	seats := page.Bar{Label: "Seats", Parts: []page.Part{{Label: "taken", Count: len(group.Members), Shade: 1}, {Label: "free", Count: pug.MemberSeats - len(group.Members)}}}
	spread := page.Bar{Label: "Regions"}
	for i, region := range pug.Regions() {
		spread.Parts = append(spread.Parts, page.Part{Label: string(region), Count: regions[region], Shade: 1 + i})
	}
	suited := page.Bar{Label: "Choices"}
	for i, rank := range []string{"1st", "2nd", "3rd", "4th"} {
		suited.Parts = append(suited.Parts, page.Part{Label: rank, Count: choices[rank], Shade: 1 + i})
	}
	alone, together := b.companies(group)
	firms := page.Bar{Label: "Companies", Parts: []page.Part{{Label: "alone", Count: alone, Shade: 1}, {Label: "with a colleague", Count: together, Shade: 3}}}
	return []page.Bar{seats, spread, suited, firms}
}

// companies counts the members who are alone from their company, and those who sit with a colleague.
func (b board) companies(group pug.ProposedGroup) (alone, together int) {
	members := map[string]int{}
	for _, id := range group.Members {
		m, _ := b.Member(id)
		key := pug.CompanyKey(m.Company)
		if key == "" {
			key = id // nobody's colleague
		}
		members[key]++
	}
	for _, n := range members {
		if n == 1 {
			alone++
		} else {
			together += n
		}
	}
	return alone, together
}
