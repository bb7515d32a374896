package main

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestParseSaysWhatIsWrong(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "empty.jsonl")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	rows := []struct {
		name string
		args []string
		want string
	}{
		{"a cohort that is none", []string{"-cohort", "2026-H3"}, "such as 2026-H2"},
		{"people who are neither", []string{"-people", "cats"}, "say robots or hands"},
		{"a negative day", []string{"-day", "-1s"}, "cannot take less than no time"},
		{"a word without a dash", []string{"report.json"}, "one word too many"},
		{"a file that is not there", []string{"-applications", "nowhere.jsonl"}, "nowhere.jsonl"},
		{"a file without a line", []string{"-applications", empty}, "one webhook body per line"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			_, err := parse(row.args, &bytes.Buffer{})
			if err == nil || !strings.Contains(err.Error(), row.want) {
				t.Errorf("got %v, want something about %q", err, row.want)
			}
		})
	}
}

func TestParseExplainsUnknownFlags(t *testing.T) {
	var out bytes.Buffer
	if _, err := parse([]string{"-fast"}, &out); !errors.Is(err, flag.ErrHelp) ||
		!strings.Contains(out.String(), "-applications file") {
		t.Errorf("%v; printed:\n%s", err, out.String())
	}
}

func TestADayTakesAsLongAsWhoActsNeeds(t *testing.T) {
	for name, row := range map[string]struct {
		args []string
		want time.Duration
		calm bool
	}{
		"robots":                     {nil, robotDay, true},
		"robots whom nobody watches": {[]string{"-exit"}, robotDay, false},
		"robots who are reported on": {[]string{"-report", "report.json"}, robotDay, false},
		"robots that do not wait":    {[]string{"-day", "0"}, 0, false},
		"robots in real time":        {[]string{"-day", "24h"}, 24 * time.Hour, false},
		"hands":                      {[]string{"-people", "hands"}, handDay, false},
		"hands that name their pace": {[]string{"-people", "hands", "-day", "1s"}, time.Second, false},
	} {
		o, err := parse(row.args, &bytes.Buffer{})
		if err != nil || o.day != row.want || o.calm != row.calm {
			t.Errorf("%s: a day takes %v, calm %t, %v", name, o.day, o.calm, err)
		}
	}
}

func TestHandsBeginWithAHandfulOfApplications(t *testing.T) {
	o, err := parse([]string{"-people", "hands"}, &bytes.Buffer{})
	if err != nil || len(o.applications) < 6 || len(o.applications) > 10 {
		t.Errorf("%d applications, %v", len(o.applications), err)
	}
}

func TestAnotherCohortHasASampleOfItsOwn(t *testing.T) {
	o, err := parse([]string{"-cohort", "2027-H1"}, &bytes.Buffer{})
	if err != nil || len(o.applications) != 276 || !bytes.Contains(bytes.Join(bytesOf(o), nil), []byte("2027-H1")) {
		t.Errorf("%d applications, %v", len(o.applications), err)
	}
}

func bytesOf(o options) [][]byte {
	var all [][]byte
	for _, a := range o.applications {
		all = append(all, a)
	}
	return all
}

func TestTheSeedDecidesTheSampleOfACohortThatHasNone(t *testing.T) {
	sampled := func(args ...string) string {
		o, err := parse(args, &bytes.Buffer{})
		if err != nil {
			t.Fatal(err)
		}
		return string(bytes.Join(bytesOf(o), nil))
	}
	if sampled("-cohort", "2027-H1") != sampled("-cohort", "2027-H1", "-seed", "1") {
		t.Error("the same seed gives another sample")
	}
	if sampled("-cohort", "2027-H1") == sampled("-cohort", "2027-H1", "-seed", "2") {
		t.Error("another seed gives the same sample")
	}
	if sampled() != sampled("-seed", "2") {
		t.Error("the written sample depends on the seed")
	}
}

func TestLinesOfAFileArePassedOnAsTheyAre(t *testing.T) {
	file := filepath.Join(t.TempDir(), "bodies.jsonl")
	if err := os.WriteFile(file, []byte("\n  {\"a\": 1}  \r\n\nnot JSON\n\n{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	o, err := parse([]string{"-applications", file}, &bytes.Buffer{})
	if err != nil {
		t.Fatal(err)
	}
	if got := string(bytes.Join(bytesOf(o), []byte("|"))); got != `{"a": 1}|not JSON|{}` {
		t.Errorf("read %s", got)
	}
}
