package main

import (
	"encoding/json"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestMain(m *testing.M) {
	collectSeldom()
	os.Exit(m.Run())
}

func newYork(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// played plays a world, and fails the test where it cannot be played.
func played(t *testing.T, w World) Run {
	t.Helper()
	r, err := Play(t.Context(), w, newYork(t))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestAHundredWorlds also fails where too little happened in them: what was not met was not survived. With -short it
// plays ten, of which nobody expects to meet everything.
func TestAHundredWorlds(t *testing.T) {
	seeds := 100
	if testing.Short() {
		seeds = 10
	}
	met := Marks{}
	var failing []Run
	err := each(t.Context(), options{seeds: seeds, first: 1, rate: 0.2}, newYork(t), func(r Run) {
		met.add(r)
		if len(r.Broken) > 0 {
			failing = append(failing, r)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range failing {
		for _, v := range r.Broken {
			t.Errorf("seed %d broke %s", r.World.Seed, v)
		}
	}
	if never := met.missing(); len(never) > 0 && !testing.Short() {
		t.Errorf("these never happened: %v", never)
	}
}

func TestTheSameSeedIsTheSameJournal(t *testing.T) {
	w := NewWorld(7, 0.4, newYork(t))
	first, second := played(t, w), played(t, w)
	if diff := cmp.Diff(texts(first.Lines), texts(second.Lines)); diff != "" || first.Hash != second.Hash {
		t.Errorf("%s is not %s:\n%s", first.Hash, second.Hash, diff)
	}
}

func texts(lines []Line) []string {
	var all []string
	for _, l := range lines {
		all = append(all, l.String())
	}
	return all
}

func TestInACalmWorldNothingGoesWrong(t *testing.T) {
	r := played(t, NewWorld(3, 0, newYork(t)))
	if len(r.Faults) > 0 || len(r.Broken) > 0 {
		t.Errorf("faults %v, broken %v", r.Faults, r.Broken)
	}
}

func TestTheLastLineIsTheSummary(t *testing.T) {
	var out strings.Builder
	if err := simulate(t.Context(), options{seeds: 2, first: 4}, &out); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	var sum map[string]float64
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &sum); err != nil {
		t.Fatal(err)
	}
	delete(sum, "wall_s")
	want := map[string]float64{"seeds": 2, "violations": 0, "faults": 0, "deaths": 0, "doubled": 0}
	if diff := cmp.Diff(want, sum); diff != "" {
		t.Errorf("summary (-want +got):\n%s", diff)
	}
}

func TestOptionsThatMakeNoSenseAreRefused(t *testing.T) {
	for _, args := range []string{"-seeds 0", "-rate 2", "-rate -1", "all", "-seeds many"} {
		if _, err := parse(strings.Fields(args), io.Discard); err == nil {
			t.Errorf("%s is taken", args)
		}
	}
}
