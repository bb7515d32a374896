package store

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// AddProposal stores the next revision of a cohort's proposal together with its line of the log. pug.Conflict: somebody
// stored that revision before, or the groups are published.
func (s *Store) AddProposal(ctx context.Context, p pug.Proposal, e pug.LogEntry) error {
	return s.commit(ctx, "store the proposal of "+string(p.Cohort), overtaken(p.Cohort),
		write{key: cohortKey(p.Cohort), change: "SET #revision = :next",
			condition: unpublished + " AND #revision = :before",
			values:    values{":next": p.Revision, ":before": p.Revision - 1}},
		write{key: revisionKey(p.Cohort, p.Revision), record: p, condition: ifNew},
		write{key: entryKey(p.Cohort, p.Revision), record: e, condition: ifNew},
	)
}

// Proposal reads one revision of a cohort's proposal; the cohort tells which is the latest.
func (s *Store) Proposal(ctx context.Context, cohort pug.CohortID, revision int) (pug.Proposal, error) {
	return get[pug.Proposal](ctx, s, revisionKey(cohort, revision), "proposal of "+string(cohort))
}

// Entries lists the log of a cohort's proposal, oldest first.
func (s *Store) Entries(ctx context.Context, cohort pug.CohortID) ([]pug.LogEntry, error) {
	return query[pug.LogEntry](ctx, s, entryKey(cohort, 0).PK, entryPrefix, "the log of "+string(cohort))
}
