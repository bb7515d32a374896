package grouping

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// search is how the page of groups is looked at: "q" is in the name, the company or the mail address of whom it finds;
// "role", "region" and "suits", which is the number of a group, narrow the waitlist, whose pages "page" counts from 1;
// "open" is the line that is open, such as "g02". It travels in the query of the page's address.
type search struct{ url.Values }

// Lines of the page besides those of the groups: values of "open", and their ids on the page.
const (
	waitlistLine = "waitlist"
	freeLine     = "free"
)

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
	for _, name := range []string{"q", "role", "region", "suits", "open"} {
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

// opening is the search with another line open.
func (s search) opening(line string) search {
	s.Values = maps.Clone(s.Values)
	s.Set("open", line)
	return s
}

// page is which page is shown.
func (s search) page() int {
	page, _ := strconv.Atoi(s.Get("page"))
	return max(page, 1)
}

// waitlist says whether somebody looks at the waitlist.
func (s search) waitlist() bool {
	return s.Get("open") == waitlistLine ||
		slices.ContainsFunc([]string{"role", "region", "suits", "page"}, s.Has)
}

// names says whether the text is in somebody's name, company or mail address.
func (s search) names(p pug.Person) bool {
	text := strings.ToLower(s.Get("q"))
	return slices.ContainsFunc([]string{p.Name, p.Company, p.Email}, func(said string) bool {
		return strings.Contains(strings.ToLower(said), text)
	})
}

// finds says whether the search lets somebody on the waitlist through.
func (s search) finds(b board, a pug.Application) bool {
	switch {
	case s.Has("role") && s.Get("role") != string(a.Role), s.Has("region") && s.Get("region") != string(a.Region):
		return false
	case s.Has("suits"):
		return strings.Contains(" "+b.Suiting(a)+" ", " "+s.Get("suits")+" ")
	}
	return true
}
