package store

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// AddProposal stores the next revision of a cohort's proposal together with its line of the log, and with what follows.
// pug.Conflict: somebody stored that revision before, or the groups are published.
func (s *Store) AddProposal(ctx context.Context, p pug.Proposal, e pug.LogEntry, owed ...Owed) error {
	return s.commit(ctx, "store the proposal of "+string(p.Cohort), overtaken(p.Cohort),
		append(outbox(owed), Revision{p, e}.writes()...)...)
}

// Proposal reads one revision of a cohort's proposal; the cohort tells which is the latest.
func (s *Store) Proposal(ctx context.Context, cohort pug.CohortID, revision int) (pug.Proposal, error) {
	return get[pug.Proposal](ctx, s, revisionKey(cohort, revision), "proposal of "+string(cohort))
}

// Entries lists the log of a cohort's proposal, oldest first.
func (s *Store) Entries(ctx context.Context, cohort pug.CohortID) ([]pug.LogEntry, error) {
	return query[pug.LogEntry](ctx, s, entryKey(cohort, 0).PK, entryPrefix, "the log of "+string(cohort))
}

// sheetSize keeps a sheet of people well below the 400 KB of an item.
const sheetSize = 300_000

// sheet is a part of the people of a proposal: of a gzip file of JSON. In that form 2,000 people are one item of about
// a hundred kilobytes, where their applications are two pages of a query.
type sheet struct {
	Part []byte `json:"part"`
}

// PutPeople stores the people a proposal is about, in brief, and returns the name they are stored under. It is
// made of what is kept: the same people have the same name, and nothing is ever overwritten by other people. Only who
// one of them is may change later, see repropose.
func (s *Store) PutPeople(ctx context.Context, cohort pug.CohortID, people pug.People) (name string, err error) {
	packed, err := pack(people)
	if err != nil {
		return "", fmt.Errorf("pack the people of %s: %w", cohort, err)
	}
	hash := sha256.Sum256(packed)
	name = hex.EncodeToString(hash[:16])
	return name, s.putPeople(ctx, cohort, name, packed)
}

func pack(people pug.People) ([]byte, error) {
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	err := cmp.Or(json.NewEncoder(zip).Encode(people.Brief()), zip.Close())
	return packed.Bytes(), err
}

func (s *Store) putPeople(ctx context.Context, cohort pug.CohortID, name string, packed []byte) error {
	n := 0
	for part := range slices.Chunk(packed, sheetSize) {
		if err := s.do(ctx, write{key: peopleKey(cohort, name, n), record: sheet{part}}); err != nil {
			return unavailable(err, "store the people of "+string(cohort))
		}
		n++
	}
	return nil
}

// People reads the people a proposal is about, in brief.
func (s *Store) People(ctx context.Context, cohort pug.CohortID, name string) (people pug.People, err error) {
	sheets, err := query[sheet](ctx, s, peopleKey(cohort, name, 0).PK, peoplePrefix(name),
		"the people of "+string(cohort))
	if err != nil {
		return people, err
	}
	if len(sheets) == 0 {
		return people, pug.Errorf(pug.NotFound, "The people of %s are not there.", cohort)
	}
	var parts []io.Reader
	for _, part := range sheets {
		parts = append(parts, bytes.NewReader(part.Part))
	}
	zip, err := gzip.NewReader(io.MultiReader(parts...))
	if err == nil {
		err = json.NewDecoder(zip).Decode(&people)
	}
	if err != nil {
		return people, fmt.Errorf("unpack the people of %s: %w", cohort, err)
	}
	return people, nil
}
