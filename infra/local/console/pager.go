package console

import (
	"maps"
	"net/url"
	"strconv"
)

// pageSize is how many rows a list shows at once.
const pageSize = 50

// pager says which rows of a long list a page shows. Rows are numbered from 1.
type pager struct {
	First, Last, Total int
	Newer, Older       string // queries of the pages before and after this one; empty if there is none
}

// onPage gives the rows that belong on the page that the query asks for, the first one where it asks for none.
func onPage[T any](query url.Values, list []T) (pager, []T) {
	last := max(1, (len(list)+pageSize-1)/pageSize)
	wanted, _ := strconv.Atoi(query.Get("page")) // what is no number is before the first
	page := min(max(wanted, 1), last)
	from, to := (page-1)*pageSize, min(page*pageSize, len(list))
	p := pager{First: min(from+1, to), Last: to, Total: len(list)}
	if page > 1 {
		p.Newer = pageQuery(query, page-1)
	}
	if page < last {
		p.Older = pageQuery(query, page+1)
	}
	return p, list[from:to]
}

func pageQuery(query url.Values, page int) string {
	query = maps.Clone(query)
	query.Set("page", strconv.Itoa(page))
	return "?" + query.Encode()
}
