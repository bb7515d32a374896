package grouping

import (
	"cmp"
	"html/template"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// rowsPerPage is how many people of the waitlist a page shows.
const rowsPerPage = 50

// mostFound is how many people with a seat a search lists.
const mostFound = 20

// search narrows the waitlist: "q" is in a name, a company or a mail address, "suits" is the number of a group; besides
// "role", "region" and "page", which counts from 1. It travels in the query of the page's address.
type search struct{ url.Values }

// searchOf is the search of a request: in its address, or in what a form carries along for the way back.
func searchOf(r *http.Request) search {
	if r.Method != http.MethodPost {
		return readSearch(r.URL.Query())
	}
	query, _ := url.ParseQuery(r.PostFormValue("back")) // what can't be read is no search
	return readSearch(query)
}

func readSearch(query url.Values) search {
	s := search{url.Values{}}
	for _, name := range []string{"q", "role", "region", "suits"} {
		if value := strings.TrimSpace(query.Get(name)); value != "" {
			s.Set(name, value)
		}
	}
	page, _ := strconv.Atoi(query.Get("page")) // what is no number is the first page
	return s.at(page)
}

// at is the search at another of its pages.
func (s search) at(page int) search {
	s.Values = maps.Clone(s.Values)
	if s.Del("page"); page > 1 {
		s.Set("page", strconv.Itoa(page))
	}
	return s
}

// page is which page is shown.
func (s search) page() int {
	page, _ := strconv.Atoi(s.Get("page"))
	return max(page, 1)
}

// names says whether the text is in somebody's name, company or mail address.
func (s search) names(a pug.Application) bool {
	text := strings.ToLower(s.Get("q"))
	return strings.Contains(strings.ToLower(a.Name()), text) || strings.Contains(strings.ToLower(a.Company), text) ||
		strings.Contains(a.Email, text)
}

// finds says whether the search lets somebody on the waitlist through.
func (s search) finds(b board, a pug.Application) bool {
	switch {
	case s.Has("q") && !s.names(a),
		s.Has("role") && s.Get("role") != string(a.Role), s.Has("region") && s.Get("region") != string(a.Region):
		return false
	case s.Has("suits"):
		return strings.Contains(" "+b.Suiting(a)+" ", " "+s.Get("suits")+" ")
	}
	return true
}

// waitlistView is a page of the waitlist.
type waitlistView struct {
	Search     search
	Fields     []page.Field
	Order      string
	Total      int // who wait
	Found      int // of these, who the search is about
	Rows       []curation.Waiting
	Seated     []pug.Application // people with a seat who have the text in their name
	First      int               // number of the first row among those found
	Last       int
	Prev, Next template.URL // queries of the pages around it; empty if there is none
}

func (b board) waitlistView(s search) waitlistView {
	waitlist := b.Waitlist()
	v := waitlistView{Order: pug.WaitlistOrder, Total: len(waitlist), Fields: b.searchFields(s)}
	found := slices.DeleteFunc(waitlist, func(w curation.Waiting) bool { return !s.finds(b, w.Member) })
	v.Found = len(found)
	pages := max(1, (len(found)+rowsPerPage-1)/rowsPerPage)
	page := min(s.page(), pages)
	from := (page - 1) * rowsPerPage
	to := min(from+rowsPerPage, len(found))
	v.First, v.Last, v.Search, v.Rows = from+1, to, s.at(page), found[from:to]
	v.Prev, v.Next = s.turned(page-1, pages), s.turned(page+1, pages)
	if s.Has("q") {
		v.Seated = b.seatedNamed(s)
	}
	return v
}

// turned is the query of the page; empty if there is none.
func (s search) turned(page, pages int) template.URL {
	if page < 1 || page > pages {
		return ""
	}
	return template.URL(cmp.Or(s.at(page).Encode(), "page=1"))
}

func (b board) searchFields(s search) []page.Field {
	var groups []page.Option
	for _, group := range b.Groups {
		groups = append(groups, page.Option{Value: group.Number(), Label: b.Title(group)})
	}
	return []page.Field{
		{Kind: page.Text, Name: "q", Label: "Name, company or mail", Value: s.Get("q"), Length: 100},
		{Kind: page.Select, Name: "role", Label: "Role", Value: s.Get("role"), Options: options(pug.Roles())},
		{Kind: page.Select, Name: "region", Label: "Region", Value: s.Get("region"), Options: options(pug.Regions())},
		{Kind: page.Select, Name: "suits", Label: "Suits", Value: s.Get("suits"), Options: groups},
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

func (b board) seatedNamed(s search) []pug.Application {
	var found []pug.Application
	for _, group := range b.Groups {
		for _, m := range b.Sitting(group) {
			if s.names(m) && len(found) < mostFound {
				found = append(found, m)
			}
		}
	}
	return found
}
