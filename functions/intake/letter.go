package intake

import (
	"context"
	"errors"
	"fmt"

	"github.com/partnerusergroups/pugs/shared/mailer"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// applicantBecause says why an applicant gets a letter.
const applicantBecause = "you applied to the Partner User Groups"

// tellReceived thanks the applicant, and says what happens next.
func (f *intake) tellReceived(ctx context.Context, a pug.Application) error {
	letter := mailer.Letter{
		Subject:  fmt.Sprintf("We have your application for the cohort %s", a.Cohort),
		Greeting: "Hello " + a.Greeting() + ",",
		Paragraphs: []string{
			fmt.Sprintf("Thank you for applying to the Partner User Groups as a %s. Your application is with the HubSpot team now.", a.Kind.Label()),
			fmt.Sprintf("You get a decision by mail, on %s at the latest. There is nothing for you to do until then.", page.Day(a.Deadline.In(f.Settings.Zone))),
		},
		Facts:   facts(a),
		After:   []string{"Is something wrong here? Send the form again while applications are open: the newer application takes the place of this one.", f.contact()},
		Because: applicantBecause,
	}
	return f.tell(ctx, "intake/"+a.ID+"/received", letter, applicant(a))
}

// tellOdd tells the applicant what is wrong and what to do about it, and staff what came in.
func (f *intake) tellOdd(ctx context.Context, a pug.Application) error {
	key := "intake/" + a.ID + "/odd"
	if a.Email != "" {
		if err := f.tell(ctx, key, f.oddLetter(a), applicant(a)); err != nil {
			return err
		}
	}
	var staff []mailer.Address
	for _, s := range f.Settings.Staff {
		staff = append(staff, mailer.Address{Name: s.Name, Email: s.Address})
	}
	return f.tell(ctx, key+"-staff", f.oddStaffLetter(a), staff...)
}

func (f *intake) oddLetter(a pug.Application) mailer.Letter {
	return mailer.Letter{
		Subject:    "Your application to the Partner User Groups cannot go ahead as it is",
		Greeting:   "Hello " + a.Greeting() + ",",
		Paragraphs: []string{"Thank you for applying to the Partner User Groups. Your application reached us, and it cannot be reviewed as it is."},
		Facts:      facts(a),
		Lists:      []mailer.List{{Heading: "What is in the way", Items: details(a.Problems)}},
		After:      []string{remedy(a), f.contact()},
		Because:    applicantBecause,
	}
}

// remedy is what the applicant can do, by what weighs most.
func remedy(a pug.Application) string {
	has := map[pug.ProblemCode]bool{}
	for _, p := range a.Problems {
		has[p.Code] = true
	}
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

func (f *intake) oddStaffLetter(a pug.Application) mailer.Letter {
	who := a.Name()
	if who == "" {
		who = "somebody without a name"
	}
	told := "The applicant was told the same by mail, and what to do."
	if a.Email == "" {
		told = "There is no mail address that works, so the applicant was not told."
	}
	letter := mailer.Letter{
		Subject:    "Not in review: the application of " + who,
		Paragraphs: []string{"This application came in by the form. It is stored, and it is not in review as it is. " + told},
		Facts:      append(facts(a), mailer.Fact{Label: "Submitted", Value: page.When(a.Submitted.In(f.Settings.Zone))}),
		Lists:      []mailer.List{{Heading: "What is in the way", Items: details(a.Problems)}},
		After:      []string{"There is nothing that you must do. If it should count all the same, ask the applicant to send the form again."},
		Because:    "you are on the staff of the Partner User Groups",
	}
	if a.Why != "" {
		letter.Quotes = []mailer.Quote{{Who: who, Text: a.Why}}
	}
	return letter
}

// tell mails a letter. One that another delivery of the same submission is just sending counts as sent: if that fails, that delivery
// is sent again.
func (f *intake) tell(ctx context.Context, key string, letter mailer.Letter, to ...mailer.Address) error {
	if err := f.Post.Tell(ctx, key, letter, to...); err != nil && !errors.Is(err, mailer.ErrInFlight) {
		return err
	}
	return nil
}

func (f *intake) contact() string {
	return fmt.Sprintf("Questions? Write to %s.", f.Settings.Sender.Address)
}

func applicant(a pug.Application) mailer.Address {
	return mailer.Address{Name: a.Name(), Email: a.Email}
}

func facts(a pug.Application) []mailer.Fact {
	var rows []mailer.Fact
	for _, d := range a.Details() {
		rows = append(rows, mailer.Fact(d))
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
