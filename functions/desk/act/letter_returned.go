package act

import (
	"context"
	"fmt"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// returnedAct sends somebody whose address was changed what came back from their former addresses (L3, L13).
func (f Planner) returnedAct() Act {
	return Act{On: "people", Name: "returned", Label: "Send again what came back from a former address",
		Form: f.returnedForm, Plan: f.planReturned}
}

// Next leads from a line of the log to the act that comes next; empty where none does.
func (f Planner) Next(ctx context.Context, e pug.Entry) (page.MenuItem, error) {
	if e.Deed != pug.DeedIdentified || len(e.About) == 0 {
		return page.MenuItem{}, nil
	}
	a := f.returnedAct()
	r, err := f.returned(ctx, e.About[0].ID)
	switch {
	case pug.IsError(err, pug.Already):
		return page.MenuItem{}, nil
	case err != nil:
		return page.MenuItem{}, err
	}
	return page.MenuItem{Label: fmt.Sprintf("%s (%d)", a.Label, len(r.again)+len(r.over)),
		Href: "/desk/people/" + r.ID + "/" + a.Name}, nil
}

func (f Planner) returnedForm(ctx context.Context, id string) (Question, error) {
	r, err := f.returned(ctx, id)
	q := Question{Title: "Send again what came back from a former address of " + r.Name()}
	for _, repeat := range r.again {
		written := page.Day(repeat.Of.Written.In(f.Settings.Zone))
		q.Fields = append(q.Fields, page.Field{Kind: page.Checkbox, Name: sends(repeat.Of), Value: "true",
			Label: "Send “" + repeat.Of.Subject + "” of " + written})
	}
	return q, err
}

// sends names the field of the form by which a letter is sent again.
func sends(l store.Letter) string { return "send-" + l.ID[:12] }

func (f Planner) planReturned(ctx context.Context, _ pug.Staff, id string, form *page.Form) (Deed, error) {
	r, err := f.returned(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	r = r.chosen(form)
	d := Deed{Title: "Send again what came back from a former address of " + r.Name(), Effects: r.effects(),
		Entry: pug.Entry{Deed: "sent again", Cohort: r.Cohort, About: []pug.Subject{r.Person().Subject()},
			What: "What came back from a former address of {0} was sent again: " +
				pug.Count(len(r.again), "letter", "letters")},
		Do: func(ctx context.Context, owed ...store.Owed) error {
			return f.Store.SentAgain(ctx, r.again, owed...)
		},
		Back: "/desk/people/" + id}
	for _, repeat := range r.again {
		d.Owed = append(d.Owed, repeat.By, settled(repeat.Of))
	}
	for _, l := range r.over {
		d.Owed = append(d.Owed, settled(l))
	}
	return d, nil
}

// chosen leaves out what is not to be sent.
func (r returned) chosen(form *page.Form) returned {
	all := r.again
	r.again = nil
	for _, repeat := range all {
		if form.Value(sends(repeat.Of)) == "true" {
			r.again = append(r.again, repeat)
		} else {
			r.over = append(r.over, repeat.Of)
		}
	}
	return r
}

func settled(l store.Letter) store.Settled {
	m, _ := l.Matter()
	return store.Settled{Matter: m}
}

// effects say what goes to the new address, and what does not.
func (r returned) effects() []string {
	all := []string{"Nothing of it is sent."}
	if len(r.again) > 0 {
		all[0] = fmt.Sprintf("%s, the address on record, gets what still matters: %s.", r.Email,
			pug.Count(len(r.again), "letter", "letters"))
	}
	for _, l := range r.over {
		all = append(all, "Not sent, but marked as seen: “"+l.Subject+"”.")
	}
	return all
}
