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
	at, before, err := s.knownBy(ctx, a)
	if err != nil || at == (key{}) {
		return nil, err
	}
	var writes []write
	others, moves := before, at != nameKey(*after)
	if moves {
		writes = append(writes, unnamed(at, a.ID, before))
		if others, err = s.namesakes(ctx, *after); err != nil || after.LikeKey() == "" {
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
	if moves && len(others.Applications) < mostNamesakes {
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
	if a.LikeKey() == "" {
		return namesakes{}, nil
	}
	return s.namesakesAt(ctx, nameKey(a), a.ID)
}

func (s *Store) namesakesAt(ctx context.Context, at key, application string) (namesakes, error) {
	n, err := get[namesakes](ctx, s, at, "namesakes of "+application)
	if pug.IsError(err, pug.NotFound) {
		return namesakes{}, nil
	}
	return n, err
}

// knownBy is where an application is among those of its name, which are as well; empty where it is nowhere. What an
// earlier release stored is where the name itself leads.
func (s *Store) knownBy(ctx context.Context, a pug.Application) (at key, of namesakes, err error) {
	if a.LikeKey() == "" {
		return key{}, namesakes{}, nil
	}
	former := nameKey(a)
	former.PK = namePrefix(a.Cohort) + a.NameKey()
	for _, at := range slices.Compact([]key{nameKey(a), former}) {
		of, err = s.namesakesAt(ctx, at, a.ID)
		if err != nil || slices.Contains(of.Applications, a.ID) {
			return at, of, err
		}
	}
	return key{}, namesakes{}, nil
}

// unnamed takes an application from those of its name.
func unnamed(at key, application string, before namesakes) write {
	left := slices.DeleteFunc(slices.Clone(before.Applications), func(id string) bool { return id == application })
	w := write{key: at, condition: "#applications = :before", values: values{":before": before.Applications}}
	if len(left) == 0 {
		w.delete = true
		return w
	}
	w.record = namesakes{left}
	return w
}
