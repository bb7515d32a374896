package desk

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// lettersView is the page of a cohort's letters of one kind.
type lettersView struct {
	Kinds  []page.Option
	States []page.Option
	Filter letterFilter
	Rows   []mailedRow
	Next   string // the address of the page of earlier ones; empty at the end
	Holds  []holdRow
}

// letterFilter is which letters a page lists. It lives in the page's address.
type letterFilter struct{ Kind, State, After string }

func (q letterFilter) query(after string) string {
	values := url.Values{"kind": {q.Kind}, "after": {after}}
	if q.State != "" {
		values.Set("state", q.State)
	}
	return "?" + values.Encode()
}

// holdRow is a class of letters with whether it is held.
type holdRow struct {
	Label, Href string
	Held        bool
}

// letters is the page of a cohort's letters.
func (f function) letters(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
	cohort, err := cohortID(r)
	if err != nil {
		return err
	}
	given := r.URL.Query()
	view := lettersView{Kinds: f.kindOptions(), States: stateOptions(),
		Filter: letterFilter{given.Get("kind"), given.Get("state"), given.Get("after")}}
	if view.Filter.Kind == "" {
		view.Filter.Kind = "memberApproved"
	}
	if _, err := f.Store.Cohort(r.Context(), cohort); err != nil {
		return err
	}
	found, next, err := f.lettersOf(r.Context(), cohort, view.Filter)
	if err != nil {
		return err
	}
	for _, l := range found {
		view.Rows = append(view.Rows, f.mailedRow(l))
	}
	if next != "" {
		view.Next = view.Filter.query(next)
	}
	holds, err := f.Store.Holds(r.Context())
	if err != nil {
		return err
	}
	for _, class := range pug.LetterClasses() {
		id := pug.HoldID(cohort, class)
		view.Holds = append(view.Holds, holdRow{class.Label(), "/desk/holds/" + id, holds[id].Holds()})
	}
	f.showAmong(w, r, v, cohortTabs(cohort), "letters", "Letters of the "+cohort.Name()+" cohort", view)
	return nil
}

// lettersOf reads a page of letters. Those of a state are looked for among a few pages, so that it always ends soon.
func (f function) lettersOf(
	ctx context.Context, cohort pug.CohortID, q letterFilter,
) (found []store.Letter, next string, err error) {
	const rows, pages = 50, 8
	next = q.After
	for range pages {
		var some []store.Letter
		if some, next, err = f.Store.Mailed(ctx, cohort, q.Kind, next, rows); err != nil {
			return nil, "", err
		}
		for _, l := range some {
			if q.State == "" || string(l.State) == q.State {
				found = append(found, l)
			}
		}
		if next == "" || q.State == "" || len(found) >= rows {
			break
		}
	}
	return found, next, nil
}

func stateOptions() []page.Option {
	var options []page.Option
	for _, s := range []store.LetterState{store.LetterWaiting, store.LetterSent, store.LetterRefused,
		store.LetterBounced, store.LetterComplained} {
		options = append(options, page.Option{Value: string(s), Label: sentState(store.Letter{State: s})})
	}
	return options
}

// kindOptions offers each kind of letter by its name in words.
func (f function) kindOptions() []page.Option {
	var options []page.Option
	for _, kind := range f.kinds {
		o := page.Option{Value: kind, Label: inWords(kind)}
		if !slices.Contains(options, o) {
			options = append(options, o)
		}
	}
	slices.SortFunc(options, func(a, b page.Option) int { return strings.Compare(a.Label, b.Label) })
	return options
}

// inWords is the name of a kind as people read it: "memberApproved" is "Member approved".
func inWords(kind string) string {
	var b strings.Builder
	for i, r := range kind {
		switch {
		case i == 0:
			r = unicode.ToUpper(r)
		case unicode.IsUpper(r):
			b.WriteByte(' ')
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}
