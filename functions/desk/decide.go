package desk

import (
	"context"
	"net/http"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/partnerusergroups/pugs/functions/desk/act"
	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// mostAtOnce is how many applications are decided by one form.
const mostAtOnce = 100

// decidedView says what came of decisions.
type decidedView struct {
	Choice pug.Choice
	Done   []string // whose applications are decided now
	Not    []refused
	Back   string
	Unsent string     // the message, where nothing was selected
	Form   *page.Form // to send the decision again: the message was too long. Nothing is decided; nil otherwise
}

// refused is an application that was not decided, and why.
type refused struct{ Name, Href, Sentence string }

// decide takes decisions in place: on one application, by a button in its row, or on all that are selected. Each is a
// decision of its own, as behind a link in mail, so that of a hundred one that was overtaken keeps no other.
func (f function) decide(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	if err := r.ParseForm(); err != nil {
		return pug.Wrapf(err, pug.NotFound, "The form did not arrive whole. Please go back and send it again.")
	}
	choice, ids := pug.Choice(r.PostForm.Get("choice")), r.PostForm["id"]
	if one, id, found := strings.Cut(r.PostForm.Get("one"), " "); found {
		choice, ids = pug.Choice(one), []string{id}
	}
	view := decidedView{Choice: choice, Back: signin.AtDesk(r.PostForm.Get("back"))}
	switch {
	case choice != pug.ChoiceApprove && choice != pug.ChoiceDecline && choice != pug.ChoiceWaitlist:
		return pug.Errorf(pug.NotFound, "There is no such choice. Please go back and choose again.")
	case len(ids) > mostAtOnce:
		return pug.Errorf(pug.NotFound, "Please select %d applications at most.", mostAtOnce)
	}
	note := page.Form{Fields: []page.Field{
		{Kind: page.TextArea, Name: "note", Label: "Message to the applicants", Length: act.NoteLength}}}
	if !note.Read(r.PostForm) {
		view.Form = decideAgain(choice, ids, view.Back, note.Fields)
		f.Pages.Render(w, r, http.StatusUnprocessableEntity, "decided", f.view(v, "Nothing is decided yet", view))
		return nil
	}
	if len(ids) == 0 {
		view.Unsent = note.Value("note")
	}
	d := pug.Decision{Choice: choice, Note: note.Value("note"), By: v.Who(), At: f.Now()}
	var err error
	if view.Done, view.Not, err = f.decideAll(r.Context(), ids, d, v); err != nil {
		return err
	}
	f.show(w, r, v, "decided", "Your decisions", view)
	return nil
}

// decideAgain is the form that sends a decision again, with further fields.
func decideAgain(choice pug.Choice, ids []string, back string, fields []page.Field) *page.Form {
	hidden := func(name, value string) page.Field { return page.Field{Kind: page.Hidden, Name: name, Value: value} }
	form := page.Form{Submit: "Have " + pug.Count(len(ids), "application", "applications") + " " + choice.Past(),
		Fields: append(fields, hidden("choice", string(choice)), hidden("back", back))}
	for _, id := range ids {
		form.Fields = append(form.Fields, hidden("id", id))
	}
	return &form
}

// decideAll decides on applications side by side, and says of each what came of it, in their order.
func (f function) decideAll(
	ctx context.Context, ids []string, d pug.Decision, v signin.Visitor,
) (done []string, not []refused, err error) {
	names, refusals := make([]string, len(ids)), make([]*refused, len(ids))
	decisions, within := errgroup.WithContext(ctx)
	decisions.SetLimit(f.Parallel)
	for i, id := range ids {
		decisions.Go(func() (err error) {
			names[i], refusals[i], err = f.decideOne(within, id, d, v)
			return err
		})
	}
	if err := decisions.Wait(); err != nil {
		return nil, nil, err
	}
	for i, name := range names {
		if refusals[i] != nil {
			not = append(not, *refusals[i])
		} else {
			done = append(done, name)
		}
	}
	return done, not, nil
}

// decideOne decides on an application, or says why that is not possible.
func (f function) decideOne(
	ctx context.Context, id string, d pug.Decision, v signin.Visitor,
) (string, *refused, error) {
	c, err := f.Store.Case(ctx, id)
	if pug.IsError(err, pug.NotFound) {
		return "", &refused{Name: id, Href: personPath(id), Sentence: "It is not there any more."}, nil
	}
	if err != nil {
		return "", nil, err
	}
	a := c.Application
	if a.Status == pug.StatusPending {
		call, err := f.decisions.Decide(ctx, c, d, v.Email)
		if err == nil {
			f.Follow(ctx, call)
			return a.Person().WithCompany(), nil, nil
		}
		if !pug.IsError(err, pug.Conflict) {
			return "", nil, err
		}
		if a, err = f.Store.Application(ctx, id); err != nil {
			return "", nil, err
		}
	}
	return "", &refused{a.Person().WithCompany(), personPath(id), f.overtaken(a)}, nil
}

// overtaken says why an application cannot be decided any more.
func (f function) overtaken(a pug.Application) string {
	if a.Decision == nil {
		return "It is not in review: it is " + a.State() + "."
	}
	return "It was " + a.Decision.Choice.Past() + " meanwhile by " + a.Decision.By + ", " + f.When(a.Decision.At) + "."
}
