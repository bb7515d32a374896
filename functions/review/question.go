package review

import (
	"context"
	"fmt"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// openOut is the output of the task open: until when staff are waited for, each reminder and last the deadline.
type openOut struct {
	Until []time.Time `json:"until"`
}

// open plans the rounds in which staff are asked. The times are whole seconds, as workflows count them.
func (f function) open(ctx context.Context, in applicationIn) (openOut, error) {
	now := f.Now().Truncate(time.Second)
	c, err := f.Store.Case(ctx, in.Application)
	if err != nil {
		return openOut{}, err
	}
	return openOut{calendar.Rounds(now, c.DecideBy(), f.Settings.Intervals.ReviewReminders)}, nil
}

// askIn is the input of the task ask. Round 0 asks, later ones remind.
type askIn struct {
	Application string `json:"application"`
	Token       string `json:"token"`
	Round       int    `json:"round"`
}

// ask asks each of the staff by a link of their own, unless the application is decided already, or its deadline has
// passed: where it came in late, or asking has failed until now, nobody is waited for any more. The links of earlier
// rounds stay good.
func (f function) ask(ctx context.Context, in askIn) error {
	now := f.Now()
	if err := f.Workflow.Await(ctx, in.Application, in.Token); err != nil {
		return err
	}
	c, err := f.Store.Case(ctx, in.Application)
	a, ends := c.Application, c.DecideBy()
	switch {
	case err != nil:
		return err
	case a.Status != pug.StatusPending:
		return f.Workflow.Complete(ctx, in.Application, in.Token)
	case !ends.After(now):
		if _, err := f.lapse(ctx, applicationIn{in.Application}); err != nil {
			return err
		}
		return f.Workflow.Complete(ctx, in.Application, in.Token)
	}
	people, err := f.people(ctx, a)
	if err != nil {
		return err
	}
	key := fmt.Sprintf("review/%s/%d", a.ID, in.Round)
	if !ends.Equal(a.Deadline.Truncate(time.Second)) { // it was moved, and staff are asked anew
		key += ends.UTC().Format("/20060102T1504")
	}
	question := reviewRequest{a, in.Round > 0, origin(a), people.Sentences(), f.When(a.Submitted), f.When(ends)}
	to, err := f.asked(ctx, c, in.Round, now)
	if err != nil {
		return err
	}
	return f.Letters.Ask(ctx, key, link.Link{Purpose: purpose, Subject: a.ID, Expires: ends}, question,
		letter.While(store.Undecided(a), to...)...)
}

// cannotWait is when an application is decided so soon that the letter of the morning may come too late.
const cannotWait = 36 * time.Hour

// asked are those of staff who are asked by a letter of its own: everybody about a Champion, and about what cannot
// wait; else, and when they are reminded, who wants to hear of each. All others have it in the letter of the morning.
func (f function) asked(ctx context.Context, c store.Case, round int, now time.Time) ([]letter.Address, error) {
	if round == 0 && (c.Application.Kind == pug.KindChampion || c.DecideBy().Sub(now) < cannotWait) {
		return f.Letters.Told(ctx)
	}
	return f.Letters.ToldOfEach(ctx)
}

// lapseOut is the output of the task lapse.
type lapseOut struct {
	Concluded bool `json:"concluded"` // nothing is left to do
}

// lapse waitlists what nobody decided.
func (f function) lapse(ctx context.Context, in applicationIn) (lapseOut, error) {
	concluded, err := f.decisions.Lapse(ctx, in.Application)
	return lapseOut{concluded}, err
}
