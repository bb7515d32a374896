package act

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/part"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// returnedAct sends somebody whose address was changed what came back from their former addresses (L3, L13).
func (f Planner) returnedAct() Act {
	return Act{On: "people", Name: "returned", Label: "Send again what came back from a former address",
		Form: f.returnedForm, Plan: f.planReturned}
}

// mostReturned is how many letters are seen to at once: more than a transaction takes.
const mostReturned = 12

// returned are letters that came back, and that nobody has seen to.
type returned struct {
	pug.Application // of whom they were for
	again           []store.Repeat
	over            []store.Letter // those that say nothing any more that is true and open
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
	q := Question{Title: "Send " + r.Name() + " again what came back from a former address"}
	for _, repeat := range r.again {
		q.Fields = append(q.Fields, page.Field{Kind: page.Checkbox, Name: sends(repeat.Of), Value: "true",
			Label: "Send “" + repeat.Of.Subject + "”", Hint: "It was written " + f.When(repeat.Of.Written) + "."})
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
	d := Deed{Title: "Send " + r.Name() + " again what came back from a former address", Effects: r.effects(),
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

// returned reads what came back from former addresses of somebody, and nobody has seen to. pug.Already: nothing.
func (f Planner) returned(ctx context.Context, id string) (returned, error) {
	a, err := f.Store.Application(ctx, id)
	r := returned{Application: a}
	if err != nil {
		return r, err
	}
	letters, err := f.cameBack(ctx, a)
	if err != nil {
		return r, err
	}
	if len(letters) == 0 {
		return r, pug.Errorf(pug.Already, "Nothing waits that came back from a former address of %s.", a.Name())
	}
	asked := map[string]bool{}
	for _, l := range letters[:min(len(letters), mostReturned)] {
		like, open, err := f.opens(ctx, l)
		if err != nil {
			return r, err
		}
		if like != nil {
			about := like.Purpose + " " + like.Subject
			open, asked[about] = open && !asked[about], true
		}
		if !open {
			r.over = append(r.over, l)
			continue
		}
		to := letter.ToApplicant(a)
		to.ID = l.To.ID
		r.again = append(r.again, store.Repeat{Of: l, By: letter.Again(l, to, like, f.Now())})
	}
	return r, nil
}

// cameBack are the letters to a person that came back from former addresses, and that nobody has seen to: the latest
// first.
func (f Planner) cameBack(ctx context.Context, a pug.Application) ([]store.Letter, error) {
	if len(a.Addresses()) < 2 {
		return nil, nil
	}
	own, _, err := f.parts.Theirs(ctx, a)
	if err != nil {
		return nil, err
	}
	var all []store.Letter
	for _, email := range a.Addresses() {
		if strings.EqualFold(email, a.Email) {
			continue
		}
		letters, err := f.Store.Letters(ctx, email)
		if err != nil {
			return nil, err
		}
		for _, l := range letters {
			theirs := slices.ContainsFunc(own, func(o pug.Application) bool { return o.ID == l.To.ID })
			m, arose := l.Matter()
			if l.State != store.LetterBounced || !theirs || !arose {
				continue
			}
			_, err := f.Store.Matter(ctx, m)
			switch {
			case err == nil:
				all = append(all, l)
			case !pug.IsError(err, pug.NotFound):
				return nil, err
			}
		}
	}
	slices.SortStableFunc(all, func(a, b store.Letter) int { return b.Written.Compare(a.Written) })
	return all, nil
}

// opens says whether a letter from before still says what is true at another address, and open; with the link by which
// it asks, nil where it has none.
func (f Planner) opens(ctx context.Context, l store.Letter) (*link.Link, bool, error) {
	if l.Invitation != nil || part.OfAddress(l) { // the change of the address has moved the meetings ahead
		return nil, false, nil
	}
	c, err := f.Store.Cohort(ctx, pug.CohortOf(l.To.ID))
	switch {
	case err != nil && !pug.IsError(err, pug.NotFound): // it is stored once it is planned
		return nil, false, err
	case c.Stage == pug.StageClosed:
		return nil, false, nil
	}
	like, _, err := f.renewed(ctx, l)
	switch {
	case pug.Final(err): // it would lead nowhere
		return nil, false, nil
	case err != nil || like == nil:
		return nil, err == nil, err
	}
	return like, like.Expires.After(f.Now()), nil
}
