package contacts

import (
	"context"
	"maps"
	"slices"

	"github.com/partnerusergroups/pugs/shared/contact"
	"github.com/partnerusergroups/pugs/shared/hubspot"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// tellPeople tells HubSpot what is true of people, a batch at most. It says whether to go on with others: what HubSpot
// refuses of some, it may take of others.
func (f function) tellPeople(ctx context.Context, entries []store.Stale) (goOn bool, err error) {
	people, err := f.Store.Involved(ctx, entries)
	if err != nil {
		return false, err
	}
	updates, err := f.updates(ctx, people)
	if err != nil {
		return false, err
	}
	var each []error
	if err := f.call(ctx, func() (err error) {
		each, err = f.hubspot.UpdateContacts(ctx, updates)
		return err
	}); err != nil {
		f.trouble(ctx, entries[0].Of, err)
		return hubspot.TroubleOf(err) == hubspot.TroubleSetup, nil
	}
	left := map[string]bool{}
	for i, u := range updates {
		for _, a := range people[u.Email] {
			left[a.ID] = !f.done(ctx, a.ID, each[i])
		}
	}
	return true, f.forget(ctx, slices.DeleteFunc(entries, func(entry store.Stale) bool { return left[entry.Of] }))
}

// done says whether nothing is left to tell of an application after what HubSpot answered.
func (f function) done(ctx context.Context, application string, err error) bool {
	switch hubspot.TroubleOf(err) {
	case hubspot.NoTrouble:
		return true
	case hubspot.TroubleContact:
		f.Log.InfoContext(ctx, "HubSpot has no such contact", "application", application)
		return true
	}
	f.trouble(ctx, application, err)
	return false
}

// updates are what is true of people, by address.
func (f function) updates(ctx context.Context, people map[string][]pug.Application) ([]hubspot.ContactUpdate, error) {
	truth := newTruth(f.Store)
	var updates []hubspot.ContactUpdate
	for _, email := range slices.Sorted(maps.Keys(people)) {
		c, err := truth.of(ctx, people[email])
		if err != nil {
			return nil, err
		}
		former, err := f.former(ctx, email, people[email])
		if err != nil {
			return nil, err
		}
		updates = append(updates, hubspot.ContactUpdate{Email: email, Former: former, Properties: contact.Values(c)})
	}
	return updates, nil
}

// former are the addresses that a person had before, the latest first: HubSpot does not learn of another one by itself
// (L3). One by which somebody applies now is theirs.
func (f function) former(ctx context.Context, email string, applications []pug.Application) ([]string, error) {
	var all []string
	for _, a := range applications {
		for _, was := range slices.Backward(a.Addresses()) {
			if was == email || slices.Contains(all, was) {
				continue
			}
			count, err := f.Store.CountAt(ctx, was)
			if err != nil {
				return nil, err
			}
			if len(count) == 0 {
				all = append(all, was)
			}
		}
	}
	return all, nil
}

type tellAllIn struct {
	Cohort pug.CohortID `json:"cohort"`
}

type tellAllOut struct {
	Applications int `json:"applications"`
}

// tellAll has HubSpot told of all of a cohort, its topics among it, though nothing has changed: what happened before a
// token was set, or before a table was restored, it does not know.
func (f function) tellAll(ctx context.Context, in tellAllIn) (tellAllOut, error) {
	var ids []string
	for _, kind := range []pug.Kind{pug.KindChampion, pug.KindMember} {
		applications, err := f.Store.Applications(ctx, in.Cohort, kind)
		if err != nil {
			return tellAllOut{}, err
		}
		for _, a := range applications {
			ids = append(ids, a.ID)
		}
	}
	return tellAllOut{len(ids)}, f.Store.SetStale(ctx, append(ids, string(in.Cohort))...)
}
