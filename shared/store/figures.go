package store

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// change is what becomes of an application in a transaction. Before is empty for one that is stored for the first time.
type change struct{ before, after pug.Application }

// becomes is a change of nothing but the status.
func becomes(a pug.Application, status pug.Status) change {
	after := a
	after.Status = status
	return change{a, after}
}

// changed are the writes that go with changes of applications of a cohort: they count them, and bring up to date what
// waits for staff. Whatever stores an application, or changes its status, its role, region or partner type, or whose it
// is, calls it once in that very transaction, which has to hold the statuses that it goes by.
func changed(changes ...change) []write {
	var writes []write
	counts := pug.Figures{}
	for _, c := range changes {
		if c.before.ID != "" {
			counts.Add(c.before, -1)
		}
		counts.Add(c.after, +1)
		writes = append(writes, c.matters()...)
	}
	maps.DeleteFunc(counts, func(_ pug.Figure, n int) bool { return n == 0 })
	if len(counts) > 0 {
		writes = append(writes, counting(changes[0].after, counts))
	}
	return writes
}

// Attributes of a part of the figures: each of its changes adds one, so that a part that was changed is known by it;
// and what the attributes of figures begin with.
const (
	changesAttribute = "changes"
	figurePrefix     = "n "
)

// counting adds to the part of the figures that is an application's.
func counting(a pug.Application, counts pug.Figures) write {
	w := write{key: figuresKey(a.Cohort, a.ID), values: values{":none": 0, ":one": 1}, names: map[string]string{},
		change: "SET #changes = if_not_exists(#changes, :none) + :one"}
	named := map[string]int{}
	for figure, n := range counts {
		named[figurePrefix+figure.String()] = n
	}
	for i, name := range slices.Sorted(maps.Keys(named)) {
		placeholder := placeholder(i)
		w.names["#"+placeholder], w.values[":"+placeholder] = name, named[name]
		w.change += ", #" + placeholder + " = if_not_exists(#" + placeholder + ", :none) + :" + placeholder
	}
	return w
}

// placeholder is the n-th name of letters alone.
func placeholder(n int) string { return "n" + string(rune('a'+n/26)) + string(rune('a'+n%26)) }

// parts are the items of a cohort's figures.
type parts struct {
	figures pug.Figures
	changes map[string]int // by the sort keys of the parts
	whole   bool           // nothing is missing
}

// Figures reads the figures of a cohort. A cohort that has applications from before anybody kept them is counted once.
// No cohort is for the applications that named none.
func (s *Store) Figures(ctx context.Context, cohort pug.CohortID) (pug.Figures, error) {
	p, err := s.parts(ctx, cohort)
	if err != nil || p.whole {
		return p.figures, err
	}
	return s.count(ctx, cohort, p)
}

func (s *Store) parts(ctx context.Context, cohort pug.CohortID) (parts, error) {
	p := parts{figures: pug.Figures{}, changes: map[string]int{}}
	tried := "the figures of " + string(cohort)
	err := s.sort(ctx, figuresPartition(cohort), tried, func(sk string, item attributes) error {
		p.whole = p.whole || sk == figuresBeforeKey(cohort).SK
		for name, value := range item {
			number, ok := value.(*types.AttributeValueMemberN)
			if !ok {
				continue
			}
			n, err := strconv.Atoi(number.Value)
			if err != nil {
				return err
			}
			if name == changesAttribute {
				p.changes[sk] = n
			}
			if name, is := strings.CutPrefix(name, figurePrefix); is {
				p.figures[pug.ParseFigure(name)] += n
			}
		}
		return nil
	})
	return p, err
}

// attemptsToCount is how often a cohort is counted because an application changed meanwhile.
const attemptsToCount = 3

// count counts the applications of a cohort one by one, and keeps what the parts of its figures do not have. That is
// exact only while nothing changes: where something does, it is counted anew, and in the end the next who asks does so.
func (s *Store) count(ctx context.Context, cohort pug.CohortID, p parts) (counted pug.Figures, err error) {
	for range attemptsToCount {
		all, err := s.everybody(ctx, cohort)
		if err != nil {
			return nil, err
		}
		counted = pug.Figures{}
		for _, a := range all {
			counted.Add(a, +1)
		}
		if err := s.arise(ctx, all); err != nil {
			return nil, err
		}
		kept, err := s.keepBefore(ctx, cohort, counted, p)
		if err != nil || kept {
			return counted, err
		}
		if p, err = s.parts(ctx, cohort); err != nil || p.whole {
			return p.figures, err
		}
	}
	return counted, nil
}

// everybody reads the applications of a cohort of whatever kind.
func (s *Store) everybody(ctx context.Context, cohort pug.CohortID) ([]pug.Application, error) {
	var all []pug.Application
	for _, kind := range []pug.Kind{pug.KindChampion, pug.KindMember, ""} {
		some, err := s.Applications(ctx, cohort, kind)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// arise stores what waits for staff because of applications, unless they change just now.
func (s *Store) arise(ctx context.Context, all []pug.Application) error {
	var groups [][]write
	for _, a := range all {
		if m, waits := a.Matter(); waits {
			groups = append(groups, append(Arises{m}.writes(), write{key: applicationKey(a.ID),
				condition: "#status = :status", values: values{":status": a.Status}}))
		}
	}
	_, err := s.each(ctx, "store what waits for staff", groups)
	return err
}

// keepBefore stores what the parts of the figures do not have, unless one of them has changed since it was read.
func (s *Store) keepBefore(ctx context.Context, cohort pug.CohortID, counted pug.Figures, p parts) (bool, error) {
	before := write{key: figuresBeforeKey(cohort), record: struct{}{}, condition: ifNew, more: values{}}
	missing := maps.Clone(counted)
	for figure, n := range p.figures {
		missing[figure] -= n
	}
	for figure, n := range missing {
		if n != 0 {
			before.more[figurePrefix+figure.String()] = n
		}
	}
	writes := []write{before}
	for n := range shards {
		part := shardKey(cohort, n)
		same := write{key: part, condition: "attribute_not_exists(#changes)"}
		if changes, known := p.changes[part.SK]; known {
			same.condition, same.values = "#changes = :changes", values{":changes": changes}
		}
		writes = append(writes, same)
	}
	held, err := s.transact(ctx, "keep the figures of "+string(cohort), writes...)
	return err == nil && all(held), err
}
