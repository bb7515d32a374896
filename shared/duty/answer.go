package duty

import (
	"context"
	"net/http"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// Answered says whether a form was posted, and is complete. Otherwise the page is to be shown with the status: what a
// posted form lacks is said in it.
func Answered(r *http.Request, form *page.Form) (status int, complete bool) {
	if r.Method != http.MethodPost {
		return http.StatusOK, false
	}
	if err := r.ParseForm(); err != nil {
		form.Fail("", "Your answer did not arrive whole. Please send it again.")
		return http.StatusUnprocessableEntity, false
	}
	if !form.Read(r.PostForm) {
		return http.StatusUnprocessableEntity, false
	}
	return http.StatusOK, true
}

// Follow makes a call that was stored in the outbox. If that fails, the sweep makes it later.
func (b *Base) Follow(ctx context.Context, call store.Call) {
	if err := b.Workflow.Do(ctx, call); err != nil {
		b.Log.WarnContext(ctx, "workflow not told yet, the sweep will", "call", call.ID, "error", err)
	}
}

// FollowAll makes the calls among what is owed, once it was stored with its cause. If storing failed, that error comes
// back, and no call is made.
func (b *Base) FollowAll(ctx context.Context, owed []store.Owed, failed error) error {
	if failed != nil {
		return failed
	}
	for _, o := range owed {
		if call, ok := o.(store.Call); ok {
			b.Follow(ctx, call)
		}
	}
	return nil
}

// Impossible answers that something cannot be done as things stand: why, and where that is seen. The view has what is
// around the page. Errors of ours come back, and so does pug.NotFound.
func (b *Base) Impossible(w http.ResponseWriter, r *http.Request, around page.View, err error, back string) error {
	if !pug.Final(err) || pug.IsError(err, pug.NotFound) {
		return err
	}
	b.Pages.Impossible(w, r, around, pug.Sentence(err), back)
	return nil
}

// Ended sees to the error with which a page ended: pug.NotFound is answered by missing, which gets what it says to
// people; others are errors of ours.
func (b *Base) Ended(w http.ResponseWriter, r *http.Request, err error, missing func(sentence string)) {
	switch {
	case err == nil:
	case pug.IsError(err, pug.NotFound):
		missing(pug.Sentence(err))
	default:
		b.Failed(w, r, err)
	}
}

// Failed answers for an error of ours, and logs it.
func (b *Base) Failed(w http.ResponseWriter, r *http.Request, err error) {
	b.Log.ErrorContext(r.Context(), "page failed", "error", err)
	b.Pages.Failed(w, r)
}
