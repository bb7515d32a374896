package sample_test

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/sample"
)

// application is a webhook body as the tests read it.
type application struct {
	field map[string]string
	key   string // the submission: the same again is a duplicate
	at    time.Time
	raw   string
	flat  bool
	past  bool // some property carries its history
}

func read(t *testing.T, raw json.RawMessage) application {
	t.Helper()
	var b struct {
		VID        int `json:"vid"`
		Properties map[string]struct {
			Value    string            `json:"value"`
			Versions []json.RawMessage `json:"versions"`
		} `json:"properties"`
		Forms []struct {
			ID        string `json:"conversion-id"`
			Timestamp int64  `json:"timestamp"`
		} `json:"form-submissions"`
	}
	a := application{raw: string(raw), field: map[string]string{}}
	if err := json.Unmarshal(raw, &b); err != nil {
		t.Fatalf("body %s: %v", raw, err)
	}
	if b.Properties == nil {
		if err := json.Unmarshal(raw, &a.field); err != nil {
			t.Fatalf("flat body %s: %v", raw, err)
		}
		ms, err := strconv.ParseInt(a.field["submitted_at"], 10, 64)
		if err != nil {
			t.Fatalf("flat body %s: %v", raw, err)
		}
		a.flat, a.key, a.at = true, a.field["submission_id"], time.UnixMilli(ms)
		return a
	}
	for name, p := range b.Properties {
		a.field[name] = p.Value
		a.past = a.past || len(p.Versions) > 0
	}
	for _, f := range b.Forms {
		if at := time.UnixMilli(f.Timestamp); at.After(a.at) {
			a.at, a.key = at, fmt.Sprint(b.VID, "/", f.ID)
		}
	}
	return a
}

func launch(t *testing.T) time.Time {
	t.Helper()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	return time.Date(2026, time.October, 1, 9, 0, 0, 0, zone)
}

// flaw says why an application can't be reviewed as it is, or "".
func flaw(a application, launch time.Time) string {
	f := a.field
	opens, closes := launch.AddDate(0, 0, -70), launch.AddDate(0, 0, -38)
	if f["pug_application"] == "member" {
		opens, closes = launch.AddDate(0, 0, -30), launch.AddDate(0, 0, -14)
	}
	known := func(list, name string) bool { return name != "" && strings.Contains(" "+list+" ", " "+name+" ") }
	switch {
	case !known("champion member", f["pug_application"]):
		return "unknown kind"
	case f["email"] == "":
		return "no address"
	case f["pug_role"] == "":
		return "no role"
	case !known("owner_ceo sales marketing service_delivery operations technical", f["pug_role"]):
		return "unknown role"
	case !known("NA LATAM EMEA APAC", f["pug_region"]):
		return "unknown region"
	case f["pug_commitments"] != "true":
		return "commitments not accepted"
	case f["pug_topic_1"] == "":
		return "no topic"
	case f["pug_cohort"] != "" && f["pug_cohort"] != "2026-H2":
		return "unknown cohort"
	case !zoneExists(f["pug_time_zone"]):
		return "unknown time zone"
	case a.at.Before(opens):
		return "early"
	case a.at.After(closes):
		return "late"
	}
	return ""
}

func zoneExists(name string) bool {
	_, err := time.LoadLocation(name)
	return err == nil
}

// sift drops what is a duplicate or has a flaw, and counts it.
func sift(t *testing.T) (sound []application, counts map[string]int) {
	t.Helper()
	counts = map[string]int{}
	seen, person := map[string]string{}, map[string]bool{}
	for _, raw := range sample.Bodies() {
		a := read(t, raw)
		kind, who := a.field["pug_application"], a.field["email"]
		first, again := seen[a.key]
		seen[a.key] = a.raw
		switch reason := flaw(a, launch(t)); {
		case again && first == a.raw:
			counts["exact duplicate"]++
		case again:
			counts["redelivery"]++
		case reason != "":
			counts[reason]++
		case person[kind+who]:
			counts["applies twice"]++
		case person["champion"+who]:
			counts["Champion as member"]++
		default:
			counts[kind]++
			person[kind+who] = true
			sound = append(sound, a)
		}
	}
	return sound, counts
}
