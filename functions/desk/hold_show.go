package desk

import (
	"net/http"

	"github.com/partnerusergroups/pugs/functions/desk/act"
	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

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
func (f function) hold(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
	h, err := f.planner.HeldOf(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	const rows = 50
	shown, err := f.Store.These(r.Context(), h.Letters[:min(rows, len(h.Letters))])
	if err != nil {
		return err
	}
	view := holdView{Hold: h.Hold, Count: h.Count(), Since: f.When(h.Since), Acts: holdActLinks(h)}
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

func holdActLinks(h act.Held) []actLink {
	path := "/desk/holds/" + h.ID()
	var acts []actLink
	if len(h.Letters) > 0 {
		acts = append(acts, actLink{"Release what is held", path + "/release"},
			actLink{"Add a paragraph", path + "/add"}, actLink{"Give up what is held", path + "/give-up"})
	}
	if h.Holds() {
		return append(acts, actLink{"Send new letters at once", path + "/end"})
	}
	return append(acts, actLink{"Hold letters", path + "/begin"})
}
