package console

import (
	"net/http"
	"slices"

	"github.com/partnerusergroups/pugs/shared/letter"
)

// letters shows one letter of each kind that the application sends.
func (c *Console) letters(w http.ResponseWriter, r *http.Request) {
	if all, ok := c.specimens(w, r); ok {
		c.show(w, r, http.StatusOK, "letters", "letters", "Letters", all)
	}
}

// letterHTML gives a letter's HTML for its frame.
func (c *Console) letterHTML(w http.ResponseWriter, r *http.Request) {
	all, ok := c.specimens(w, r)
	if !ok {
		return
	}
	i := slices.IndexFunc(all, func(s letter.Specimen) bool {
		return s.Function == r.PathValue("function") && s.Kind == r.PathValue("kind")
	})
	if i < 0 {
		c.missing(w, r, "There is no such letter.")
		return
	}
	frame(w, all[i].HTML)
}

func (c *Console) specimens(w http.ResponseWriter, r *http.Request) ([]letter.Specimen, bool) {
	all, err := c.Letters()
	if err != nil {
		c.missing(w, r, "The letters cannot be shown: "+err.Error())
	}
	return all, err == nil
}
