package intake

import (
	"context"
	"embed"
	"errors"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

//go:embed letters/*.md
var letters embed.FS

// Letters are the kinds of letter that this function writes.
func Letters() letter.Kinds {
	return letter.Kinds{Templates: letters, Types: []any{received{}, notReviewable{}, notInReview{}}}
}

// received thanks the applicant, and says what happens next.
type received struct {
	Application pug.Application
	Decided     string // the day; empty where it had passed before the application reached us
}

// notReviewable tells the applicant what is wrong and what to do about it.
type notReviewable struct {
	Application pug.Application
	Gravest     pug.ProblemCode
}

// notInReview tells staff what came in.
type notInReview struct {
	notReviewable
	Submitted string
}

func (f function) tellReceived(ctx context.Context, a pug.Application, now time.Time) error {
	text := received{Application: a}
	if now.Before(a.Deadline) {
		text.Decided = page.Day(a.Deadline.In(f.Settings.Zone))
	}
	return f.tell(ctx, "intake/"+a.ID+"/received", text, letter.ToApplicant(a))
}

// tellOdd tells the applicant, if there is an address, and staff.
func (f function) tellOdd(ctx context.Context, a pug.Application) error {
	key, text := "intake/"+a.ID+"/odd", notReviewable{a, gravest(a)}
	if a.Email != "" {
		if err := f.tell(ctx, key, text, letter.ToApplicant(a)); err != nil {
			return err
		}
	}
	staff := notInReview{text, f.When(a.Submitted)}
	return f.tell(ctx, key+"-staff", staff, f.Letters.Staff...)
}

// gravest is the problem that decides what can be done: sending the form again helps only where the new application
// would be reviewed.
func gravest(a pug.Application) pug.ProblemCode {
	for _, code := range []pug.ProblemCode{
		pug.ProblemChampion, pug.ProblemDecided, pug.ProblemSuperseded, pug.ProblemLate, pug.ProblemEarly,
	} {
		if slices.ContainsFunc(a.Problems, func(p pug.Problem) bool { return p.Code == code }) {
			return code
		}
	}
	return a.Problems[0].Code
}

// tell mails a letter. One that another delivery of the same submission is just sending counts as sent: if that fails,
// that delivery is sent again.
func (f function) tell(ctx context.Context, key string, text any, to ...letter.Address) error {
	if err := f.Letters.Tell(ctx, key, text, to...); err != nil && !errors.Is(err, letter.ErrInFlight) {
		return err
	}
	return nil
}
