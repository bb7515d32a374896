package grouping

import (
	"context"
	"time"

	"github.com/partnerusergroups/pugs/shared/fault"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// propose forms the groups and stores them for staff to curate. It may be cut short anywhere: the next try draws the same proposal
// from the same applications, and stores what is missing.
func (g *grouping) propose(ctx context.Context, in ofCohort) (lambdafn.None, error) {
	now := g.Now().UTC()
	c, err := g.Store.Cohort(ctx, in.Cohort)
	if err != nil {
		return lambdafn.None{}, err
	}
	if over, err := g.inStaffsHands(ctx, c); over || err != nil {
		return lambdafn.None{}, err
	}
	if err := g.Store.SetStage(ctx, c.ID, pug.StageForming); err != nil {
		return lambdafn.None{}, err
	}
	champions, err := g.Store.Applications(ctx, c.ID, pug.KindChampion)
	if err != nil {
		return lambdafn.None{}, err
	}
	members, err := g.Store.Applications(ctx, c.ID, pug.KindMember)
	if err != nil {
		return lambdafn.None{}, err
	}
	p, err := draw(ctx, c.ID, champions, members)
	if err != nil {
		return lambdafn.None{}, err
	}
	return lambdafn.None{}, g.keep(ctx, p, byID(members), now)
}

// inStaffsHands says whether the proposal was completed before: the workflow asks staff to curate only then. Proposing again
// would undo what they changed.
func (g *grouping) inStaffsHands(ctx context.Context, c pug.Cohort) (bool, error) {
	if c.Published != nil {
		return true, nil
	}
	_, err := g.Store.Token(ctx, subject(c.ID))
	if fault.Is(err, fault.NotFound) {
		return false, nil
	}
	return err == nil, err
}

// keep stores what is missing of a proposal. What a former try stored shows in the applications as they were read; a Conflict is the
// same from a try that runs beside this one.
func (g *grouping) keep(ctx context.Context, p proposal, members map[string]pug.Application, now time.Time) error {
	for _, group := range p.groups {
		if err := unlessDone(g.Store.AddGroup(ctx, group)); err != nil {
			return err
		}
	}
	for _, seat := range p.seats {
		if members[seat.Member.ID].Group != "" {
			continue
		}
		seat.Joined = now
		if err := unlessDone(g.Store.TakeSeat(ctx, seat, nil)); err != nil {
			return err
		}
	}
	for _, place := range p.waitlist {
		id := place.Person.ID
		if why := p.why[id]; why != members[id].Unplaced {
			if err := g.Store.NoteUnplaced(ctx, id, why); err != nil {
				return err
			}
		}
		if err := g.Store.Wait(ctx, place); err != nil {
			return err
		}
	}
	return nil
}

// unlessDone passes on every error but a Conflict: what was to be stored is there already.
func unlessDone(err error) error {
	if fault.Is(err, fault.Conflict) {
		return nil
	}
	return err
}
