package act

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
func (f Planner) returnAct() Act {
	return Act{On: "people", Name: "return", Label: "Bring back into the group", Form: f.returnForm, Plan: f.planReturn}
}

func (f Planner) returnForm(ctx context.Context, id string) (Question, error) {
	s, err := f.returns(ctx, id)
	title := "Bring " + s.Application.Name() + " back into " + s.Group.Name()
	return Question{Title: title, Fields: []page.Field{noteField()}}, err
}

// returns reads where somebody stands who can come back, or says why they cannot.
func (f Planner) returns(ctx context.Context, id string) (standing, error) {
	s, err := f.standing(ctx, id)
	if err == nil {
		err = s.MayReturn()
	}
	if err == nil {
		err = f.parts.Besides(ctx, s.Application)
	}
	return s, err
}

func (f Planner) planReturn(ctx context.Context, v pug.Staff, id string, form *page.Form) (Deed, error) {
	s, err := f.returns(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	full, waitlist, err := f.parts.Room(ctx, s.Standing)
	if err != nil {
		return Deed{}, err
	}
	reversals, taken := f.reversals(s, v.Name)
	var d Deed
	if full == nil {
		d, err = f.seatAgain(s, actor(v, form))
	} else {
		text := firstInLine{s.Group, pug.Firsts(waitlist), len(reversals) > 0, form.Value("note")}
		d, err = f.firstInLine(s, waitlist, full, text)
	}
	d.Owed, d.Effects = append(d.Owed, reversals...), append(d.Effects, taken...)
	d.Back = "/desk/groups/" + s.Group.ID
	return d, err
}

// reversals take back the excusals of a member.
func (f Planner) reversals(s standing, by string) (owed []store.Owed, effects []string) {
	for _, flag := range pug.Excusals(s.Records.Flags, s.Seat) {
		d := pug.Decision{Choice: pug.ChoiceKeep, By: by, At: f.Now()}
		owed = append(owed, store.Reversal{Flag: flag.ID, Decision: d})
		effects = append(effects, fmt.Sprintf("The excusal after %d missed meetings is taken back. They still count.",
			flag.Missed))
	}
	return owed, effects
}

// seatAgain gives the seat back.
func (f Planner) seatAgain(s standing, by part.Actor) (Deed, error) {
	seat, told, err := f.parts.Comeback(s.Standing, by)
	return Deed{
		Title: "Bring " + s.Application.Name() + " back into " + s.Group.Name(),
		Effects: []string{"They have their seat again, and are invited to the meetings ahead.",
			partners(s.Group, 1)},
		Owed:  told,
		Entry: s.About("brought back", "{0} was brought back into {1}", s.Group),
		Do: func(ctx context.Context, owed ...store.Owed) error {
			return f.Store.TakeSeat(ctx, seat, nil, owed...)
		},
		Undo: s.path("leave"),
	}, err
}

// firstInLine puts somebody before all others on the waitlist but for those who were put there before, as there is no
// seat for them: full says why.
func (f Planner) firstInLine(s standing, waitlist []pug.Place, full error, text firstInLine) (Deed, error) {
	a := s.Application
	place := pug.FirstPlace(waitlist, a.Person(), "Had a seat before, and there was none to come back to.")
	to := letter.While(store.Waits(place), letter.ToApplicant(a))
	told, err := f.Letters.Telling(s.LetterKey("first"), text, to...)
	where, others := "first", "before all others"
	if text.Before > 0 {
		where, others = "among the first", "before all others but for "+
			pug.Count(text.Before, "person who was", "people who were")+" put there before them"
	}
	return Deed{
		Title: "Put " + a.Name() + " " + where + " on the waitlist",
		Effects: []string{pug.Sentence(full), "They are offered the next seat that suits them, " + others + ".",
			pug.Count(len(waitlist)-text.Before, "person waits", "people wait") + " behind them."},
		Owed:  told,
		Entry: s.About("put first", "{0} was put "+where+" on the waitlist, as {1} had no seat for them", s.Group),
		Do:    func(ctx context.Context, owed ...store.Owed) error { return f.Store.Wait(ctx, place, owed...) },
		Undo:  s.path("withdraw"),
	}, err
}
