package intake

import (
	"context"
	"embed"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

//go:embed letters/*.md
var letters embed.FS

// Letters are the kinds of letter that this function writes.
func Letters() letter.Kinds {
	return letter.Kinds{Templates: letters,
		Types: []any{received{}, receivedUnled{}, notReviewable{}, notInReview{}, overtaken{}, tooMany{}}}
}

// received thanks the applicant, and says what happens next.
type received struct {
	Application pug.Application
	Decided     string // the day; empty where it had passed before the application reached us
}

// receivedUnled is received where nobody leads a topic that the member named, for the member's role and region. It asks
// the member to choose among what is on offer.
type receivedUnled struct {
	received
	Suiting []pug.GroupOnOffer // those for the member's role and region
	OnOffer string             // the address of all
	Until   string
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

// offered are the groups on offer to a member, while there is still something to choose.
func (f function) offered(ctx context.Context, a pug.Application, now time.Time) ([]pug.GroupOnOffer, error) {
	dates, err := f.Calendar.Dates(ctx, a.Cohort)
	if err != nil || a.Kind != pug.KindMember || !now.Before(dates.MembersClose) {
		return nil, err
	}
	return f.onOffer.Cohort(ctx, a.Cohort)
}

// tellReceived acknowledges an application that is reviewed. Where nobody leads what a member would like, the letter
// says so, and what is on offer instead.
func (f function) tellReceived(
	ctx context.Context, a pug.Application, groups []pug.GroupOnOffer, now time.Time,
) ([]store.Owed, error) {
	key, text, to := "intake/"+a.ID+"/received", received{Application: a}, letter.ToApplicant(a)
	if now.Before(a.Deadline) {
		text.Decided = page.Day(a.Deadline.In(f.Settings.Zone))
	}
	if !a.Unmet {
		return f.Letters.Telling(key, text, to)
	}
	dates, err := f.Calendar.Dates(ctx, a.Cohort)
	if err != nil {
		return nil, err
	}
	suiting := slices.DeleteFunc(slices.Clone(groups), func(g pug.GroupOnOffer) bool { return !g.Invites(a) })
	choose := link.Link{Purpose: duty.PurposeChoose, Subject: a.ID, Expires: dates.Propose}
	return f.Letters.AskingOrTelling(key, choose,
		receivedUnled{text, suiting, f.OnOffer(a.Cohort), f.WhenFor(to, dates.MembersClose)}, text, to)
}

// tellOdd tells staff, and the applicant if there is an address and nothing that is for staff only.
func (f function) tellOdd(ctx context.Context, a pug.Application) ([]store.Owed, error) {
	var to []letter.Address
	if a.Email != "" && !slices.ContainsFunc(a.Problems, pug.Problem.ForStaffOnly) {
		to = append(to, letter.ToApplicant(a))
	}
	key, text := "intake/"+a.ID+"/odd", notReviewable{a, a.Gravest()}
	told, err := f.Letters.Telling(key, text, to...)
	if err != nil {
		return nil, err
	}
	staff, err := f.Letters.TellingEach(ctx, key+"-staff", notInReview{text, f.When(a.Submitted), len(to) > 0})
	return append(told, staff...), err
}
