package act

import (
	"context"
	"fmt"
	"net/url"
	"time"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// welcomeLasts is how long the link that welcomes somebody signs in.
const welcomeLasts = 7 * 24 * time.Hour

// addStaffAct adds somebody to staff (L11). Whoever came is told in one letter what waits, with a link that signs them
// in: there they find every matter with what can be done about it, however many there are.
func (f Planner) addStaffAct() Act {
	return Act{On: "staff", Name: "add", Label: "Add somebody to staff", Form: f.addStaffForm, Plan: f.planAddStaff}
}

func (f Planner) addStaffForm(_ context.Context, id string) (Question, error) {
	if id != "new" {
		return Question{}, NoStaff()
	}
	return Question{Title: "Add somebody to staff", Fields: []page.Field{
		{Name: "name", Label: "Name", Hint: "It is shown with what they decide.", Required: true, Length: 100},
		{Kind: page.Email, Name: "email", Label: "Email address", Required: true, Length: 254},
	}}, nil
}

func (f Planner) planAddStaff(ctx context.Context, v pug.Staff, _ string, form *page.Form) (Deed, error) {
	team, err := f.Store.Staff(ctx)
	if err != nil {
		return Deed{}, err
	}
	now := f.Now()
	after, err := team.Add(pug.Staff{Email: form.Value("email"), Name: form.Value("name"), Since: now, By: v.Name})
	if pug.IsError(err, pug.Invalid) {
		form.Fail("email", pug.Sentence(err))
	}
	if err != nil {
		return Deed{}, err
	}
	added := after.People[len(after.People)-1]
	owed, err := f.welcome(ctx, added, team.Revision)
	return Deed{
		Title: "Add " + added.Name + " to staff",
		Effects: append([]string{
			added.Name + " can decide, and can see and mend everything, as you can.",
			"They get a letter in the morning about what needs staff, and a letter at once about what cannot wait. " +
				"They can change that.",
		}, fromNowOn(team)...),
		Owed:  owed,
		Entry: pug.Entry{Deed: "added", About: []pug.Subject{added.Subject()}, What: "{0} was added to staff"},
		Do: func(ctx context.Context, owed ...store.Owed) error {
			return f.Store.ChangeStaff(ctx, after, owed...)
		},
		Undo: "/desk/staff/" + added.ID() + "/remove",
		Back: "/desk/staff",
	}, err
}

// welcome is the letter to somebody who was added.
func (f Planner) welcome(ctx context.Context, added pug.Staff, revision int) ([]store.Owed, error) {
	waiting, err := f.needs(ctx)
	if err != nil {
		return nil, err
	}
	like := link.Link{Purpose: duty.PurposeSignIn, Subject: "/desk", Expires: added.Since.Add(welcomeLasts)}
	text := welcome{By: added.By, Until: f.When(like.Expires), Waiting: waiting}
	key := fmt.Sprintf("staff/%s/%d/welcome", added.ID(), revision)
	return f.Letters.Asking(key, like, text, letter.ToStaff(added)...)
}

// fromNowOn says what the first change of staff means for the settings.
func fromNowOn(t pug.Team) []string {
	if t.Revision > 0 {
		return nil
	}
	return []string{"From now on, who is staff is what this desk says. The setting with which the software was " +
		"deployed no longer counts."}
}

// addAgain is the address of the act that makes somebody staff again.
func addAgain(s pug.Staff) string {
	return "/desk/staff/new/add?" + url.Values{"name": {s.Name}, "email": {s.Email}}.Encode()
}
