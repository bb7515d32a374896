package store

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// An application is found by each of its words, under the first two letters of the word: an item for each holds what
// is shown of the application. The items are written together with it.

// letters is how many of a word tell its partition.
const letters = 2

func findKey(token, application string) key {
	return key{findPartition(token), token + "#" + application}
}

func findPartition(token string) string {
	start := []rune(token)
	return "FIND#" + string(start[:min(len(start), letters)])
}

// finds has an application found by its words.
func finds(a pug.Application) []write {
	found := a.Found()
	var writes []write
	for _, token := range found.Tokens() {
		writes = append(writes, write{key: findKey(token, a.ID), record: found})
	}
	return writes
}

// loses has an application no longer found by the words that it had, but for those that it has now.
func loses(before pug.Application, now ...pug.Application) []write {
	kept := map[key]bool{}
	for _, a := range now {
		for _, w := range finds(a) {
			kept[w.key] = true
		}
	}
	var writes []write
	for _, w := range finds(before) {
		if !kept[w.key] {
			writes = append(writes, write{key: w.key, delete: true})
		}
	}
	return writes
}

// A search reads pages of found, and no more than so many of them: whoever looks for a name that thousands have adds a
// word of the company.
const (
	findPage  = 500
	findPages = 6
)

// Find looks for applications across all cohorts, for at most so many, and says whether there may be more.
func (s *Store) Find(ctx context.Context, q pug.Query, most int) (found []pug.Found, more bool, err error) {
	token := q.Token()
	if token == "" {
		return nil, false, nil
	}
	known := map[string]bool{}
	p := part{partition: findPartition(token), prefix: token, most: findPage}
	for range findPages {
		items, next, err := page[pug.Found](ctx, s, p, "who is found")
		if err != nil {
			return nil, false, err
		}
		for _, f := range items {
			switch {
			case known[f.ID] || !q.Finds(f):
			case len(found) == most:
				return found, true, nil
			default:
				known[f.ID], found = true, append(found, f)
			}
		}
		if next == "" {
			return found, false, nil
		}
		p.after = next
	}
	return found, true, nil
}

// Index has applications found that were stored before there was a search.
func (s *Store) Index(ctx context.Context, applications ...pug.Application) error {
	var groups [][]write
	for _, a := range applications {
		groups = append(groups, finds(a))
	}
	_, err := s.each(ctx, "have applications found", groups)
	return err
}
