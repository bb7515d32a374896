package store

import (
	"context"
	"maps"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// renamed has an application that was known by its former name known by its new one, and notes its twins among those of
// that name. The person's own others, as they are changed together with it, are none.
func (s *Store) renamed(
	ctx context.Context, a pug.Application, after *pug.Application, together []Identification,
) ([]write, error) {
	before, err := s.namesakes(ctx, a)
	if err != nil || !slices.Contains(before.Applications, a.ID) {
		return nil, err
	}
	var writes []write
	others := before
	if a.NameKey() != after.NameKey() {
		writes = append(writes, unnamed(a, before))
		if others, err = s.namesakes(ctx, *after); err != nil || after.NameKey() == "" {
			return writes, err
		}
	}
	known, err := s.ApplicationsByID(ctx, others.Applications...)
	if err != nil {
		return nil, err
	}
	for _, own := range together {
		delete(known, own.After.ID)
	}
	after.Twins = after.TwinsAmong(slices.Collect(maps.Values(known)))
	writes = append(writes, lostTwins(a, *after)...)
	if a.NameKey() != after.NameKey() && len(others.Applications) < mostNamesakes {
		return append(writes, named(*after, others, known)...), nil
	}
	for _, twin := range after.Twins {
		if after.Counts() && known[twin].Counts() {
			writes = append(writes, Arises{after.TwinMatter(known[twin])}.writes()...)
		}
	}
	return writes, nil
}

// lostTwins settle whether an application is of the same person as those that it was a twin of.
func lostTwins(a, after pug.Application) []write {
	var writes []write
	for _, twin := range a.Twins {
		if !slices.Contains(after.Twins, twin) {
			writes = append(writes, settledTwins(a, twin)...)
		}
	}
	return writes
}

func (s *Store) namesakes(ctx context.Context, a pug.Application) (namesakes, error) {
	if a.NameKey() == "" {
		return namesakes{}, nil
	}
	n, err := get[namesakes](ctx, s, nameKey(a), "namesakes of "+a.ID)
	if pug.IsError(err, pug.NotFound) {
		return namesakes{}, nil
	}
	return n, err
}

// unnamed takes an application from those of its name.
func unnamed(a pug.Application, before namesakes) write {
	left := slices.DeleteFunc(slices.Clone(before.Applications), func(id string) bool { return id == a.ID })
	w := write{key: nameKey(a), condition: "#applications = :before", values: values{":before": before.Applications}}
	if len(left) == 0 {
		w.delete = true
		return w
	}
	w.record = namesakes{left}
	return w
}
