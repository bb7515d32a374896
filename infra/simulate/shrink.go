package main

import (
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// plays is how often a world is played at most to make it smaller.
const plays = 120

// shrinker looks for a smaller world in which the same promise is broken.
type shrinker struct {
	play func(World) (Run, error)
	best Run // the smallest so far
	left int // plays
}

// Shrink makes the world of a run smaller while it breaks the same invariant, whatever else it breaks: first without
// the faults that do not matter, then without people, then without cohorts. What it gives was played, too; it is the
// run itself where nothing could be left out.
func Shrink(r Run, play func(World) (Run, error)) (Run, error) {
	s := &shrinker{play: play, best: r, left: plays}
	for _, step := range []func() error{s.faults, s.latency, s.cohorts, s.people, s.faults} {
		if err := step(); err != nil {
			return Run{}, err
		}
	}
	return s.best, nil
}

// try plays a world, and keeps it if the first promise that the best one breaks is broken there too.
func (s *shrinker) try(w World) (bool, error) {
	if s.left == 0 {
		return false, nil
	}
	s.left--
	r, err := s.play(w)
	if err != nil {
		return false, err
	}
	about := s.best.Broken[0].Invariant
	i := slices.IndexFunc(r.Broken, func(v Violation) bool { return v.Invariant == about })
	if i < 0 {
		return false, nil
	}
	r.Broken[0], r.Broken[i] = r.Broken[i], r.Broken[0] // what it is about comes first
	s.best = r
	return true, nil
}

// faults leaves out the faults that do not matter: those of one kind, or of one caller, all at once; then in halves,
// quarters and so on (delta debugging).
func (s *shrinker) faults() error {
	for _, of := range []func(Fault) string{kindOf, callerOf} {
		if err := s.alike(of); err != nil {
			return err
		}
	}
	for size := len(s.best.Faults) / 2; size > 0; size /= 2 {
		for from := 0; from < len(s.best.Faults); {
			all := s.best.Faults
			left, err := s.only(slices.Concat(all[:from], all[min(from+size, len(all)):]))
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
func (s *shrinker) alike(of func(Fault) string) error {
	var values []string
	for _, f := range s.best.Faults {
		values = append(values, of(f))
	}
	for _, value := range unique(values) {
		others := slices.DeleteFunc(slices.Clone(s.best.Faults), func(f Fault) bool { return of(f) == value })
		if _, err := s.only(others); err != nil {
			return err
		}
	}
	return nil
}

// only plays the best world with no other faults than those.
func (s *shrinker) only(faults []Fault) (bool, error) {
	w := s.best.World
	w.Only = []string{}
	for _, f := range faults {
		w.Only = append(w.Only, f.Name)
	}
	return s.try(w)
}

func (s *shrinker) latency() error {
	w := s.best.World
	w.Latency = 0
	_, err := s.try(w)
	return err
}

func (s *shrinker) cohorts() error {
	w := s.best.World
	if len(w.Cohorts) == 1 {
		return nil
	}
	w.Cohorts = w.Cohorts[:1]
	w.Submissions = slices.DeleteFunc(slices.Clone(w.Submissions),
		func(of Submission) bool { return of.Cohort != w.Cohorts[0] })
	_, err := s.try(w)
	return err
}

// people leaves out who applied, one after the other; members first, without whom most stories can be told.
func (s *shrinker) people() error {
	for _, kind := range []pug.Kind{pug.KindMember, pug.KindChampion} {
		for _, of := range slices.Clone(s.best.World.Submissions) {
			if of.Kind != kind {
				continue
			}
			w := s.best.World
			w.Submissions = slices.DeleteFunc(slices.Clone(w.Submissions),
				func(other Submission) bool { return other.ID == of.ID })
			if _, err := s.try(w); err != nil {
				return err
			}
		}
	}
	return nil
}
