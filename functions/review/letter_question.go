package review

import (
	"fmt"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// staffBecause says why staff get a letter.
const staffBecause = "you are on the staff of the Partner User Groups"

// questionLetter carries what one needs to decide without opening anything else.
func (f function) questionLetter(a pug.Application, reminder bool) letter.Letter {
	until := page.When(a.Deadline.In(f.Settings.Zone))
	subject, first := title(a)+" ("+a.Cohort.Name()+")", "Please decide about this application: approve, decline or waitlist."
	if reminder {
		subject, first = "Reminder: "+subject, "Nobody has decided about this application yet. Please approve, decline or waitlist it."
	}
	text := letter.Letter{
		Subject:    subject,
		Preheader:  "Please decide by " + until,
		Paragraphs: []string{first},
		Facts:      append(f.facts(a), letter.Fact{Label: "Decide by", Value: until}),
		Because:    staffBecause,
		After: []string{
			fmt.Sprintf("The link is yours alone and works until %s. An application that nobody has decided by then is waitlisted.", until),
			"The first decision stands; the others see it behind their links. " + f.contact(),
		},
	}
	if how := origin(a); how != "" {
		text.Paragraphs = append(text.Paragraphs, how)
	}
	if a.Why != "" {
		text.Quotes = []letter.Quote{{Who: a.Name(), Text: a.Why}}
	}
	return text
}

// lapsedLetter tells staff what became of an application that nobody decided.
func (f function) lapsedLetter(a pug.Application) letter.Letter {
	return letter.Letter{
		Subject:    fmt.Sprintf("Waitlisted at the deadline: %s (%s)", a.Name(), a.Cohort.Name()),
		Paragraphs: []string{"Nobody decided about this application in time, so it was waitlisted. The applicant is told so by mail."},
		Facts:      f.facts(a),
		After:      []string{"There is nothing that you must do. " + f.contact()},
		Because:    staffBecause,
	}
}

// title says in one line what is asked.
func title(a pug.Application) string {
	return a.Name() + " applies as a " + a.Kind.Label()
}

// origin says how an application came about that nobody sent by the form.
func origin(a pug.Application) string {
	switch a.Origin {
	case pug.OriginRenewal:
		return "The Champion of a running group offers to lead it again: topic, role and region are carried over."
	case pug.OriginUnopened:
		return "Approved as a Champion before. The group did not open, and the Champion asks to join as a member."
	}
	return ""
}

func (f function) facts(a pug.Application) []letter.Fact {
	var rows []letter.Fact
	for _, d := range a.Details() {
		rows = append(rows, letter.Fact(d))
	}
	return append(rows, letter.Fact{Label: "Submitted", Value: page.When(a.Submitted.In(f.Settings.Zone))})
}

func (f function) contact() string {
	return fmt.Sprintf("Questions? Write to %s.", f.Settings.Sender.Address)
}
