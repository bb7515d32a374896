package desk

import (
	"context"
	"fmt"
	"net/http"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// held is how a cohort's letters of a class are held, and which are.
type held struct {
	pug.Hold
	letters []store.Waiting // the oldest first
}

// heldOf reads what is held of an id.
func (f function) heldOf(ctx context.Context, id string) (held, error) {
	hold, err := f.Store.Hold(ctx, id)
	if err != nil {
		return held{}, err
	}
	owed, err := f.Store.Outbox(ctx)
	h := held{Hold: hold}
	for _, w := range owed.Letters {
		if _, waits := hold.Of(w.Written); waits && w.Hold == id {
			h.letters = append(h.letters, w)
		}
	}
	return h, err
}

// count says how many letters are held.
func (h held) count() string {
	if len(h.letters) == 1 {
		return "1 letter is held"
	}
	return fmt.Sprintf("%d letters are held", len(h.letters))
}

// holdView is the page of a class of letters: whether they are held, which, and one of them as it will be.
type holdView struct {
	Hold   pug.Hold
	Since  string
	Count  string
	Rows   []mailedRow // the first of them
	Sample string
	Acts   []actLink
}

// hold is the page of a class of a cohort's letters.
func (f function) hold(w http.ResponseWriter, r *http.Request, v visitor) error {
	h, err := f.heldOf(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	const rows = 50
	shown, err := f.Store.These(r.Context(), h.letters[:min(rows, len(h.letters))])
	if err != nil {
		return err
	}
	view := holdView{Hold: h.Hold, Count: h.count(), Since: f.When(h.Since), Acts: h.acts()}
	for _, l := range shown {
		view.Rows = append(view.Rows, f.mailedRow(l))
	}
	if len(shown) > 0 {
		if view.Sample, err = f.sample(shown[0], h.Added); err != nil {
			return err
		}
	}
	f.show(w, r, v, "hold", h.Class.Label()+" of the "+h.Cohort.Name()+" cohort", view)
	return nil
}

// sample is a letter as it will be.
func (f function) sample(l store.Letter, added string) (string, error) {
	if added != "" {
		var err error
		if l, err = letter.With(l, added); err != nil {
			return "", err
		}
	}
	text, err := f.layout.Shown(l)
	return text.Text, err
}

func (h held) acts() []actLink {
	path := "/desk/holds/" + h.ID()
	var acts []actLink
	if len(h.letters) > 0 {
		acts = append(acts, actLink{"Release what is held", path + "/release"},
			actLink{"Add a paragraph", path + "/add"}, actLink{"Give up what is held", path + "/give-up"})
	}
	if h.Holds() {
		return append(acts, actLink{"Send new letters at once", path + "/end"})
	}
	return append(acts, actLink{"Hold letters", path + "/begin"})
}
