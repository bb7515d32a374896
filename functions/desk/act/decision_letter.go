package act

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// decisionChanged tells an applicant of a changed decision: what is true now.
type decisionChanged struct {
	Application                       pug.Application
	Before                            pug.Choice // what they were told before; empty where that letter never went out
	Formed                            bool       // the groups are
	MembersOpen, MembersClose, Launch string
	AsMember                          bool // a Champion who is not approved may still apply as a member
}

// Outcome is the decision in a word: for members it matters whether there are still groups to be formed.
func (d decisionChanged) Outcome() string {
	switch a := d.Application; {
	case a.Status == pug.StatusApproved && a.Kind == pug.KindChampion:
		return "champion"
	case a.Status == pug.StatusApproved && d.Formed:
		return "formed"
	}
	return string(d.Application.Status)
}

// Subject is what the letter tells first.
func (d decisionChanged) Subject() string {
	cohort := " the " + d.Application.Cohort.Name() + " cohort"
	subject := map[string]string{
		"champion": "You are a Champion of" + cohort, "formed": "You are approved, and on the waitlist of" + cohort,
		"approved": "You are approved for" + cohort, "waitlisted": "You are on the waitlist of" + cohort,
		"declined": "Not this time: your application for" + cohort,
	}[d.Outcome()]
	if d.Before == "" {
		return subject
	}
	return "Changed: " + strings.ToLower(subject[:1]) + subject[1:]
}

// tellRedecision is what an applicant is told of a changed decision. If the letter about the one before still waits, it
// does not go out, so that they get one letter; who was told the same already needs none, unless they join the waitlist
// by it: they have left it, or a group, since. It says so in sentences.
func (f Planner) tellRedecision(ctx context.Context, r *store.Redecision) ([]store.Owed, []string, error) {
	a, to := r.After, letter.ToApplicant(r.After)
	var effects []string
	before, unsent, err := f.toldBefore(ctx, r.Before)
	if err != nil {
		return nil, nil, err
	}
	if r.Unsent = unsent; unsent != nil {
		says := "The letter “%s” has not gone out yet, and does not any more."
		if unsent.Reaches() {
			says = "The letter “%s” could not be sent so far, as it seems, and is not tried again."
		}
		effects = append(effects, fmt.Sprintf(says, unsent.Letter.Subject))
	}
	told := before == a.Decision.Choice
	if told && !r.Joins && a.Decision.Note == "" {
		return nil, append(effects, a.Name()+" was told just this before, and needs no other letter."), nil
	}
	if told {
		before = "" // that was no mistake
	}
	day := func(t time.Time) string { return page.Day(t.In(f.Settings.Zone)) }
	d := r.Cohort.Dates
	text := decisionChanged{Application: a, Before: before, Formed: r.Cohort.Published != nil,
		MembersOpen: day(d.MembersOpen), MembersClose: f.When(d.MembersClose), Launch: day(d.Launch),
		AsMember: a.Kind == pug.KindChampion && a.Decision.At.Before(d.MembersClose)}
	owed, err := f.Letters.Telling(outcomeKey(a.ID, len(a.Earlier)), text,
		letter.While(store.Decided(a.ID, a.Decision.Choice), to)...)
	return owed, effects, err
}

// outcomeKey is that of the letter about a decision on an application. Each decision has one of its own.
func outcomeKey(application string, earlier int) string {
	key := "review/" + application + "/outcome"
	if earlier > 0 {
		return fmt.Sprintf("%s/%d", key, earlier)
	}
	return key
}

// toldBefore is the choice that an applicant was told last, or may have been, empty if none; and the letter about the
// latest decision if it still waits.
func (f Planner) toldBefore(ctx context.Context, a pug.Application) (pug.Choice, *store.Posted, error) {
	decisions := append(slices.Clone(a.Earlier), *a.Decision)
	var ids []string
	for n := range decisions {
		ids = append(ids, letter.ID(outcomeKey(a.ID, n), letter.ToApplicant(a)))
	}
	posted, err := f.Store.Posted(ctx, a.Email, ids...)
	if err != nil {
		return "", nil, err
	}
	var unsent *store.Posted
	for n, p := range slices.Backward(posted) {
		if p.Waits() {
			unsent = &p
		}
		if p.Reaches() || p.Letter != nil && p.Letter.State == store.LetterBounced {
			return decisions[n].Choice, unsent, nil
		}
	}
	return "", unsent, nil
}
