package scene

import (
	"context"
	"fmt"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// Scene is what the table says of a cohort. Before the cohort is planned it is empty.
type Scene struct {
	Cohort             pug.Cohort
	Champions, Members []pug.Application
	Proposal           pug.Proposal // the latest; of no groups before there is one
	Groups             []Group      // those that were published, by id
	Log                []pug.Entry  // the latest lines, the latest first
	Owed               int          // letters that are written and not sent yet
}

// Group is a group with how it met so far.
type Group struct {
	pug.Group
	Seats    []pug.Seat
	Meetings []pug.Meeting
	Reports  pug.Reports
}

// Records are where a scene is read from; *store.Store is one.
type Records interface {
	CohortGroups(ctx context.Context, id pug.CohortID) (pug.Cohort, []pug.Group, error)
	GroupRecords(ctx context.Context, group string) (store.GroupRecords, error)
	Applications(ctx context.Context, cohort pug.CohortID, kind pug.Kind) ([]pug.Application, error)
	Proposal(ctx context.Context, cohort pug.CohortID, revision int) (pug.Proposal, error)
	LogOf(ctx context.Context, id, before string, most int) (lines []pug.Entry, next string, err error)
	Outbox(ctx context.Context) (store.Outbox, error)
}

// Read reads the scene of a cohort, with so many lines of its log at most.
func Read(ctx context.Context, from Records, id pug.CohortID, lines int) (s Scene, err error) {
	var groups []pug.Group
	s.Cohort, groups, err = from.CohortGroups(ctx, id)
	if pug.IsError(err, pug.NotFound) {
		return s, nil
	}
	if err != nil {
		return s, fmt.Errorf("read the cohort: %w", err)
	}
	for _, read := range []func() error{
		func() error { s.Champions, err = from.Applications(ctx, id, pug.KindChampion); return err },
		func() error { s.Members, err = from.Applications(ctx, id, pug.KindMember); return err },
		func() error { s.Log, _, err = from.LogOf(ctx, string(id), "", lines); return err },
		func() error { return s.readOwed(ctx, from) },
		func() error { return s.readGroups(ctx, from, groups) },
	} {
		if err := read(); err != nil {
			return s, fmt.Errorf("read the scene of %s: %w", id, err)
		}
	}
	return s, nil
}

func (s *Scene) readOwed(ctx context.Context, from Records) error {
	owed, err := from.Outbox(ctx)
	s.Owed = len(owed.Letters)
	return err
}

// readGroups reads the published groups, or the latest proposal as long as there are none.
func (s *Scene) readGroups(ctx context.Context, from Records, groups []pug.Group) (err error) {
	if s.Cohort.Published == nil && s.Cohort.Revision > 0 {
		s.Proposal, err = from.Proposal(ctx, s.Cohort.ID, s.Cohort.Revision)
		return err
	}
	for _, g := range groups {
		records, err := from.GroupRecords(ctx, g.ID)
		if err != nil {
			return err
		}
		s.Groups = append(s.Groups, Group{g, records.Seats, records.Meetings, records.Reports})
	}
	return nil
}
