package signin

import (
	"net/http"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// signedInAt is a session as its page shows it, times in the programme's time zone.
type signedInAt struct {
	Hash        string
	Begun, Seen time.Time
	Agent       string
	This        bool // the one of the request
}

// Sessions is the page of where somebody is signed in.
func (d Door) Sessions(w http.ResponseWriter, r *http.Request, v Visitor) error {
	all, err := d.openSessions(r, v)
	if err != nil {
		return err
	}
	var view []signedInAt
	for _, s := range all {
		view = append(view, signedInAt{s.Hash, s.Begun.In(d.Settings.Zone), s.Seen.In(d.Settings.Zone),
			browserName(s.Agent), s.Hash == v.session.Hash})
	}
	d.Pages.Render(w, r, http.StatusOK, "sessions", d.view(v, "Where you are signed in", view))
	return nil
}

// openSessions are the sessions of who is signed in that have not ended, the last used first.
func (d Door) openSessions(r *http.Request, v Visitor) ([]store.Session, error) {
	all, err := d.Store.Sessions(r.Context(), v.Email)
	now := d.Now()
	all = slices.DeleteFunc(all, func(s store.Session) bool { return !s.Open(now) || s.Begun.Before(v.Since) })
	slices.SortFunc(all, func(a, b store.Session) int { return b.Seen.Compare(a.Seen) })
	return all, err
}

// EndSession ends one of one's own sessions, wherever it is.
func (d Door) EndSession(w http.ResponseWriter, r *http.Request, v Visitor) error {
	all, err := d.openSessions(r, v)
	if err != nil {
		return err
	}
	hash := r.PathValue("session")
	if !slices.ContainsFunc(all, func(s store.Session) bool { return s.Hash == hash }) {
		return pug.Errorf(pug.NotFound, "You have no such session. It may have ended just now.")
	}
	return d.end(w, r, v, hash)
}

// EndOthers ends all of one's own sessions but the one of the request.
func (d Door) EndOthers(w http.ResponseWriter, r *http.Request, v Visitor) error {
	all, err := d.openSessions(r, v)
	if err != nil {
		return err
	}
	var others []string
	for _, s := range all {
		if s.Hash != v.session.Hash {
			others = append(others, s.Hash)
		}
	}
	return d.end(w, r, v, others...)
}

func (d Door) end(w http.ResponseWriter, r *http.Request, v Visitor, hashes ...string) error {
	for _, hash := range hashes {
		if err := d.Store.EndSession(r.Context(), v.Email, hash); err != nil {
			return err
		}
	}
	d.Log.InfoContext(r.Context(), "sessions ended", "ended", len(hashes))
	http.Redirect(w, r, "/desk/sessions", http.StatusSeeOther)
	return nil
}
