package act

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
func (f Planner) removeStaffAct() Act {
	return Act{On: "staff", Name: "remove", Label: "Remove from staff",
		Form: f.removeStaffForm, Plan: f.planRemoveStaff}
}

func (f Planner) removeStaffForm(ctx context.Context, id string) (Question, error) {
	_, s, err := f.leaving(ctx, id)
	return Question{Title: "Remove " + s.Who() + " from staff"}, err
}

// leaving finds whom to remove. pug.Already: they were removed, by whom and when; pug.NotFound: nobody of the id was
// ever staff.
func (f Planner) leaving(ctx context.Context, id string) (pug.Team, pug.Staff, error) {
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
		return team, s, NoStaff()
	}
	return team, s, pug.Errorf(pug.Already, "%s, by %s on %s.", lines[0], lines[0].By, f.When(lines[0].At))
}

// NoStaff says that nobody at the desk has such an id: pug.NotFound.
func NoStaff() error { return pug.Errorf(pug.NotFound, "No staff member has this address.") }

func (f Planner) planRemoveStaff(ctx context.Context, v pug.Staff, id string, _ *page.Form) (Deed, error) {
	team, leaving, err := f.leaving(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	after, err := team.Remove(leaving.Email)
	if err != nil {
		return Deed{}, err
	}
	to := letter.Address{Name: leaving.Name, Email: leaving.Email}
	owed, err := f.Letters.Telling(fmt.Sprintf("staff/%s/%d/farewell", id, team.Revision), farewell{}, to)
	return Deed{
		Title:   "Remove " + leaving.Who() + " from staff",
		Effects: append(removal(leaving, v, len(after.People)), fromNowOn(team)...),
		Owed:    owed,
		Entry: pug.Entry{Deed: "removed", About: []pug.Subject{leaving.Subject()},
			What: "{0} was removed from staff"},
		Do: func(ctx context.Context, owed ...store.Owed) error {
			return f.Store.ChangeStaff(ctx, after, owed...)
		},
		Undo: addAgain(leaving),
		Back: "/desk/staff",
	}, err
}

// removal says what the removal of somebody does.
func removal(leaving pug.Staff, v pug.Staff, left int) []string {
	effects := []string{
		leaving.Who() + " is signed out everywhere, at once.",
		"The links in email that they got as staff no longer work, and letters that still wait for them are not sent.",
		"What they have decided stays as it is.",
		pug.Count(left, "person of staff remains", "people of staff remain") + ".",
	}
	if leaving.Email == v.Email {
		return append([]string{"You remove yourself: this is the last that you do at the desk."}, effects...)
	}
	return effects
}
