package grouping

import (
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// line is a group in one line of the page, with what opens beneath it.
type line struct {
	pug.ProposedGroup
	Lead      pug.Lead
	Partners  int // who are in it, its Champion included
	Most      int // who may be
	Members   []pug.Application
	Coworkers []pug.Coworkers // likely ones
	Bars      []page.Bar
	Open      bool
	Back      string // the way back to the page with the line open
}

// lines are the groups in their order.
func (b board) lines(s search) []line {
	var all []line
	for _, group := range b.Groups {
		all = append(all, line{
			ProposedGroup: group, Lead: b.LeadOf(group), Partners: len(group.Members) + 1, Most: pug.MaxPartners,
			Members: b.Sitting(group), Coworkers: b.Coworkers(group), Bars: b.Bars(group),
			Open: s.Get("open") == group.Short(), Back: s.opening(group.Short()).Encode(),
		})
	}
	return all
}
