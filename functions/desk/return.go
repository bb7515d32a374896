package desk

import (
	"context"
	"fmt"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/part"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// returnAct takes an excusal back, or brings back whoever left their group (L10): to a seat while one is free, else to
// the first place on the waitlist.
func (f function) returnAct() act {
	return act{on: "people", name: "return", label: "Bring back into the group", form: f.returnForm, plan: f.planReturn}
}

func (f function) returnForm(ctx context.Context, id string) (page.Form, error) {
	s, err := f.standing(ctx, id)
	if err == nil {
		err = s.Application.MayReturn(s.Seat)
	}
	return page.Form{Fields: []page.Field{noteField()}}, err
}

func (f function) planReturn(ctx context.Context, v visitor, id string, form *page.Form) (deed, error) {
	s, err := f.standing(ctx, id)
	if err != nil {
		return deed{}, err
	}
	if err := s.Application.MayReturn(s.Seat); err != nil {
		return deed{}, err
	}
	if err := s.Runs(); err != nil {
		return deed{}, err
	}
	full, waitlist, err := f.parts.Room(ctx, s.Standing)
	if err != nil {
		return deed{}, err
	}
	reversals, taken := f.reversals(s, v.Name)
	var d deed
	if full == nil {
		d, err = f.seatAgain(s, v.actor(form))
	} else {
		d, err = f.firstInLine(s, waitlist, full, form.Value("note"))
	}
	d.owed, d.effects = append(d.owed, reversals...), append(d.effects, taken...)
	d.back = "/desk/groups/" + s.Group.ID
	return d, err
}

// reversals take back the excusals of a member.
func (f function) reversals(s standing, by string) (owed []store.Owed, effects []string) {
	for _, flag := range pug.Excusals(s.Records.Flags, s.Application.ID) {
		d := pug.Decision{Choice: pug.ChoiceKeep, By: by, At: f.Now()}
		owed = append(owed, store.Reversal{Flag: flag.ID, Decision: d})
		effects = append(effects, fmt.Sprintf("The excusal after %d missed meetings is taken back. They still count.",
			flag.Missed))
	}
	return owed, effects
}

// seatAgain gives the seat back.
func (f function) seatAgain(s standing, by part.Actor) (deed, error) {
	seat, told, err := f.parts.Comeback(s.Standing, by)
	return deed{
		title: "Bring " + s.Application.Name() + " back into " + s.Group.Name(),
		effects: []string{"They have their seat again, and are invited to the meetings ahead.",
			partners(s.Group, 1)},
		owed:  told,
		entry: s.About("brought back", "{0} was brought back into {1}", s.Group),
		do: func(ctx context.Context, owed ...store.Owed) error {
			return f.Store.TakeSeat(ctx, seat, nil, owed...)
		},
		undo: s.path("leave"),
	}, err
}

// firstInLine puts somebody before all others on the waitlist, as there is no seat for them: full says why.
func (f function) firstInLine(s standing, waitlist []pug.Place, full error, note string) (deed, error) {
	a := s.Application
	place := pug.FirstPlace(waitlist, a.Person(), "Had a seat before. The first that comes free is theirs.")
	told, err := f.Letters.Telling(s.LetterKey("first"), firstInLine{s.Group, note}, letter.ToApplicant(a))
	return deed{
		title: "Put " + a.Name() + " first on the waitlist",
		effects: []string{pug.Sentence(full), "They are offered the next seat that comes free, before all others.",
			pug.Count(len(waitlist), "person waits", "people wait") + " behind them."},
		owed:  told,
		entry: s.About("put first", "{0} was put first on the waitlist, as {1} had no seat free", s.Group),
		do:    func(ctx context.Context, owed ...store.Owed) error { return f.Store.Wait(ctx, place, owed...) },
		undo:  s.path("withdraw"),
	}, err
}
