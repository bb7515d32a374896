package grouping

import (
	"fmt"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// bars are the small charts of a group: how full it is, where its members are, and how well it suits them.
func (b board) bars(group curation.Group) []page.Bar {
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
	return []page.Bar{seats, spread, suited}
}

// companies says from how many companies the members are, and who has the most.
func (b board) companies(group curation.Group) string {
	members := map[string]int{}
	most, several := 0, 0
	for _, id := range group.Members {
		m, _ := b.Member(id)
		key := pug.CompanyKey(m.Company)
		if key == "" {
			continue
		}
		members[key]++
		most = max(most, members[key])
		if members[key] == 2 {
			several++
		}
	}
	text := count(len(members), "company", "companies")
	if most > 1 {
		text += fmt.Sprintf(", %d of them with %d members", several, most)
	}
	return text
}
