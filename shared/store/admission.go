package store

import (
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// LetIn puts an application in review that was late or odd as it came, as the one that counts for its person, with what
// follows (L9). Beside are the applications of other people at the address that do not tell of them yet. pug.Conflict:
// it, or what its person has applied for, has changed since it was read.
func (s *Store) LetIn(ctx context.Context, before, after pug.Application, beside []string, owed ...Owed) error {
	held, err := s.transactNamed(ctx, "let in "+after.ID, after, func(a pug.Application) []write {
		return slices.Concat([]write{
			{key: applicationKey(a.ID), record: a, condition: "#status = :odd", values: values{":odd": pug.StatusOdd}},
			{key: claimKey(a), record: claim{a.ID}, condition: ifNew},
			promises(ApplicationWorkflow, a.ID, a.Due()),
		}, sharers(beside).writes(), loses(before, a), finds(a), changed(change{before, a}), s.stale(a.Person()),
			outbox(owed))
	})
	if err == nil && !all(held) {
		return pug.Errorf(pug.Conflict,
			"The application of %s, or another one of theirs, has changed just now. Look at it again.", after.Name())
	}
	return err
}

// extensionRecord is an extension as the table holds it: nobody asks for it once nothing can come late any more.
type extensionRecord struct {
	pug.Extension
	TTL int64 `json:"ttl"` // epoch seconds
}

// Extend lets an address apply after the close, with what follows. An earlier extension for the same is replaced.
func (s *Store) Extend(ctx context.Context, e pug.Extension, owed ...Owed) error {
	record := extensionRecord{e, e.Until.Add(keepLetter).Unix()}
	_, err := s.transact(ctx, "extend a phase of "+string(e.Cohort),
		append(outbox(owed), write{key: extensionKey(e), record: record})...)
	return err
}

// EndExtension has an address no longer apply after the close, with what follows. pug.Already: nobody lets it.
func (s *Store) EndExtension(ctx context.Context, e pug.Extension, owed ...Owed) error {
	none := pug.Errorf(pug.Already, "Nobody lets this address apply later any more.")
	return s.commit(ctx, "end an extension of a phase of "+string(e.Cohort), none,
		append(outbox(owed), write{key: extensionKey(e), delete: true, condition: ifExists})...)
}

// Extension reads until when an address may apply as the kind; an empty one where it has no extension.
func (s *Store) Extension(ctx context.Context, id pug.CohortID, k pug.Kind, email string) (pug.Extension, error) {
	e := pug.Extension{Cohort: id, Kind: k, Email: email}
	found, err := get[pug.Extension](ctx, s, extensionKey(e), "extension")
	if pug.IsError(err, pug.NotFound) {
		return pug.Extension{}, nil
	}
	return found, err
}

// Extensions lists until when an address may apply after the close, for all cohorts.
func (s *Store) Extensions(ctx context.Context, email string) ([]pug.Extension, error) {
	return query[pug.Extension](ctx, s, personKey(email, "", "").PK, extensionPrefix, "extensions")
}
