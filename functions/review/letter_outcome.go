package review

import (
	"context"
	"fmt"
	"time"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// tell writes to the applicant what was decided: one letter, whatever the outcome. Where the deadline decided, staff are told too.
func (f function) tell(ctx context.Context, in applicationIn) error {
	a, err := f.Store.Application(ctx, in.Application)
	if err != nil {
		return err
	}
	if a.Decision == nil {
		return pug.Errorf(pug.Conflict, "The application %s is not decided yet.", a.ID)
	}
	text, err := f.decisionLetter(ctx, a)
	if err != nil {
		return err
	}
	if err := f.Letters.Tell(ctx, "review/"+a.ID+"/outcome", text, letter.Address{Name: a.Name(), Email: a.Email}); err != nil {
		return err
	}
	if a.Decision.By != pug.TheDeadline {
		return nil
	}
	return f.Letters.Tell(ctx, "review/"+a.ID+"/deadline", f.lapsedLetter(a), f.Letters.Staff...)
}

// decisionLetter is the letter that matches the outcome.
func (f function) decisionLetter(ctx context.Context, a pug.Application) (letter.Letter, error) {
	waits, err := f.waits(ctx, a)
	if err != nil {
		return letter.Letter{}, err
	}
	dates, err := f.Calendar.Dates(ctx, a.Cohort)
	if err != nil {
		return letter.Letter{}, err
	}
	var text letter.Letter
	switch {
	case a.Status == pug.StatusApproved && a.Kind == pug.KindChampion:
		text = f.championApproved(a, dates)
	case a.Status == pug.StatusApproved:
		text = f.memberApproved(a, dates, waits)
	case a.Status == pug.StatusDeclined:
		text = f.declined(a, dates)
	case a.Status == pug.StatusReplaced:
		text = replaced(a)
	default:
		text = f.waitlisted(a, dates)
	}
	text.Greeting, text.Because = "Hello "+a.Greeting()+",", "you applied to the Partner User Groups"
	if a.Decision.Note != "" {
		text.Quotes = []letter.Quote{{Who: a.Decision.By, Text: a.Decision.Note}}
	}
	text.After = append(text.After, f.contact())
	return text, nil
}

func (f function) championApproved(a pug.Application, dates pug.Dates) letter.Letter {
	return letter.Letter{
		Subject: fmt.Sprintf("You are a Champion of the %s cohort", a.Cohort.Name()),
		Paragraphs: []string{
			"Good news: your application is approved. Thank you for offering to lead a group.",
			fmt.Sprintf("Members apply until %s. Then the groups are formed, and you hear who is in yours before the launch. A group opens with at least %d members; should yours find fewer, we tell you. There is nothing for you to do until then.",
				f.day(dates.MembersClose), pug.MinMembers),
		},
		Facts: []letter.Fact{{Label: "Topic", Value: a.Topic().Name}, {Label: "Role", Value: a.Role.Label()}, {Label: "Region", Value: a.Region.Label()},
			{Label: "Launch", Value: f.day(dates.Launch)}},
	}
}

func (f function) memberApproved(a pug.Application, dates pug.Dates, waits bool) letter.Letter {
	text := letter.Letter{Subject: fmt.Sprintf("You are approved for the %s cohort", a.Cohort.Name())}
	if waits {
		text.Subject = fmt.Sprintf("You are approved, and on the waitlist of the %s cohort", a.Cohort.Name())
		text.Paragraphs = []string{
			"Good news: your application as a member is approved.",
			"The groups of this cohort are formed already, so you are on the waitlist. When a seat comes free in a group that suits you, we offer it to you by mail.",
		}
		return text
	}
	text.Paragraphs = []string{
		"Good news: your application as a member is approved.",
		fmt.Sprintf("Next, we form groups of people with the same role and the topics that you named. You hear which group you are in before the launch on %s; should there be no seat for you, you are waitlisted and hear that too.",
			f.day(dates.Launch)),
	}
	return text
}

func (f function) declined(a pug.Application, dates pug.Dates) letter.Letter {
	text := letter.Letter{
		Subject: fmt.Sprintf("Not this time: your application for the %s cohort", a.Cohort.Name()),
		Paragraphs: []string{
			fmt.Sprintf("Thank you for applying as a %s. We are sorry to say that we cannot offer you a place in this cohort.", a.Kind.Label()),
			"There are two cohorts a year, and you are welcome to apply for the next one.",
		},
	}
	text.Paragraphs = append(text.Paragraphs, f.asMember(a, dates)...)
	return text
}

// asMember tells a Champion without a group how to take part all the same, while there is time.
func (f function) asMember(a pug.Application, dates pug.Dates) []string {
	if a.Kind != pug.KindChampion || !a.Decision.At.Before(dates.MembersClose) {
		return nil
	}
	return []string{fmt.Sprintf("You can also apply as a member of this cohort: member applications are open from %s to %s.",
		f.day(dates.MembersOpen), f.day(dates.MembersClose))}
}

func (f function) waitlisted(a pug.Application, dates pug.Dates) letter.Letter {
	text := letter.Letter{Subject: fmt.Sprintf("You are on the waitlist of the %s cohort", a.Cohort.Name())}
	first := fmt.Sprintf("Thank you for applying as a %s. For now, your application is on the waitlist.", a.Kind.Label())
	if a.Decision.By == pug.TheDeadline {
		first = fmt.Sprintf("Thank you for applying as a %s. We meant to decide about your application by now, and did not manage to. That is our fault and says nothing about you: your application is on the waitlist.",
			a.Kind.Label())
	}
	next := "When a seat comes free in a group that suits you, we offer it to you by mail. There is nothing for you to do until then."
	if a.Kind == pug.KindChampion {
		next = "Should another Champion be needed for your topic, role and region, the team may come back to you. There is nothing for you to do until then."
	}
	text.Paragraphs = append([]string{first, next}, f.asMember(a, dates)...)
	return text
}

func replaced(a pug.Application) letter.Letter {
	return letter.Letter{
		Subject: fmt.Sprintf("Your newer application for the %s cohort counts", a.Cohort.Name()),
		Paragraphs: []string{
			fmt.Sprintf("You applied as a %s more than once. Your newer application took the place of the older one, which is closed now.", a.Kind.Label()),
			"There is nothing for you to do: you get a decision about the newer one by mail.",
		},
	}
}

func (f function) day(t time.Time) string { return page.Day(t.In(f.Settings.Zone)) }
