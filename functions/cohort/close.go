package cohort

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// chunk is how many of those who wait are told by one call of close that is made in chunks.
const chunk = 2000

type closeOut struct {
	Done bool `json:"done"`
}

// close ends the cohort, and tells everybody of it (L16): those who wait, Champions and members, and staff. Where a
// hundred thousand wait, that is more than one call can do: a caller who calls again is answered after a chunk of it.
func (f function) close(ctx context.Context, in cohortIn) (closeOut, error) {
	line := store.Logged{Entry: pug.LogClosed(in.Cohort, f.Now())}
	if err := f.Store.SetStage(ctx, in.Cohort, pug.StageClosed, line); err != nil {
		return closeOut{}, err
	}
	next, err := f.nextCohort(ctx, in.Cohort)
	if err != nil {
		return closeOut{}, err
	}
	for {
		waited, all, err := f.tellWaiting(ctx, in.Cohort, next)
		switch {
		case err != nil:
			return closeOut{}, err
		case all:
			return closeOut{true}, f.closeGroups(ctx, in.Cohort, next, waited)
		case lambdafn.CallerOf(ctx).Again:
			return closeOut{false}, nil
		}
	}
}

// nextCohort is the next one to apply for, as letters have it.
func (f function) nextCohort(ctx context.Context, of pug.CohortID) (nextCohort, error) {
	now := f.Now()
	id, dates, err := f.Calendar.Next(ctx, of, now)
	if err != nil || id == "" {
		return nextCohort{}, err
	}
	next := nextCohort{Next: id, Launch: f.When(dates.Launch), OnOffer: f.OnOffer(id),
		MembersApply: f.Span(dates.Phase(pug.KindMember))}
	if now.Before(dates.ChampionsClose) {
		next.ChampionsApply = f.Span(dates.Phase(pug.KindChampion))
	}
	return next, nil
}

// tellWaiting tells a chunk of those on the waitlist, and says whether that was the last, and how many wait in all.
func (f function) tellWaiting(ctx context.Context, id pug.CohortID, next nextCohort) (waited int, all bool, err error) {
	c, err := f.Store.Cohort(ctx, id)
	if err != nil {
		return 0, false, err
	}
	places, upto, err := f.Store.WaitlistAfter(ctx, id, c.Told, chunk)
	if err != nil {
		return 0, false, err
	}
	var waiting []letter.Address
	for _, p := range places {
		waiting = append(waiting, letter.To(p.Person))
	}
	if err := f.Letters.Tell(ctx, endKey(id), endedWaiting{id, next}, waiting...); err != nil {
		return 0, false, err
	}
	waited = c.Waited + len(places)
	if upto == "" {
		return waited, true, nil
	}
	return waited, false, f.Store.ToldUpto(ctx, id, upto, waited)
}

// endKey is that of the letter that tells somebody of the end of a cohort: each person gets one.
func endKey(id pug.CohortID) string { return "cohort/" + string(id) + "/ended" }

// closeGroups tells the others: those in groups, Champions who waited, and staff, with figures.
func (f function) closeGroups(ctx context.Context, id pug.CohortID, next nextCohort, waited int) error {
	waiting, err := f.release(ctx, id)
	if err != nil {
		return err
	}
	groups, err := f.Store.Groups(ctx, id)
	if err != nil {
		return err
	}
	figures := pug.EndFigures{Waiting: waited}
	err = duty.Each(going(groups), func(g pug.Group) error {
		r, err := f.Store.GroupRecords(ctx, g.ID)
		if err != nil {
			return err
		}
		if err := f.unasked(ctx, r.Flags); err != nil {
			return err
		}
		renewals, err := f.firm(ctx, r.Renewals)
		if err != nil {
			return err
		}
		return f.thank(ctx, figures.Add(g, r.Seats, r.Meetings, r.Reports, r.Flags, renewals), r.Seats, next)
	}, f.groupStuck(ctx, "thank its Champion and its members"))
	if err != nil {
		return err
	}
	if err := f.Letters.Tell(ctx, endKey(id), endedWaiting{id, next}, waiting...); err != nil {
		return err
	}
	told, err := f.Letters.TellingStaff(ctx, "cohort/"+string(id)+"/closed", closed{id, figures})
	if err != nil {
		return err
	}
	return f.Store.Keep(ctx, workflow.Cohort, string(id), told...)
}

// firm are the questions whether groups are led again without those on which a yes does not stand any more.
func (f function) firm(ctx context.Context, all []pug.Renewal) (firm []pug.Renewal, err error) {
	for _, r := range all {
		again, err := f.LeadsAgain(ctx, r)
		if err != nil {
			return nil, err
		}
		if again || r.Decision == nil || r.Decision.Choice == pug.ChoiceNo {
			firm = append(firm, r)
		}
	}
	return firm, nil
}

// unasked ends the questions about members on which nobody has decided (R11): there is no seat any more to keep.
func (f function) unasked(ctx context.Context, flags []pug.Flag) error {
	for _, flag := range flags {
		if flag.Decision != nil {
			continue
		}
		call := workflow.Answer(flag.ID, f.Now())
		_, err := f.Store.DecideFlag(ctx, flag.ID, pug.Decision{Choice: pug.ChoiceEnded, At: call.Created}, call)
		switch {
		case pug.IsError(err, pug.Conflict): // somebody decided just now
			continue
		case err != nil:
			return err
		}
		f.Follow(ctx, call)
	}
	return nil
}

// thank writes to those who lead a group, and to its members.
func (f function) thank(ctx context.Context, end pug.GroupEnd, seats []pug.Seat, next nextCohort) error {
	id := end.Group.Cohort
	key := "cohort/" + string(id) + "/thanks"
	if err := f.Letters.Tell(ctx, key, thanks{end, next}, letter.ToLeaders(end.Group)...); err != nil {
		return err
	}
	var members []letter.Address
	for _, seat := range pug.Taken(seats) {
		members = append(members, letter.To(seat.Member))
	}
	return f.Letters.Tell(ctx, endKey(id), ended{end, next}, members...)
}

// release has HubSpot told of those who are in groups of a cohort: from its close on, their contacts show what they
// have applied for since (pug.Foremost). It tells which Champions still wait. What is in review still comes too late:
// it is declined, and its workflow tells of that.
func (f function) release(ctx context.Context, cohort pug.CohortID) (waiting []letter.Address, err error) {
	var ids []string
	for _, kind := range []pug.Kind{pug.KindChampion, pug.KindMember} {
		applications, err := f.Store.Applications(ctx, cohort, kind)
		if err != nil {
			return nil, err
		}
		for _, a := range applications {
			switch {
			case a.Status == pug.StatusPending:
				if _, err := f.undecided(ctx, a, pug.EndedUndecided(f.Now())); err != nil {
					return nil, err
				}
			case a.Group != "":
				ids = append(ids, a.ID)
			case kind == pug.KindChampion && a.Status == pug.StatusWaitlisted:
				waiting = append(waiting, letter.ToApplicant(a))
			}
		}
	}
	return waiting, f.Store.SetStale(ctx, ids...)
}

// The letters of a cohort's end.
type (
	// nextCohort is the next cohort to apply for; empty where there is none.
	nextCohort struct {
		Next           pug.CohortID
		Launch         string
		ChampionsApply string // from when to when; empty where that is over
		MembersApply   string
		OnOffer        string // the address of the groups on offer
	}
	// thanks goes to a Champion.
	thanks struct {
		pug.GroupEnd
		nextCohort
	}
	// ended goes to a member of a group.
	ended struct {
		pug.GroupEnd
		nextCohort
	}
	// endedWaiting goes to somebody who waited until the end.
	endedWaiting struct {
		Cohort pug.CohortID
		nextCohort
	}
	// closed tells staff that the cohort has ended.
	closed struct {
		Cohort  pug.CohortID
		Figures pug.EndFigures
	}
)
