package act

import (
	"context"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/part"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// mostReturned is how many letters are seen to at once: more than a transaction takes.
const mostReturned = 12

// returned are letters that came back, and that nobody has seen to.
type returned struct {
	pug.Application // of whom they were for
	again           []store.Repeat
	over            []store.Letter // those that say nothing any more that is true and open
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
	var like *link.Link
	if err = f.stillTrue(ctx, l); err == nil {
		like, _, err = f.renewed(ctx, l)
	}
	switch {
	case pug.Final(err): // it is not true any more, or would lead nowhere
		return nil, false, nil
	case err != nil || like == nil:
		return nil, err == nil, err
	}
	return like, like.Expires.After(f.Now()), nil
}
