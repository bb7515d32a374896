package desk

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

// sessions is the page of where somebody is signed in.
func (f function) sessions(w http.ResponseWriter, r *http.Request, v visitor) error {
	all, err := f.openSessions(r, v)
	if err != nil {
		return err
	}
	var view []signedInAt
	for _, s := range all {
		view = append(view, signedInAt{s.Hash, s.Begun.In(f.Settings.Zone), s.Seen.In(f.Settings.Zone),
			browserName(s.Agent), s.Hash == v.session.Hash})
	}
	f.show(w, r, v, "sessions", "Where you are signed in", view)
	return nil
}

// openSessions are the sessions of who is signed in that have not ended, the last used first.
func (f function) openSessions(r *http.Request, v visitor) ([]store.Session, error) {
	all, err := f.Store.Sessions(r.Context(), v.Email)
	now := f.Now()
	all = slices.DeleteFunc(all, func(s store.Session) bool { return !s.Open(now) || s.Begun.Before(v.Since) })
	slices.SortFunc(all, func(a, b store.Session) int { return b.Seen.Compare(a.Seen) })
	return all, err
}

// endSession ends one of one's own sessions, wherever it is.
func (f function) endSession(w http.ResponseWriter, r *http.Request, v visitor) error {
	all, err := f.openSessions(r, v)
	if err != nil {
		return err
	}
	hash := r.PathValue("session")
	if !slices.ContainsFunc(all, func(s store.Session) bool { return s.Hash == hash }) {
		return pug.Errorf(pug.NotFound, "You have no such session. It may have ended just now.")
	}
	return f.end(w, r, v, hash)
}

// endOthers ends all of one's own sessions but the one of the request.
func (f function) endOthers(w http.ResponseWriter, r *http.Request, v visitor) error {
	all, err := f.openSessions(r, v)
	if err != nil {
		return err
	}
	var others []string
	for _, s := range all {
		if s.Hash != v.session.Hash {
			others = append(others, s.Hash)
		}
	}
	return f.end(w, r, v, others...)
}

func (f function) end(w http.ResponseWriter, r *http.Request, v visitor, hashes ...string) error {
	for _, hash := range hashes {
		if err := f.Store.EndSession(r.Context(), v.Email, hash); err != nil {
			return err
		}
	}
	f.Log.InfoContext(r.Context(), "sessions ended", "ended", len(hashes))
	http.Redirect(w, r, "/desk/sessions", http.StatusSeeOther)
	return nil
}
