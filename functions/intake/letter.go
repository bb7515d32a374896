package intake

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// applicantBecause says why an applicant gets a letter.
const applicantBecause = "you applied to the Partner User Groups"

// tellReceived thanks the applicant, and says what happens next.
func (f function) tellReceived(ctx context.Context, a pug.Application, now time.Time) error {
	text := letter.Letter{
		Subject:  fmt.Sprintf("We have your application for the %s cohort", a.Cohort.Name()),
		Greeting: "Hello " + a.Greeting() + ",",
		Paragraphs: []string{
			fmt.Sprintf("Thank you for applying to the Partner User Groups as a %s. Your application is with the HubSpot team now.", a.Kind.Label()),
			f.prospect(a, now),
		},
		Facts:   facts(a),
		After:   []string{"Is something wrong here? Send the form again while applications are open: the newer application takes the place of this one.", f.contact()},
		Because: applicantBecause,
	}
	return f.tell(ctx, "intake/"+a.ID+"/received", text, applicant(a))
}

// prospect says when the applicant hears of a decision. What was sent in time may reach us when its deadline has passed.
func (f function) prospect(a pug.Application, now time.Time) string {
	if !now.Before(a.Deadline) {
		return "You sent it in time, and it reached us only after the day on which we decide. You soon get a mail that says how it goes on. There is nothing for you to do until then."
	}
	return fmt.Sprintf("You get a decision by mail, on %s at the latest. There is nothing for you to do until then.", page.Day(a.Deadline.In(f.Settings.Zone)))
}

// tellOdd tells the applicant what is wrong and what to do about it, and staff what came in.
func (f function) tellOdd(ctx context.Context, a pug.Application) error {
	key := "intake/" + a.ID + "/odd"
	if a.Email != "" {
		if err := f.tell(ctx, key, f.oddLetter(a), applicant(a)); err != nil {
			return err
		}
	}
	return f.tell(ctx, key+"-staff", f.oddStaffLetter(a), f.Letters.Staff...)
}

func (f function) oddLetter(a pug.Application) letter.Letter {
	return letter.Letter{
		Subject:    "Your application to the Partner User Groups cannot go ahead as it is",
		Greeting:   "Hello " + a.Greeting() + ",",
		Paragraphs: []string{"Thank you for applying to the Partner User Groups. Your application reached us, and it cannot be reviewed as it is."},
		Facts:      facts(a),
		Lists:      []letter.List{{Heading: "What is in the way", Items: details(a.Problems)}},
		After:      []string{remedy(a), f.contact()},
		Because:    applicantBecause,
	}
}

// remedy is what the applicant can do, by what weighs most.
func remedy(a pug.Application) string {
	has := coded(a)
	switch {
	case has[pug.ProblemChampion], has[pug.ProblemDecided], has[pug.ProblemSuperseded]:
		return "There is nothing that you need to do: what was there before stays as it is."
	case has[pug.ProblemLate]:
		return "You are welcome to apply for the next cohort: please send the form again when its applications open."
	case has[pug.ProblemEarly]:
		return "Please send the form again when applications are open."
	}
	return "Please send the form again with this put right, while applications are open."
}

// staffRemedy is what staff can do, by what weighs most. Sending the form again helps only where the new application would be reviewed.
func staffRemedy(a pug.Application) string {
	has := coded(a)
	switch {
	case has[pug.ProblemChampion]:
		return "There is nothing that you must do: the application as a Champion stays approved."
	case has[pug.ProblemDecided]:
		return "There is nothing that you must do: the earlier decision stands."
	case has[pug.ProblemSuperseded]:
		return "There is nothing that you must do: the newer application is the one that counts."
	case has[pug.ProblemLate]:
		return "There is nothing that you must do: who is too late can apply for the next cohort."
	case has[pug.ProblemEarly]:
		return "There is nothing that you must do: the form can be sent again when applications are open."
	}
	return "There is nothing that you must do. If you know the applicant, a personal word may help: the form can be sent again while applications are open."
}

// coded are the codes of what is odd about an application.
func coded(a pug.Application) map[pug.ProblemCode]bool {
	has := map[pug.ProblemCode]bool{}
	for _, p := range a.Problems {
		has[p.Code] = true
	}
	return has
}

func (f function) oddStaffLetter(a pug.Application) letter.Letter {
	who := a.Name()
	if who == "" {
		who = "somebody without a name"
	}
	told := "The applicant was told by mail why, and what to do."
	if a.Email == "" {
		told = "It has no mail address that works, so the applicant was not told."
	}
	text := letter.Letter{
		Subject:    "Not in review: the application of " + who,
		Paragraphs: []string{"This application came in by the form. It is stored, and it cannot be reviewed as it is. " + told},
		Facts:      append(facts(a), letter.Fact{Label: "Submitted", Value: page.When(a.Submitted.In(f.Settings.Zone))}),
		Lists:      []letter.List{{Heading: "What is in the way", Items: details(a.Problems)}},
		After:      []string{staffRemedy(a)},
		Because:    "you are on the staff of the Partner User Groups",
	}
	if a.Why != "" {
		text.Quotes = []letter.Quote{{Who: who, Text: a.Why}}
	}
	return text
}

// tell mails a letter. One that another delivery of the same submission is just sending counts as sent: if that fails, that delivery
// is sent again.
func (f function) tell(ctx context.Context, key string, text letter.Letter, to ...letter.Address) error {
	if err := f.Letters.Tell(ctx, key, text, to...); err != nil && !errors.Is(err, letter.ErrInFlight) {
		return err
	}
	return nil
}

func (f function) contact() string {
	return fmt.Sprintf("Questions? Write to %s.", f.Settings.Sender.Address)
}

func applicant(a pug.Application) letter.Address {
	return letter.Address{Name: a.Name(), Email: a.Email}
}

func facts(a pug.Application) []letter.Fact {
	var rows []letter.Fact
	for _, d := range a.Details() {
		rows = append(rows, letter.Fact(d))
	}
	return rows
}

func details(problems []pug.Problem) []string {
	var sentences []string
	for _, p := range problems {
		sentences = append(sentences, p.Detail)
	}
	return sentences
}
