package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// plays is how often a world is played at most to make it smaller.
const plays = 120

// shrinker looks for a smaller world in which the same promise is broken.
type shrinker struct {
	zone   *time.Location
	broken func(Run) []Violation
	best   Run // the smallest so far
	left   int // plays
}

// Shrink makes the world of a run smaller while it breaks the same invariant, whatever else it breaks: first without
// the faults that do not matter, then without people, then without cohorts. What it gives is played, too; it is the
// run itself where nothing could be left out.
//
// What a run breaks is told by a function, so that tests need no real flaw: Judged gives what the judge found.
func Shrink(ctx context.Context, r Run, zone *time.Location, broken func(Run) []Violation) (Run, error) {
	s := &shrinker{zone: zone, broken: broken, best: r, left: plays}
	for _, step := range []func(context.Context) error{s.faults, s.latency, s.cohorts, s.people, s.faults} {
		if err := step(ctx); err != nil {
			return Run{}, err
		}
	}
	return s.best, nil
}

// try plays a world, and keeps it if the first promise that the best one breaks is broken there too.
func (s *shrinker) try(ctx context.Context, w World) (bool, error) {
	if s.left == 0 {
		return false, nil
	}
	s.left--
	r, err := Play(ctx, w, s.zone)
	if err != nil {
		return false, err
	}
	about := s.best.Broken[0].Invariant
	i := slices.IndexFunc(s.broken(r), func(v Violation) bool { return v.Invariant == about })
	if i < 0 {
		return false, nil
	}
	r.Broken = s.broken(r)[i:] // what it is about comes first
	s.best = r
	return true, nil
}

// Judged is what the judge found to be broken.
func Judged(r Run) []Violation { return r.Broken }

// faults leaves out the faults that do not matter: those of one kind, or of one caller, all at once; then in halves,
// quarters and so on (delta debugging).
func (s *shrinker) faults(ctx context.Context) error {
	for _, of := range []func(Fault) string{kindOf, callerOf} {
		if err := s.alike(ctx, of); err != nil {
			return err
		}
	}
	for size := len(s.best.Faults) / 2; size > 0; size /= 2 {
		for from := 0; from < len(s.best.Faults); {
			all := s.best.Faults
			left, err := s.only(ctx, slices.Concat(all[:from], all[min(from+size, len(all)):]))
			if err != nil {
				return err
			}
			if !left {
				from += size
			}
		}
	}
	return nil
}

func kindOf(f Fault) string { return string(f.Kind) }

func callerOf(f Fault) string {
	caller, _, _ := strings.Cut(f.Name, ":")
	return caller
}

// alike leaves out faults that have something in common.
func (s *shrinker) alike(ctx context.Context, of func(Fault) string) error {
	var values []string
	for _, f := range s.best.Faults {
		values = append(values, of(f))
	}
	for _, value := range unique(values) {
		others := slices.DeleteFunc(slices.Clone(s.best.Faults), func(f Fault) bool { return of(f) == value })
		if _, err := s.only(ctx, others); err != nil {
			return err
		}
	}
	return nil
}

// only plays the best world with no other faults than those.
func (s *shrinker) only(ctx context.Context, faults []Fault) (bool, error) {
	w := s.best.World
	w.Only = []string{}
	for _, f := range faults {
		w.Only = append(w.Only, f.Name)
	}
	return s.try(ctx, w)
}

func (s *shrinker) latency(ctx context.Context) error {
	w := s.best.World
	w.Latency = 0
	_, err := s.try(ctx, w)
	return err
}

func (s *shrinker) cohorts(ctx context.Context) error {
	w := s.best.World
	if len(w.Cohorts) == 1 {
		return nil
	}
	w.Cohorts = w.Cohorts[:1]
	w.Submissions = slices.DeleteFunc(slices.Clone(w.Submissions),
		func(of Submission) bool { return of.Cohort != w.Cohorts[0] })
	_, err := s.try(ctx, w)
	return err
}

// people leaves out who applied, one after the other; members first, without whom most stories can be told.
func (s *shrinker) people(ctx context.Context) error {
	for _, kind := range []pug.Kind{pug.KindMember, pug.KindChampion} {
		for _, of := range slices.Clone(s.best.World.Submissions) {
			if of.Kind != kind {
				continue
			}
			w := s.best.World
			w.Submissions = slices.DeleteFunc(slices.Clone(w.Submissions),
				func(other Submission) bool { return other.ID == of.ID })
			if _, err := s.try(ctx, w); err != nil {
				return err
			}
		}
	}
	return nil
}
