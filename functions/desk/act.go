package desk

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/partnerusergroups/pugs/functions/desk/act"
	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// actView is the page of an act: of its form, or of what it will do.
type actView struct {
	Form    page.Form
	Effects []string
	Letters []store.Letter
	Telling string
	Shown   string // the print of the deed that the page shows
	Changed bool   // it is another one than was agreed to
	Back    string // where who does nothing goes back to
}

// act serves an act. What is posted is planned afresh, and done only where it is what the page has shown.
func (f function) act(a act.Act) opening {
	return func(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
		id := r.PathValue("id")
		asked, err := a.Form(r.Context(), id)
		if err != nil {
			return f.impossible(w, r, v, a, err)
		}
		form := page.Form{Submit: "Go on"}
		form.Fields = append(asked.Fields, page.Field{Kind: page.TextArea, Name: act.Why, Label: "Why",
			Hint: "For the team. It stands in the log.", Required: true, Length: 500})
		prefill(&form, r.URL.Query())
		status, answered := duty.Answered(r, &form)
		if !answered || r.PostForm.Has("edit") {
			f.Pages.Render(w, r, status, "act", f.view(v, asked.Title,
				actView{Form: form, Back: subject(a, id)}))
			return nil
		}
		return f.carryOut(w, r, v, a, asked.Title, form)
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

// carryOut plans an act by a form that is filled in, and has the heading. It shows what the act will do, or does it
// where that was seen.
func (f function) carryOut(
	w http.ResponseWriter, r *http.Request, v signin.Visitor, a act.Act, asked string, form page.Form,
) error {
	id := r.PathValue("id")
	d, err := a.Plan(r.Context(), v.Staff, id, &form)
	if form.Failed() {
		f.Pages.Render(w, r, http.StatusUnprocessableEntity, "act", f.view(v, asked,
			actView{Form: form, Back: subject(a, id)}))
		return nil
	}
	if err != nil {
		return f.refused(w, r, v, a, asked, form, err)
	}
	seen := r.PostForm.Get("shown")
	view := actView{Form: form, Effects: d.Effects, Letters: d.Letters(), Telling: d.Telling, Shown: d.Print(),
		Back: subject(a, id)}
	view.Changed = seen != "" && seen != view.Shown
	if seen != view.Shown {
		f.show(w, r, v, "deed", d.Title, view)
		return nil
	}
	e := d.Entry
	e.By, e.Actor, e.At, e.Why, e.Undo = v.Name, v.Email, f.Now(), form.Value(act.Why), d.Undo
	err = f.FollowAll(r.Context(), d.Owed, d.Do(r.Context(), append(d.Owed, store.Logged{Entry: e})...))
	if err != nil {
		return f.refused(w, r, v, a, asked, form, err)
	}
	f.Log.InfoContext(r.Context(), "act done", "act", a.Name, "subject", id)
	to := "/desk/done/" + store.LogPath(e) + "?" + url.Values{"back": {d.Back}}.Encode()
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// refused shows the form of an act again, filled in as it was, with why it was not done; an error of ours goes on.
func (f function) refused(
	w http.ResponseWriter, r *http.Request, v signin.Visitor, a act.Act, asked string, form page.Form, err error,
) error {
	if !pug.Final(err) || pug.IsError(err, pug.NotFound) {
		return err
	}
	form.Fail("", pug.Sentence(err))
	f.Pages.Render(w, r, http.StatusConflict, "act", f.view(v, asked,
		actView{Form: form, Back: subject(a, r.PathValue("id"))}))
	return nil
}

// impossible says why an act is not possible as things stand; an error of ours goes on.
func (f function) impossible(w http.ResponseWriter, r *http.Request, v signin.Visitor, a act.Act, err error) error {
	return f.Impossible(w, r, f.view(v, a.Label, nil), err, subject(a, r.PathValue("id")))
}

// subject is the page of what an act is on.
func subject(a act.Act, id string) string {
	if slices.Contains([]string{"flags", "matters", "messages", "twins"}, a.On) { // which have no page of their own
		return "/desk"
	}
	return "/desk/" + a.On + "/" + url.PathEscape(id)
}
