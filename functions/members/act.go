package members

import (
	"context"
	"net/http"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// act is something that people do about themselves. One page says what it does and asks what must be known; its form
// does it.
type act struct {
	// on and name are parts of its path: /my/{link}/<on>/<id>/<name>.
	on, name string
	// plan is what it would do now; what makes it impossible it says by an error for people.
	plan func(ctx context.Context, v visitor, id string) (deed, error)
	// next says in its receipt what comes next, and how to take it back.
	next func(d done) next
}

// done is an act that was done: by whom, to what by its id, and its line of the log.
type done struct {
	visitor
	id string
	pug.Entry
}

// next is what follows from an act that is done.
type next struct {
	title     string // of the receipt: what is done
	sentences []string
	undo      page.MenuItem // the act that takes it back; empty where there is none
}

// deed is what an act does, before it is done.
type deed struct {
	title   string   // "Leave Group 3"
	about   string   // what it is about, in a sentence; may be empty
	effects []string // what becomes of it: a sentence each
	form    page.Form
	entry   pug.Entry // its line in the log; who, when and why are filled in
	undo    string    // the address of the act at the desk by which staff take it back; empty where nothing does
	// do does all of it in one transaction, with its line of the log, which it may word by the answers. What is wrong
	// with an answer it says in the form. An error of which the kind is Conflict, Already or Full says that something
	// came in between.
	do func(ctx context.Context, form *page.Form, line *store.Logged) error
}

// why is the name of the field of the reason, where an act asks for it.
const why = "why"

// actView is the page of an act.
type actView struct {
	About   string
	Effects []string
	Form    page.Form
	Back    string
}

// act serves an act.
func (f function) act(a act) opening {
	return func(w http.ResponseWriter, r *http.Request, v visitor) error {
		d, err := a.plan(r.Context(), v, r.PathValue("id"))
		if err != nil {
			return f.impossible(w, r, v, err)
		}
		status, answered := duty.Answered(r, &d.form)
		if answered {
			e := d.entry
			e.By, e.Actor, e.At, e.Undo = v.person.Name, v.person.Email, f.Now(), d.undo
			e.Why = d.form.Value(why)
			line := store.Logged{Entry: e}
			err := d.do(r.Context(), &d.form, &line)
			switch {
			case pug.Final(err) && !pug.IsError(err, pug.NotFound): // nothing that was typed is lost
				d.form.Fail("", pug.Sentence(err))
				status = http.StatusConflict
			case err != nil:
				return err
			case !d.form.Failed():
				f.Log.InfoContext(r.Context(), "act done", "act", a.name, "subject", r.PathValue("id"))
				http.Redirect(w, r, r.URL.Path+"/done/"+store.LogPath(line.Entry), http.StatusSeeOther)
				return nil
			default:
				status = http.StatusUnprocessableEntity
			}
		}
		view := page.View{Title: d.title, Data: actView{d.about, d.effects, d.form, v.home()}}
		f.Pages.Render(w, r, status, "act", view)
		return nil
	}
}

// impossible says why an act is not possible as things stand; an error of ours goes on.
func (f function) impossible(w http.ResponseWriter, r *http.Request, v visitor, err error) error {
	return f.Impossible(w, r, page.View{}, err, v.home())
}
