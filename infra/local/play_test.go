package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPlayTakesAFileItHasNotSeen plays a small file with what real files hold: a sound application, the same again, one
// that is no JSON, one that asks for what the programme does not have.
func TestPlayTakesAFileItHasNotSeen(t *testing.T) {
	dir := t.TempDir()
	file, report := filepath.Join(dir, "bodies.jsonl"), filepath.Join(dir, "report.json")
	sound := `{"pug_application": "member", "email": "ines@studio.example", "firstname": "Ines", "lastname": "Roth", "company": "Studio",
		"pug_partner_type": "app_partner", "pug_role": "sales", "pug_region": "EMEA", "pug_topic_1": "Pricing", "pug_commitments": "true",
		"submission_id": "1", "submitted_at": "1788566400000"}`
	lines := []string{strings.ReplaceAll(sound, "\n", " "), strings.ReplaceAll(sound, "\n", " "), "not JSON at all",
		strings.ReplaceAll(strings.Replace(strings.Replace(sound, "sales", "juggler", 1), `"1"`, `"2"`, 1), "\n", " ")}
	if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	o, err := parse([]string{"-exit", "-day", "0", "-addr", "localhost:0", "-applications", file, "-report", report},
		&bytes.Buffer{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := play(t.Context(), o, &out); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err)
	}
	var r struct {
		Applications struct {
			Member                         struct{ Received int }
			Odd, Late, Duplicates, Refused int
		}
		Executions  struct{ Running, Failed int }
		Mail        int
		MailToStaff int `json:"mail_to_staff"`
	}
	if err := json.Unmarshal(text, &r); err != nil {
		t.Fatal(err)
	}
	if a := r.Applications; a.Member.Received != 1 || a.Duplicates != 1 || a.Refused != 0 || a.Odd != 2 || a.Late != 0 {
		t.Errorf("counted %+v", a)
	}
	if r.MailToStaff == 0 || r.MailToStaff > r.Mail {
		t.Errorf("%d of %d mails went to one of the staff", r.MailToStaff, r.Mail)
	}
	if r.Executions.Running != 0 || r.Executions.Failed != 0 {
		t.Errorf("executions %+v", r.Executions)
	}
	for _, want := range []string{"The stand is at http://127.0.0.1:", "Champion applications are open",
		"2026-H2 after"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("nothing about %q in:\n%s", want, out.String())
		}
	}
}

func TestListenTakesAnotherPortOnlyWhereNoneWasAskedFor(t *testing.T) {
	taken, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	addr := taken.Addr().String()
	other, err := listen(options{addr: addr})
	if err != nil {
		t.Fatalf("the default address is taken: %v", err)
	}
	defer func() { _ = other.Close() }()
	if _, err := listen(options{addr: addr, addrGiven: true}); err == nil || !strings.Contains(err.Error(), "-addr") {
		t.Errorf("an address that was asked for and is taken: %v", err)
	}
}

func TestAReportThatCannotBeWrittenIsSaid(t *testing.T) {
	file := filepath.Join(t.TempDir(), "bodies.jsonl")
	if err := os.WriteFile(file, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	nowhere := filepath.Join(t.TempDir(), "missing", "report.json")
	o, err := parse([]string{"-exit", "-day", "0", "-addr", "localhost:0", "-applications", file, "-report", nowhere}, &bytes.Buffer{})
	if err != nil {
		t.Fatal(err)
	}
	if err := play(t.Context(), o, &bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), "-report") {
		t.Errorf("played with %v", err)
	}
}

func TestAStandThatIsToldToStopStopsWithoutAnError(t *testing.T) {
	o, err := parse([]string{"-day", "24h", "-addr", "localhost:0", "-people", "hands"}, &bytes.Buffer{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	var out bytes.Buffer
	if err := play(ctx, o, &out); err != nil || strings.Contains(out.String(), "has ended") {
		t.Errorf("%v; printed:\n%s", err, out.String())
	}
}
