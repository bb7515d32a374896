package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// act is something that staff do to mend something. It has three steps: a form; what it will do; it is done.
type act struct {
	// on and name are the first and the last part of its path: /desk/<on>/<id>/<name>.
	on, name string
	label    string // what a link to it says: "Move to another group"
	// form asks what must be known for it. The machinery adds why, prefills what the address gives, and takes the
	// answers.
	form func(ctx context.Context, id string) (page.Form, error)
	// plan says what it would do now. What is wrong with an answer it says in the form, and what makes it impossible
	// by an error for people: what is true now, by whom and since when, and what can be done instead.
	plan func(ctx context.Context, v visitor, id string, form *page.Form) (deed, error)
}

// why is the name of the field of the reason, which each act has.
const why = "why"

// deed is what an act does, before it is done.
type deed struct {
	title   string   // "Move Ada Hart to Group 3"
	effects []string // what becomes of seats, meetings and counts: a sentence each
	owed    []store.Owed
	entry   pug.Entry // its line in the log; who, when and why are filled in
	// do does all of it in one transaction, with what is owed. An error of which the kind is Conflict, Already or Full
	// says that something came in between.
	do func(ctx context.Context, owed ...store.Owed) error
	// telling says who is written to once it is done, where these are too many for its transaction; empty for nobody.
	telling string
	undo    string // the address of the act that takes it back, with its form filled in; empty where nothing does
	back    string // the page to go to next
}

// letters are those of what is owed.
func (d deed) letters() []store.Letter {
	var all []store.Letter
	for _, o := range d.owed {
		if l, ok := o.(store.Letter); ok {
			all = append(all, l)
		}
	}
	return all
}

// print tells two deeds apart by what their pages say.
func (d deed) print() string {
	sum := sha256.New()
	for _, text := range append([]string{d.title, d.entry.What, d.telling}, d.effects...) {
		fmt.Fprintf(sum, "%q\n", text)
	}
	for _, l := range d.letters() {
		fmt.Fprintf(sum, "%q %q\n", l.To.Email, l.Subject)
	}
	return hex.EncodeToString(sum.Sum(nil))[:16]
}

// actView is the page of an act: of its form, or of what it will do.
type actView struct {
	Form    page.Form
	Effects []string
	Letters []store.Letter
	Telling string
	Shown   string // the print of the deed that the page shows
	Changed bool   // it is another one than was agreed to
}

// act serves an act. What is posted is planned afresh, and done only where it is what the page has shown.
func (f function) act(a act) opening {
	return func(w http.ResponseWriter, r *http.Request, v visitor) error {
		id := r.PathValue("id")
		form, err := a.form(r.Context(), id)
		if err != nil {
			return f.impossible(w, r, v, a, err)
		}
		form.Fields = append(form.Fields, page.Field{Kind: page.TextArea, Name: why, Label: "Why",
			Hint: "For the team. It stands in the log.", Required: true, Length: 500})
		prefill(&form, r.URL.Query())
		status, answered := duty.Answered(r, &form)
		if !answered || r.PostForm.Has("edit") {
			form.Submit = "Go on"
			f.Pages.Render(w, r, status, "act", f.view(v, a.label, actView{Form: form}))
			return nil
		}
		return f.carryOut(w, r, v, a, id, form)
	}
}

// prefill puts values of an address into a form that nobody has filled in.
func prefill(form *page.Form, values url.Values) {
	for i := range form.Fields {
		if field := &form.Fields[i]; values.Has(field.Name) {
			field.Value = pug.Prose(values.Get(field.Name), field.Most())
		}
	}
}

// carryOut plans an act by a form that is filled in. It shows what the act will do, or does it where that was seen.
func (f function) carryOut(w http.ResponseWriter, r *http.Request, v visitor, a act, id string, form page.Form) error {
	d, err := a.plan(r.Context(), v, id, &form)
	if form.Failed() {
		form.Submit = "Go on"
		f.Pages.Render(w, r, http.StatusUnprocessableEntity, "act", f.view(v, a.label, actView{Form: form}))
		return nil
	}
	if err != nil {
		return f.impossible(w, r, v, a, err)
	}
	seen := r.PostForm.Get("shown")
	view := actView{Form: form, Effects: d.effects, Letters: d.letters(), Telling: d.telling, Shown: d.print()}
	view.Changed = seen != "" && seen != view.Shown
	if seen != view.Shown {
		f.show(w, r, v, "deed", d.title, view)
		return nil
	}
	e := d.entry
	e.By, e.Actor, e.At, e.Why, e.Undo = v.Name, v.Email, f.Now(), form.Value(why), d.undo
	err = f.FollowAll(r.Context(), d.owed, d.do(r.Context(), append(d.owed, store.Logged{Entry: e})...))
	if err != nil {
		return f.impossible(w, r, v, a, err)
	}
	f.Log.InfoContext(r.Context(), "act done", "act", a.name, "subject", id)
	to := "/desk/done/" + store.LogPath(e) + "?" + url.Values{"back": {d.back}}.Encode()
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// impossible says why an act is not possible as things stand; an error of ours goes on.
func (f function) impossible(w http.ResponseWriter, r *http.Request, v visitor, a act, err error) error {
	back := "/desk/" + a.on + "/" + r.PathValue("id")
	if slices.Contains([]string{"flags", "matters", "messages", "twins"}, a.on) { // which have no page of their own
		back = "/desk"
	}
	return f.Impossible(w, r, f.view(v, "", nil), err, back)
}
