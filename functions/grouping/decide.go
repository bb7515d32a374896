package grouping

import (
	"context"
	"fmt"
	"net/http"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// decide publishes the groups, and tells the workflow that waits for it.
func (f function) decide(ctx context.Context, b board, by string) error {
	if small := b.Small(); len(small) > 0 {
		return pug.Errorf(pug.Invalid, "%s", b.TooSmall(small[0]))
	}
	d := pug.Decision{Choice: pug.ChoicePublish, By: by, At: f.Now()}
	answer := workflow.Answer(subject(b.Cohort), d.At)
	if _, err := f.Store.Publish(ctx, b.Cohort, d, b.Revision, answer); err != nil {
		return err
	}
	f.Follow(ctx, answer)
	return nil
}

// showPublished tells who published the groups that it is done, and what comes next. Whoever comes later finds them
// published.
func (f function) showPublished(w http.ResponseWriter, r *http.Request, b board) {
	f.Pages.Done(w, r, fmt.Sprintf("The groups of the %s cohort are published", b.Cohort.Name()),
		"Champions, members and the waitlist are told by mail now, and you get a summary.", b.facts()...)
}

// showDecided shows that the groups are published, or that the link has ended.
func (f function) showDecided(w http.ResponseWriter, r *http.Request, v link.Visitor, b board) error {
	if v.Late {
		f.Expired(w, r, v, f.published(b))
		return nil
	}
	f.Pages.Decided(w, r, *f.published(b))
	return nil
}

// published says what was published; nil while nothing is. Seats may have changed hands since.
func (f function) published(b board) *page.Decision {
	d := b.cohort.Published
	if d == nil {
		return nil
	}
	what := fmt.Sprintf("The groups of the %s cohort are published: %s with %s.", b.Cohort.Name(),
		count(len(b.Groups), "group", "groups"),
		count(b.Value().Placed+len(b.Groups), "partner", "partners"))
	return f.Decision(what, *d)
}
