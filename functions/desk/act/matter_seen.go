package act

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// seenAct takes something off the first page of which nothing is to become.
func (f Planner) seenAct() Act {
	return Act{On: "matters", Name: "seen", Label: "Set aside", Form: f.seenForm, Plan: f.planSeen}
}

// matter reads what waits; pug.Already where it does not any more.
func (f Planner) matter(ctx context.Context, ref string) (pug.Matter, error) {
	named, err := pug.ParseMatterRef(ref)
	if err != nil {
		return named, err
	}
	m, err := f.Store.Matter(ctx, named)
	if pug.IsError(err, pug.NotFound) {
		err = pug.Errorf(pug.Already, "It does not wait for anybody any more: somebody saw to it, or set it aside.")
	}
	return m, err
}

func (f Planner) seenForm(ctx context.Context, ref string) (Question, error) {
	m, err := f.matter(ctx, ref)
	return Question{Title: "Set aside: " + m.Name}, err
}

func (f Planner) planSeen(ctx context.Context, _ pug.Staff, ref string, _ *page.Form) (Deed, error) {
	m, err := f.matter(ctx, ref)
	if err != nil {
		return Deed{}, err
	}
	entry := pug.Entry{Deed: "set aside", Cohort: m.Cohort, About: []pug.Subject{{ID: m.ID, Name: m.Name}},
		What: "{0} was taken off what needs staff"}
	return Deed{
		Title:   "Set aside: " + m.Name,
		Effects: []string{"It is taken off what needs staff. Its record stays as it is: " + m.Detail},
		Entry:   entry,
		Do: func(ctx context.Context, owed ...store.Owed) error {
			return f.Store.Settle(ctx, m, owed...)
		},
		Back: "/desk",
	}, nil
}
