package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
)

// imagined plays a world without playing it: every fault that may happen does, and a promise is broken where the needed
// ones do and the person applies.
func imagined(all []string, person string, needed ...string) func(World) (Run, error) {
	return func(w World) (Run, error) {
		r := Run{World: w}
		for _, name := range all {
			if w.Only == nil || slices.Contains(w.Only, name) {
				r.Faults = append(r.Faults, Fault{name, cloud.Slow})
				r.Lines = append(r.Lines, Line{Who: weatherman, Command: "fault '" + name + "'"})
			}
		}
		lacks := func(name string) bool {
			return !slices.ContainsFunc(r.Faults, func(f Fault) bool { return f.Name == name })
		}
		applies := func(s Submission) bool { return s.Email == person }
		if slices.ContainsFunc(needed, lacks) || !slices.ContainsFunc(w.Submissions, applies) {
			r.Broken = []Violation{{Invariant: "another promise"}}
			return r, nil
		}
		r.Broken = []Violation{{Invariant: "another promise"}, {Invariant: "the promise"}}
		return r, nil
	}
}

func TestAWorldIsMadeSmallerWhileItBreaksTheSamePromise(t *testing.T) {
	var all []string
	for _, caller := range strings.Fields("intake review cohort meetings") {
		for _, n := range strings.Fields("1 2 3 4 5 6 7") {
			all = append(all, caller+" dynamodb:PutItem "+n+" slow")
		}
	}
	w := NewWorld(4, 0.2, newYork(t))
	if len(w.Cohorts) != 2 {
		t.Fatal("this seed has one cohort")
	}
	play := imagined(all, "m03@partner03.example", all[2], all[9])
	r, err := play(w)
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(r.Broken)
	small, err := Shrink(r, play)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{all[2], all[9]}, small.World.Only); diff != "" {
		t.Errorf("faults that are left (-want +got):\n%s", diff)
	}
	if len(small.World.Submissions) != 1 || len(small.World.Cohorts) != 1 || small.Broken[0].Invariant != "the promise" {
		t.Errorf("left are %d submissions to %v, broken is %v", len(small.World.Submissions), small.World.Cohorts,
			small.Broken)
	}
	var told strings.Builder
	story(&told, small, newYork(t))
	want := "# the promise:  (0001-01-01 00:00:00)\n# another promise:  (0001-01-01 00:00:00)\n" +
		"stand cohort=2026-H2 cohorts=2026-H2 seed=4\nfault '" + all[2] + "'\nfault '" + all[9] + "'\nplay\nsound\n"
	if diff := cmp.Diff(want, told.String()); diff != "" {
		t.Errorf("the story (-want +got):\n%s", diff)
	}
}

func TestAWorldThatNeedsEverythingStaysAsItIs(t *testing.T) {
	w := NewWorld(5, 0.2, newYork(t))
	w.Submissions = w.Submissions[:1]
	all := []string{"a x:y 1 slow", "b x:y 1 slow", "c x:y 1 slow"}
	play := imagined(all, w.Submissions[0].Email, all...)
	r, err := play(w)
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(r.Broken)
	small, err := Shrink(r, play)
	if err != nil || len(small.Faults) != len(all) || len(small.World.Submissions) != 1 {
		t.Errorf("%d faults, %d submissions, %v", len(small.Faults), len(small.World.Submissions), err)
	}
}
