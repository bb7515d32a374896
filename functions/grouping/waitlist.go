package grouping

import (
	"html/template"
	"slices"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// rowsPerPage is how many people of the waitlist a page shows.
const rowsPerPage = 50

// waitlistView is a page of the waitlist.
type waitlistView struct {
	Open       bool // its line is
	Fields     []page.Field
	Order      string
	Total      int // who wait
	Found      int // of these, who the search is about
	Rows       []curation.Waiting
	Back       string // the way back here
	First      int    // number of the first row among those found
	Last       int
	Prev, Next template.URL // queries of the pages around it; empty if there is none
}

func (b board) waitlistView(s search) waitlistView {
	waitlist := b.Waitlist()
	v := waitlistView{Order: pug.WaitlistOrder, Total: len(waitlist), Fields: b.searchFields(s), Open: s.waitlist()}
	found := slices.DeleteFunc(waitlist, func(w curation.Waiting) bool { return !s.finds(b, w.Member) })
	v.Found = len(found)
	pages := max(1, (len(found)+rowsPerPage-1)/rowsPerPage)
	page := min(s.page(), pages)
	from := (page - 1) * rowsPerPage
	to := min(from+rowsPerPage, len(found))
	v.First, v.Last, v.Rows = from+1, to, found[from:to]
	v.Back = s.at(page).opening(waitlistLine).Encode()
	v.Prev, v.Next = s.turned(page-1, pages), s.turned(page+1, pages)
	return v
}

// turned is the query of the page; empty if there is none.
func (s search) turned(page, pages int) template.URL {
	if page < 1 || page > pages {
		return ""
	}
	return template.URL(s.at(page).opening(waitlistLine).Encode())
}

func (b board) searchFields(s search) []page.Field {
	var groups []page.Option
	for _, group := range b.Groups {
		groups = append(groups, page.Option{Value: group.Number(), Label: b.Title(group)})
	}
	return []page.Field{
		{Kind: page.Select, Name: "role", Label: "Role", Value: s.Get("role"), Options: options(pug.Roles()),
			Empty: "Any"},
		{Kind: page.Select, Name: "region", Label: "Region", Value: s.Get("region"), Options: options(pug.Regions()),
			Empty: "Any"},
		{Kind: page.Select, Name: "suits", Label: "Suits", Value: s.Get("suits"), Options: groups,
			Empty: "Any group, or none"},
	}
}

// SuitingGroups lists the groups that suit somebody, with what speaks against each.
func (b board) SuitingGroups(a pug.Application) []string {
	var names []string
	for _, group := range b.Groups {
		if !b.Suits(group, a) {
			continue
		}
		label := group.Name()
		switch {
		case group.Full():
			label += " (full)"
		case !b.Room(group, a):
			label += " (colleagues)"
		case b.KeptOut(a.ID, group.Lead):
			label += " (kept out)"
		}
		names = append(names, label)
	}
	return names
}
