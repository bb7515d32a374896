package store

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// mailed is where a letter is.
type mailed struct {
	Email string `json:"email"`
	ID    string `json:"id"`
	TTL   int64  `json:"ttl"` // epoch seconds
}

// Path names a letter where its address must not stand, such as in the address of a page; empty for letters that go to
// nobody of a cohort.
func (l Letter) Path() string {
	cohort := pug.CohortOf(l.To.ID)
	if cohort == "" {
		return ""
	}
	return string(cohort) + "-" + mailedKey(l).SK
}

// Matter is what waits for staff where the letter came back, until it is sent again; false for letters that go to
// nobody of a cohort.
func (l Letter) Matter() (m pug.Matter, arises bool) {
	path := l.Path()
	return pug.Matter{Kind: pug.MatterBounced, Cohort: pug.CohortOf(l.To.ID), ID: path, Name: l.To.Name,
		Detail: l.Subject, Since: l.Written}, path != ""
}

// LetterAt reads the letter of a name that Path gave.
func (s *Store) LetterAt(ctx context.Context, path string) (Letter, error) {
	cohort := pug.CohortOf(path)
	if cohort == "" || len(path) <= len(cohort)+1 {
		return Letter{}, pug.Errorf(pug.NotFound, "There is no such letter.")
	}
	m, err := get[mailed](ctx, s, mailedAt(cohort, path[len(cohort)+1:]), "such letter")
	if err != nil {
		return Letter{}, err
	}
	return s.Letter(ctx, m.Email, m.ID)
}

// Mailed reads the letters of a kind to people of a cohort, the latest first: at most so many, those after a place that
// it gave before. Next is the place to go on from, empty at the end.
func (s *Store) Mailed(
	ctx context.Context, cohort pug.CohortID, kind, after string, most int,
) (letters []Letter, next string, err error) {
	found, next, err := page[mailed](ctx, s, part{partition: mailedAt(cohort, "").PK, prefix: kind + "-", after: after,
		most: most, latest: true}, "letters of "+string(cohort))
	if err != nil {
		return nil, "", err
	}
	var keys []key
	for _, m := range found {
		keys = append(keys, letterKey(m.Email, m.ID))
	}
	letters, err = these[Letter](ctx, s, keys)
	return letters, next, err
}

// These reads letters that wait, those that are still there.
func (s *Store) These(ctx context.Context, waiting []Waiting) ([]Letter, error) {
	var keys []key
	for _, w := range waiting {
		keys = append(keys, letterKey(w.Email, w.ID))
	}
	return these[Letter](ctx, s, keys)
}

// Repeat is a letter that is sent in the place of another one.
type Repeat struct{ Of, By Letter }

// SentAgain notes that letters are sent again, with what follows, the letters themselves among it. pug.Already: one of
// them was just now.
func (s *Store) SentAgain(ctx context.Context, repeats []Repeat, owed ...Owed) error {
	already := pug.Errorf(pug.Already, "This was sent again just now.")
	writes := outbox(owed)
	for _, r := range repeats {
		writes = append(writes, write{key: letterKey(r.Of.To.Email, r.Of.ID), change: "SET #again = :again",
			condition: ifExists, values: values{":again": Again{r.By.ID, r.By.To.Email, r.By.Written}}})
	}
	return s.commit(ctx, "send letters again", already, writes...)
}
