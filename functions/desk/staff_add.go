package desk

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

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
func (f function) addStaffAct() act {
	return act{on: "staff", name: "add", label: "Add somebody to staff", form: f.addStaffForm, plan: f.planAddStaff}
}

func (f function) addStaffForm(_ context.Context, id string) (page.Form, error) {
	if id != "new" {
		return page.Form{}, noStaff()
	}
	return page.Form{Fields: []page.Field{
		{Name: "name", Label: "Name", Hint: "It is shown with what they decide.", Required: true, Length: 100},
		{Kind: page.Email, Name: "email", Label: "Mail address", Required: true, Length: 254},
	}}, nil
}

func (f function) planAddStaff(ctx context.Context, v visitor, _ string, form *page.Form) (deed, error) {
	team, err := f.Store.Staff(ctx)
	if err != nil {
		return deed{}, err
	}
	now := f.Now()
	after, err := team.Add(pug.Staff{Email: form.Value("email"), Name: form.Value("name"), Since: now, By: v.Name})
	if pug.IsError(err, pug.Invalid) {
		form.Fail("email", pug.Sentence(err))
	}
	if err != nil {
		return deed{}, err
	}
	added := after.People[len(after.People)-1]
	owed, err := f.welcome(ctx, added, team.Revision)
	return deed{
		title: "Add " + added.Name + " to staff",
		effects: append([]string{
			added.Name + " can decide, and can see and mend everything, as you can.",
			"They get a letter in the morning about what needs staff, and a letter at once about what cannot wait. " +
				"They can change that.",
		}, fromNowOn(team)...),
		owed:  owed,
		entry: pug.Entry{Deed: "added", About: []pug.Subject{added.Subject()}, What: "{0} was added to staff"},
		do: func(ctx context.Context, owed ...store.Owed) error {
			return f.Store.ChangeStaff(ctx, after, owed...)
		},
		undo: "/desk/staff/" + added.ID() + "/remove",
		back: "/desk/staff",
	}, err
}

// welcome is the letter to somebody who was added.
func (f function) welcome(ctx context.Context, added pug.Staff, revision int) ([]store.Owed, error) {
	all, err := f.waiting(ctx)
	if err != nil {
		return nil, err
	}
	like := link.Link{Purpose: purposeSignIn, Subject: "/desk", Expires: added.Since.Add(welcomeLasts)}
	text := welcome{By: added.By, Until: f.When(like.Expires)}
	for _, of := range all {
		text.Waiting = append(text.Waiting, of.lines()...)
	}
	key := fmt.Sprintf("staff/%s/%d/welcome", added.ID(), revision)
	return f.Letters.Asking(key, like, text, letter.ToStaff(added)...)
}

// lines say how much waits, of each kind.
func (n needsOf) lines() []string {
	var lines []string
	for _, s := range n.Sections {
		count := strconv.Itoa(max(s.Total, len(s.Rows)))
		if s.More && s.Total == 0 {
			count += " or more"
		}
		lines = append(lines, n.Heading()+" – "+s.Label+": "+count)
	}
	return lines
}

// newStaff leads to the form by which somebody is added.
func (f function) newStaff(w http.ResponseWriter, r *http.Request, _ visitor) error {
	http.Redirect(w, r, "/desk/staff/new/add", http.StatusSeeOther)
	return nil
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
