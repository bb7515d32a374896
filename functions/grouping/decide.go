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
func (g *grouping) decide(ctx context.Context, b board, by string) error {
	if small := b.Small(); len(small) > 0 {
		return pug.Errorf(pug.Invalid, "%s", b.TooSmall(small[0]))
	}
	d := pug.Decision{Choice: pug.ChoicePublish, By: by, At: g.Now().UTC()}
	answer := workflow.Answer(subject(b.Cohort), d.At)
	if _, err := g.Store.Publish(ctx, b.Cohort, d, b.Revision, answer); err != nil {
		return err
	}
	if err := g.Workflow.Do(ctx, answer); err != nil {
		g.Log.WarnContext(ctx, "workflow not told yet, the sweep will", "cohort", b.Cohort, "error", err)
	}
	return nil
}

// showPublished tells who published the groups that it is done, and what comes next. Whoever comes later finds them published.
func (g *grouping) showPublished(w http.ResponseWriter, r *http.Request, b board) {
	g.pages.Done(w, r, fmt.Sprintf("The groups of the %s cohort are published", b.Cohort.Name()),
		"Champions, members and the waitlist are told by mail now, and you get a summary.", b.facts()...)
}

// showDecided shows that the groups are published, or that the link has ended.
func (g *grouping) showDecided(w http.ResponseWriter, r *http.Request, v link.Visitor, b board) error {
	if v.Late {
		g.pages.Expired(w, r, v.Expires.In(g.Settings.Zone), g.published(b))
		return nil
	}
	g.pages.Decided(w, r, *g.published(b))
	return nil
}

// published says what was published; nil while nothing is. Seats may have changed hands since.
func (g *grouping) published(b board) *page.Decision {
	d := b.cohort.Published
	if d == nil {
		return nil
	}
	what := fmt.Sprintf("The groups of the %s cohort are published: %s with %s.", b.Cohort.Name(), count(len(b.Groups), "group", "groups"),
		count(b.Value().Placed+len(b.Groups), "partner", "partners"))
	return &page.Decision{What: what, By: d.By, When: d.At.In(g.Settings.Zone), Note: d.Note}
}
