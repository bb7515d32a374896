package intake

import (
	"context"
	"fmt"

	"github.com/partnerusergroups/pugs/shared/hubspot"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// mostOvertaken is how many older submissions of a contact are looked at.
const mostOvertaken = 10

// tellOvertaken tells staff of submissions of this phase that the contact lists and that never came by themselves. To
// HubSpot two colleagues in one browser are one contact: before the first one's webhook is sent, the second one's
// answers have taken the place of the first one's.
func (f function) tellOvertaken(ctx context.Context, s hubspot.Submission, by pug.Application) error {
	if len(s.Earlier) == 0 || by.Cohort == "" || !by.Kind.Known() {
		return nil
	}
	dates, err := f.Calendar.Dates(ctx, by.Cohort)
	if err != nil {
		return err
	}
	opens := dates.Phase(by.Kind).Open
	for _, c := range s.Earlier[:min(len(s.Earlier), mostOvertaken)] {
		if c.At.Before(opens) {
			return nil
		}
		taken, err := f.taken(ctx, hashed(c.Key), hashed(c.Former))
		if err != nil {
			return err
		}
		if taken == "" {
			if err := f.keepOvertaken(ctx, c, by); err != nil {
				return err
			}
		}
	}
	return nil
}

// keepOvertaken stores what is known of a submission that was overtaken. It has a key of its own, since its webhook may
// still come.
func (f function) keepOvertaken(ctx context.Context, c hubspot.Conversion, by pug.Application) error {
	hash := hashed("overtaken " + c.Key)
	title := pug.Line(c.Title, maxShort)
	a := pug.Application{
		ID: pug.ApplicationID(by.Cohort, "", hash[:16]), Cohort: by.Cohort, Origin: pug.OriginForm, Email: by.Email,
		Submitted: c.At, Status: pug.StatusOdd, Problems: []pug.Problem{{Code: pug.ProblemOvertaken, Value: title,
			Detail: fmt.Sprintf("A newer submission in the same contact, %s, came in place of this one.", by.ID)}},
	}
	text := overtaken{Application: by, Form: title, Submitted: f.When(c.At)}
	told, err := f.Letters.TellingEach(ctx, "intake/"+a.ID+"/overtaken", text)
	if err != nil {
		return err
	}
	now := f.Now()
	told = append(told, store.Logged{Entry: pug.LogOdd(a, now)})
	err = f.Store.Take(ctx, store.Taking{Submission: hash, Received: now, Application: a, Owed: told})
	if pug.IsError(err, pug.Conflict) {
		return nil // they were told before
	}
	return err
}

// overtaken tells staff that an application may be missing.
type overtaken struct {
	Application pug.Application // the one that came in its place
	Form        string          // its title; may be empty
	Submitted   string
}
