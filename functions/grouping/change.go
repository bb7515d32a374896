package grouping

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strconv"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// waitlistValue is the value of "group" that stands for the waitlist.
const waitlistValue = "waitlist"

// What a form may do besides the changes of package curation: values of its field "action".
const (
	doUndo    = "undo"
	doRedo    = "redo"
	doAgain   = "again"
	doPublish = "publish"
)

// changeBase is what every form that changes something sends along: the board that it is about, which has a revision,
// and the way back.
type changeBase struct {
	Board board
	Back  string // the query of the page of groups
}

// Home is the address of the page of groups, as the visitor left it.
func (c changeBase) Home() template.URL { return template.URL(homeward(c.Back)) }

func (b board) base(r *http.Request) changeBase {
	return changeBase{Board: b, Back: back(r.FormValue("back"))}
}

// back reads the way back. Only what a search consists of is kept.
func back(query string) string {
	values, err := url.ParseQuery(query)
	if err != nil {
		return ""
	}
	return readSearch(values).Encode()
}

// homeward is the address of the page of groups for a way back: at the line that is open there.
func homeward(back string) string {
	values, _ := url.ParseQuery(back) // what can't be read opens nothing
	if open := values.Get("open"); open != "" {
		return "?" + back + "#" + url.PathEscape(open)
	}
	return "?" + back
}

// readChange reads the change that a form, or the address of the page that asks about it, describes. It is made by
// somebody of the staff.
func readChange(form url.Values, by string) (curation.Change, error) {
	c := curation.Change{
		Do: curation.Verb(form.Get("action")), Member: form.Get("member"), With: form.Get("with"),
		Members: form["members"], Group: form.Get("group"),
		Lead: form.Get("lead"), Pin: form.Get("pin") == "true", Named: readLead(form.Get),
		// A reason that is too long is refused, not cut.
		Exception: pug.Exception{Reason: pug.Line(form.Get("reason"), pug.MaxReason+1), By: by},
	}
	switch {
	case c.Do == curation.Move && c.Group == "":
		return c, pug.Errorf(pug.Invalid, "Please choose where they are to go.")
	case c.Group == waitlistValue:
		c.Group = ""
	}
	return c, nil
}

// readLead reads whom staff name as a Champion, and what they lead.
func readLead(given func(string) string) pug.Lead {
	return pug.Lead{
		Person: pug.Person{Name: given("name"), Email: given("email"), Company: given("company")},
		Topic:  pug.Topic{Name: given("topic")}, Role: pug.Role(given("role")), Region: pug.Region(given("region")),
	}
}

// result tells what a form asks for would make of the board, if it is made by somebody of the staff. Nothing is stored.
func (f function) result(ctx context.Context, b board, form url.Values, by string) (curation.Result, error) {
	restore := func(revision int, with func(pug.Proposal) curation.Result) (curation.Result, error) {
		if revision == 0 {
			return curation.Result{}, pug.Errorf(pug.Invalid, "There is nothing to %s any more.", form.Get("action"))
		}
		p, err := f.Store.Proposal(ctx, b.Cohort, revision)
		if err != nil {
			return curation.Result{}, err
		}
		return with(p), nil
	}
	switch form.Get("action") {
	case doUndo:
		return restore(b.Undo, b.TakeBack)
	case doRedo:
		return restore(b.Redo, b.MakeAgain)
	case doAgain:
		return f.proposeAgain(ctx, b)
	}
	c, err := readChange(form, by)
	if err != nil {
		return curation.Result{}, err
	}
	return b.Apply(c)
}

// preview is what a change would make of the board, also where staff still have to say why.
func preview(out curation.Result, err error) (curation.Result, error) {
	if needs := new(curation.NeedsReason); errors.As(err, &needs) {
		return needs.Result, nil
	}
	return out, err
}

// change makes one change, and shows the groups as they stand after it.
func (f function) change(w http.ResponseWriter, r *http.Request, v link.Visitor, b board) error {
	if err := r.ParseForm(); err != nil {
		return f.renderBoard(w, r, http.StatusUnprocessableEntity, b, "The form could not be read. Please try again.")
	}
	revision, err := strconv.Atoi(r.PostForm.Get("revision"))
	switch {
	case err != nil || revision < 0:
		return f.renderBoard(w, r, http.StatusUnprocessableEntity, b, "The form was not complete. Please try again.")
	case revision != b.Revision:
		return f.showOvertaken(w, r, v, revision)
	}
	publishes := r.PostForm.Get("action") == doPublish
	if publishes {
		err = f.decide(r.Context(), b, v)
	} else {
		err = f.make(r, b, v.Who())
	}
	switch kind := pug.ErrorKindOf(err); {
	case err == nil && publishes:
		f.showPublished(w, r, b)
	case err == nil:
		f.home(w, r)
	case errors.As(err, new(*curation.NeedsReason)):
		return f.confirm(w, r, v, http.StatusUnprocessableEntity, b, nil)
	case kind == pug.Conflict:
		return f.showOvertaken(w, r, v, revision)
	case kind == pug.Invalid || kind == pug.Full:
		return f.refuse(w, r, b, pug.Sentence(err))
	}
	return err
}

// refuse shows why a change can't be made: a move where it was chosen, anything else above the groups.
func (f function) refuse(w http.ResponseWriter, r *http.Request, b board, why string) error {
	a, known := b.Member(r.PostForm.Get("member"))
	if known && r.PostForm.Get("action") == string(curation.Move) {
		return f.renderPerson(w, r, http.StatusUnprocessableEntity, b, a, why)
	}
	return f.renderBoard(w, r, http.StatusUnprocessableEntity, b, why)
}

// home leads back to the page of the groups, as the visitor left it.
func (f function) home(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, r.URL.Path+homeward(back(r.PostForm.Get("back"))), http.StatusSeeOther)
}

// make makes the change that was posted. pug.Conflict: the groups were changed in this moment, or what was agreed to is
// not what would be made.
func (f function) make(r *http.Request, b board, by string) error {
	out, err := f.result(r.Context(), b, r.PostForm, by)
	if err != nil {
		return err
	}
	p := out.Board.Proposal
	if r.PostForm.Get("action") == doAgain {
		if r.PostForm.Get("plan") != fingerprint(out.Board) {
			return pug.Errorf(pug.Conflict, "The proposal that was agreed to is not the one that was found now.")
		}
		if p.People, err = f.Store.PutPeople(r.Context(), b.Cohort, out.Board.Everyone()); err != nil {
			return err
		}
	}
	return f.keep(r.Context(), p, out.What, out.After, by)
}

// fingerprint tells one proposal from another.
func fingerprint(b *curation.Board) string {
	hash := sha256.New()
	for _, group := range b.Groups {
		fmt.Fprintln(hash, group.ID, group.Lead, group.Members)
	}
	return hex.EncodeToString(hash.Sum(nil)[:8])
}
