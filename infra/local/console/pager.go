package console

import (
	"net/url"
	"strconv"
)

// pageSize is how many rows a list shows at once.
const pageSize = 50

// pager is a place in a long list. Pages count from 1.
type pager struct {
	Page, Pages, Total int
	query              url.Values
}

// newPager reads the page from the query, and keeps it within the list.
func newPager(query url.Values, total int) pager {
	p := pager{Pages: max(1, (total+pageSize-1)/pageSize), Total: total, query: query}
	wanted, err := strconv.Atoi(query.Get("page"))
	if err != nil {
		wanted = 1
	}
	p.Page = min(max(wanted, 1), p.Pages)
	return p
}

// span gives the rows of this page: [from, to).
func (p pager) span() (from, to int) {
	from = (p.Page - 1) * pageSize
	return from, min(from+pageSize, p.Total)
}

// First and Last number the rows of this page for people.
func (p pager) First() int { from, _ := p.span(); return min(from+1, p.Total) }

// Last is the number of the last row of this page.
func (p pager) Last() int { _, to := p.span(); return to }

// Newer is the query of the page before this one; empty if there is none.
func (p pager) Newer() string { return p.to(p.Page - 1) }

// Older is the query of the page after this one; empty if there is none.
func (p pager) Older() string { return p.to(p.Page + 1) }

func (p pager) to(number int) string {
	if number < 1 || number > p.Pages {
		return ""
	}
	query := url.Values{"page": {strconv.Itoa(number)}}
	for name, values := range p.query {
		if name != "page" {
			query[name] = values
		}
	}
	return "?" + query.Encode()
}
