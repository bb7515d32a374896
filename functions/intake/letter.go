package intake

import (
	"embed"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

//go:embed letters/*.md
var letters embed.FS

// Letters are the kinds of letter that this function writes.
func Letters() letter.Kinds {
	return letter.Kinds{Templates: letters, Types: []any{received{}, notReviewable{}, notInReview{}, overtaken{}}}
}

// unnamed is whoever gave a mail address as somebody to write to. Until staff have looked, no letter to the applicant
// repeats what the form says, not even a name: anybody can give anybody's address.
func unnamed(a pug.Application) letter.Address { return letter.Address{Email: a.Email} }

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
	Told      bool // whether the applicant was told
}

// tellReceived acknowledges an application that is reviewed.
func (f function) tellReceived(a pug.Application, now time.Time) ([]store.Owed, error) {
	text := received{Application: a}
	if now.Before(a.Deadline) {
		text.Decided = page.Day(a.Deadline.In(f.Settings.Zone))
	}
	return f.Letters.Telling("intake/"+a.ID+"/received", text, unnamed(a))
}

// tellOdd tells staff, and the applicant if there is an address and nothing that is for staff only.
func (f function) tellOdd(a pug.Application) ([]store.Owed, error) {
	var to []letter.Address
	if a.Email != "" && !slices.ContainsFunc(a.Problems, pug.Problem.ForStaffOnly) {
		to = append(to, unnamed(a))
	}
	key, text := "intake/"+a.ID+"/odd", notReviewable{a, gravest(a)}
	told, err := f.Letters.Telling(key, text, to...)
	if err != nil {
		return nil, err
	}
	staff, err := f.Letters.Telling(key+"-staff", notInReview{text, f.When(a.Submitted), len(to) > 0},
		f.Letters.Staff...)
	return append(told, staff...), err
}

// gravest is the problem that decides what can be done: sending the form again helps only where the new application
// would be reviewed.
func gravest(a pug.Application) pug.ProblemCode {
	for _, code := range []pug.ProblemCode{
		pug.ProblemUnreadable, pug.ProblemAdvertising, pug.ProblemChampion, pug.ProblemDecided,
		pug.ProblemSuperseded, pug.ProblemLate, pug.ProblemEarly,
	} {
		if slices.ContainsFunc(a.Problems, func(p pug.Problem) bool { return p.Code == code }) {
			return code
		}
	}
	return a.Problems[0].Code
}
