package review

import (
	"context"
	"fmt"
	"time"

	"github.com/partnerusergroups/pugs/shared/fault"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/mailer"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// tell writes to the applicant what was decided: one letter, whatever the outcome. Where the deadline decided, staff are told too.
func (f *review) tell(ctx context.Context, in applicationIn) (lambdafn.None, error) {
	a, err := f.Store.Application(ctx, in.Application)
	if err != nil {
		return lambdafn.None{}, err
	}
	if a.Decision == nil {
		return lambdafn.None{}, fault.New(fault.Conflict, "The application %s is not decided yet.", a.ID)
	}
	letter, err := f.outcomeLetter(ctx, a)
	if err != nil {
		return lambdafn.None{}, err
	}
	if err := f.Post.Tell(ctx, "review/"+a.ID+"/outcome", letter, mailer.Address{Name: a.Name(), Email: a.Email}); err != nil {
		return lambdafn.None{}, err
	}
	if a.Decision.By != pug.TheDeadline {
		return lambdafn.None{}, nil
	}
	return lambdafn.None{}, f.Post.Tell(ctx, "review/"+a.ID+"/deadline", f.lapsedLetter(a), f.Post.Staff...)
}

// outcomeLetter is the letter that matches the outcome.
func (f *review) outcomeLetter(ctx context.Context, a pug.Application) (mailer.Letter, error) {
	waits, err := f.waits(ctx, a)
	if err != nil {
		return mailer.Letter{}, err
	}
	dates, err := f.Almanac.Dates(ctx, a.Cohort)
	if err != nil {
		return mailer.Letter{}, err
	}
	var letter mailer.Letter
	switch {
	case a.Status == pug.StatusApproved && a.Kind == pug.KindChampion:
		letter = f.championApproved(a, dates)
	case a.Status == pug.StatusApproved:
		letter = f.memberApproved(a, dates, waits)
	case a.Status == pug.StatusDeclined:
		letter = f.declined(a, dates)
	case a.Status == pug.StatusReplaced:
		letter = replaced(a)
	default:
		letter = f.waitlisted(a, dates)
	}
	letter.Greeting, letter.Because = "Hello "+a.Greeting()+",", "you applied to the Partner User Groups"
	if a.Decision.Note != "" {
		letter.Quotes = []mailer.Quote{{Who: a.Decision.By, Text: a.Decision.Note}}
	}
	letter.After = append(letter.After, f.contact())
	return letter, nil
}

func (f *review) championApproved(a pug.Application, dates pug.Dates) mailer.Letter {
	return mailer.Letter{
		Subject: fmt.Sprintf("You are a Champion of the %s cohort", a.Cohort.Name()),
		Paragraphs: []string{
			"Good news: your application is approved. Thank you for offering to lead a group.",
			fmt.Sprintf("Members apply until %s. Then the groups are formed, and you hear who is in yours before the launch. A group opens with at least %d members; should yours find fewer, we tell you. There is nothing for you to do until then.",
				f.day(dates.MembersClose), pug.MinMembers),
		},
		Facts: []mailer.Fact{{Label: "Topic", Value: a.Topic().Name}, {Label: "Role", Value: a.Role.Label()}, {Label: "Region", Value: a.Region.Label()},
			{Label: "Launch", Value: f.day(dates.Launch)}},
	}
}

func (f *review) memberApproved(a pug.Application, dates pug.Dates, waits bool) mailer.Letter {
	letter := mailer.Letter{Subject: fmt.Sprintf("You are approved for the %s cohort", a.Cohort.Name())}
	if waits {
		letter.Subject = fmt.Sprintf("You are approved, and on the waitlist of the %s cohort", a.Cohort.Name())
		letter.Paragraphs = []string{
			"Good news: your application as a member is approved.",
			"The groups of this cohort are formed already, so you are on the waitlist. When a seat comes free in a group that suits you, we offer it to you by mail.",
		}
		return letter
	}
	letter.Paragraphs = []string{
		"Good news: your application as a member is approved.",
		fmt.Sprintf("Next, we form groups of people with the same role and the topics that you named. You hear which group you are in before the launch on %s; should there be no seat for you, you are waitlisted and hear that too.",
			f.day(dates.Launch)),
	}
	return letter
}

func (f *review) declined(a pug.Application, dates pug.Dates) mailer.Letter {
	letter := mailer.Letter{
		Subject: fmt.Sprintf("Not this time: your application for the %s cohort", a.Cohort.Name()),
		Paragraphs: []string{
			fmt.Sprintf("Thank you for applying as a %s. We are sorry to say that we cannot offer you a place in this cohort.", a.Kind.Label()),
			"There are two cohorts a year, and you are welcome to apply for the next one.",
		},
	}
	letter.Paragraphs = append(letter.Paragraphs, f.asMember(a, dates)...)
	return letter
}

// asMember tells a Champion without a group how to take part all the same, while there is time.
func (f *review) asMember(a pug.Application, dates pug.Dates) []string {
	if a.Kind != pug.KindChampion || !a.Decision.At.Before(dates.MembersClose) {
		return nil
	}
	return []string{fmt.Sprintf("You can also apply as a member of this cohort: member applications are open from %s to %s.",
		f.day(dates.MembersOpen), f.day(dates.MembersClose))}
}

func (f *review) waitlisted(a pug.Application, dates pug.Dates) mailer.Letter {
	letter := mailer.Letter{Subject: fmt.Sprintf("You are on the waitlist of the %s cohort", a.Cohort.Name())}
	first := fmt.Sprintf("Thank you for applying as a %s. For now, your application is on the waitlist.", a.Kind.Label())
	if a.Decision.By == pug.TheDeadline {
		first = fmt.Sprintf("Thank you for applying as a %s. We meant to decide about your application by now, and did not manage to. That is our fault and says nothing about you: your application is on the waitlist.",
			a.Kind.Label())
	}
	next := "When a seat comes free in a group that suits you, we offer it to you by mail. There is nothing for you to do until then."
	if a.Kind == pug.KindChampion {
		next = "Should another Champion be needed for your topic, role and region, the team may come back to you. There is nothing for you to do until then."
	}
	letter.Paragraphs = append([]string{first, next}, f.asMember(a, dates)...)
	return letter
}

func replaced(a pug.Application) mailer.Letter {
	return mailer.Letter{
		Subject: fmt.Sprintf("Your newer application for the %s cohort counts", a.Cohort.Name()),
		Paragraphs: []string{
			fmt.Sprintf("You applied as a %s more than once. Your newer application took the place of the older one, which is closed now.", a.Kind.Label()),
			"There is nothing for you to do: you get a decision about the newer one by mail.",
		},
	}
}

func (f *review) day(t time.Time) string { return page.Day(t.In(f.Settings.Zone)) }
