package grouping

import (
	"html/template"
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

// search narrows the waitlist. It travels in the query of the page's address.
type search struct {
	Text   string // in a name, a company or a mail address
	Role   string
	Region string
	Group  string // number of a group that suits
	Page   int    // from 1
}

// searchOf is the search of a request: in its address, or in what a form carries along for the way back.
func searchOf(r *http.Request) search {
	if r.Method != http.MethodPost {
		return readSearch(r.URL.Query())
	}
	query, _ := url.ParseQuery(r.PostFormValue("back")) // what can't be read is no search
	return readSearch(query)
}

func readSearch(query url.Values) search {
	s := search{
		Text: strings.TrimSpace(query.Get("q")), Role: query.Get("role"), Region: query.Get("region"),
		Group: query.Get("suits"),
	}
	s.Page, _ = strconv.Atoi(query.Get("page")) // what is no number is the first page
	s.Page = max(s.Page, 1)
	return s
}

// query writes the search as readSearch reads it.
func (s search) query() string {
	v := url.Values{}
	for name, value := range map[string]string{"q": s.Text, "role": s.Role, "region": s.Region, "suits": s.Group} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if s.Page > 1 {
		v.Set("page", strconv.Itoa(s.Page))
	}
	return v.Encode()
}

// names says whether the text is in somebody's name, company or mail address.
func (s search) names(a pug.Application) bool {
	text := strings.ToLower(s.Text)
	return strings.Contains(strings.ToLower(a.Name()), text) || strings.Contains(strings.ToLower(a.Company), text) ||
		strings.Contains(a.Email, text)
}

// finds says whether the search lets somebody on the waitlist through.
func (s search) finds(b board, a pug.Application) bool {
	switch {
	case s.Text != "" && !s.names(a):
		return false
	case s.Role != "" && s.Role != string(a.Role), s.Region != "" && s.Region != string(a.Region):
		return false
	case s.Group != "":
		return strings.Contains(" "+b.Suiting(a)+" ", " "+s.Group+" ")
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
	s.Page = min(s.Page, pages)
	from := (s.Page - 1) * rowsPerPage
	to := min(from+rowsPerPage, len(found))
	v.First, v.Last, v.Search, v.Rows = from+1, to, s, found[from:to]
	v.Prev, v.Next = s.turned(-1, pages), s.turned(+1, pages)
	if s.Text != "" {
		v.Seated = b.seatedNamed(s)
	}
	return v
}

// turned is the query of a page further on; empty if there is none.
func (s search) turned(by, pages int) template.URL {
	if s.Page += by; s.Page < 1 || s.Page > pages {
		return ""
	}
	if query := s.query(); query != "" {
		return template.URL(query)
	}
	return "page=1"
}

func (b board) searchFields(s search) []page.Field {
	var groups []page.Option
	for _, group := range b.Groups {
		groups = append(groups, page.Option{Value: group.Number(), Label: b.Title(group)})
	}
	return []page.Field{
		{Kind: page.Text, Name: "q", Label: "Name, company or mail", Value: s.Text, Length: 100},
		{Kind: page.Select, Name: "role", Label: "Role", Value: s.Role, Options: options(pug.Roles())},
		{Kind: page.Select, Name: "region", Label: "Region", Value: s.Region, Options: options(pug.Regions())},
		{Kind: page.Select, Name: "suits", Label: "Suits", Value: s.Group, Options: groups},
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
