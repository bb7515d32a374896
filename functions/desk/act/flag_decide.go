package act

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// flagAct decides whether a member who missed meetings is kept or excused (R11).
func (f Planner) flagAct() Act {
	return Act{On: "flags", Name: "decide", Label: "Keep or excuse", Form: f.flagForm, Plan: f.planFlag}
}

func (f Planner) flagForm(ctx context.Context, id string) (Question, error) {
	flag, err := f.undecided(ctx, id)
	if err != nil {
		return Question{}, err
	}
	return Question{Title: "Keep or excuse " + flag.Member.Name, Fields: []page.Field{
		{Kind: page.Radios, Name: "choice", Label: flag.Member.WithCompany() + " missed " +
			pug.Count(flag.Missed, "meeting", "meetings"), Required: true, Options: []page.Option{
			{Value: string(pug.ChoiceKeep), Label: "Keep", Hint: "The seat stays theirs."},
			{Value: string(pug.ChoiceExcuse), Label: "Excuse", Hint: "The seat is offered to the waitlist."},
		}},
		{Kind: page.TextArea, Name: "note", Label: "Message to the member", Hint: "It is quoted in their email.",
			Length: NoteLength},
	}}, nil
}

// undecided reads a flag on which nobody has decided; pug.Conflict where somebody has, and once the cohort has ended.
func (f Planner) undecided(ctx context.Context, id string) (pug.Flag, error) {
	flag, err := f.Store.Flag(ctx, id)
	if err != nil {
		return flag, err
	}
	c, err := f.Store.Cohort(ctx, pug.CohortOf(flag.Group))
	if err == nil && flag.Decision == nil && c.Stage == pug.StageClosed {
		flag.Decision = &pug.Decision{Choice: pug.ChoiceEnded}
	}
	switch moot := flag.Moot(); {
	case err != nil || flag.Decision == nil:
	case moot != "":
		err = pug.Errorf(pug.Conflict, "There is nothing to decide about %s: %s.", flag.Member.Name, moot)
	default:
		err = pug.Errorf(pug.Conflict, "%s was %s by %s, %s.", flag.Member.Name, flag.Decision.Choice.Past(),
			flag.Decision.By, f.When(flag.Decision.At))
	}
	return flag, err
}

func (f Planner) planFlag(ctx context.Context, v pug.Staff, id string, form *page.Form) (Deed, error) {
	flag, err := f.undecided(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	d := pug.Decision{Choice: pug.Choice(form.Value("choice")), Note: form.Value("note"), By: v.Who(), At: f.Now()}
	title, effect, undo := "Keep "+flag.Member.Name, flag.Member.Name+" keeps the seat and hears so by email.", ""
	if d.Choice == pug.ChoiceExcuse {
		title = "Excuse " + flag.Member.Name
		effect = flag.Member.Name + " loses the seat. They and the Champion hear so by email, and the seat is " +
			"offered to the waitlist."
		undo = "/desk/people/" + flag.Member.ID + "/return"
	}
	return Deed{
		Title: title, Effects: []string{effect}, Owed: []store.Owed{workflow.Answer(flag.ID, d.At)},
		Entry: pug.LogFlagDecided(flag, d, v.Email),
		Do: func(ctx context.Context, owed ...store.Owed) error {
			_, err := f.Store.DecideFlag(ctx, flag.ID, d, owed...)
			return err
		},
		Undo: undo, Back: "/desk",
	}, nil
}
