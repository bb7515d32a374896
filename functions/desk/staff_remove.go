package desk

import (
	"context"
	"fmt"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// removeStaffAct removes somebody from staff (L11). Their links and sessions end with it: each use of one asks who is
// staff.
func (f function) removeStaffAct() act {
	return act{on: "staff", name: "remove", label: "Remove from staff",
		form: f.removeStaffForm, plan: f.planRemoveStaff}
}

func (f function) removeStaffForm(ctx context.Context, id string) (page.Form, error) {
	_, _, err := f.leaving(ctx, id)
	return page.Form{}, err
}

// leaving finds whom to remove. pug.Already: they were removed, by whom and when; pug.NotFound: nobody of the id was
// ever staff.
func (f function) leaving(ctx context.Context, id string) (pug.Team, pug.Staff, error) {
	team, err := f.Store.Staff(ctx)
	if err != nil {
		return team, pug.Staff{}, err
	}
	s, found := team.ByID(id)
	if found {
		return team, s, nil
	}
	lines, _, err := f.Store.LogOf(ctx, id, "", 1)
	if err != nil {
		return team, s, err
	}
	if len(lines) == 0 {
		return team, s, noStaff()
	}
	return team, s, pug.Errorf(pug.Already, "%s, by %s on %s.", lines[0], lines[0].By, f.When(lines[0].At))
}

func noStaff() error { return pug.Errorf(pug.NotFound, "There is nobody of staff at this address.") }

func (f function) planRemoveStaff(ctx context.Context, v visitor, id string, _ *page.Form) (deed, error) {
	team, leaving, err := f.leaving(ctx, id)
	if err != nil {
		return deed{}, err
	}
	after, err := team.Remove(leaving.Email)
	if err != nil {
		return deed{}, err
	}
	to := letter.Address{Name: leaving.Name, Email: leaving.Email}
	owed, err := f.Letters.Telling(fmt.Sprintf("staff/%s/%d/farewell", id, team.Revision), farewell{}, to)
	return deed{
		title:   "Remove " + leaving.Who() + " from staff",
		effects: append(removal(leaving, v, len(after.People)), fromNowOn(team)...),
		owed:    owed,
		entry: pug.Entry{Deed: "removed", About: []pug.Subject{leaving.Subject()},
			What: "{0} was removed from staff"},
		do: func(ctx context.Context, owed ...store.Owed) error {
			return f.Store.ChangeStaff(ctx, after, owed...)
		},
		undo: addAgain(leaving),
		back: "/desk/staff",
	}, err
}

// removal says what the removal of somebody does.
func removal(leaving pug.Staff, v visitor, left int) []string {
	effects := []string{
		leaving.Who() + " is signed out everywhere, at once.",
		"The links in mail that they got as staff no longer work, and letters that still wait for them are not sent.",
		"What they have decided stays as it is.",
		pug.Count(left, "person of staff remains", "people of staff remain") + ".",
	}
	if leaving.Email == v.Email {
		return append([]string{"You remove yourself: this is the last that you do at the desk."}, effects...)
	}
	return effects
}
