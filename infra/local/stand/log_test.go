package stand_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/infra/local/sample"
	"github.com/partnerusergroups/pugs/infra/local/stand"
	"github.com/partnerusergroups/pugs/shared/hubspot"
)

// TestTheLogSaysWhatItIsAboutAndNamesNobody plays a small cohort in which each function meets with failures of AWS, so
// that it has something to log, and looks at every line.
func TestTheLogSaysWhatItIsAboutAndNamesNobody(t *testing.T) {
	t.Parallel()
	var applications []json.RawMessage
	for i, body := range sample.Bodies() {
		if i%3 == 0 {
			applications = append(applications, body)
		}
	}
	var log bytes.Buffer // a slog handler writes lines one at a time
	s, err := stand.New(stand.Config{Cohort: "2026-H2", Seed: 1, Pace: clock.Jump, PublicURL: "http://stand.example",
		Robots: true, Applications: applications, Log: slog.New(slog.NewJSONHandler(&log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	s.Cloud.Inject(firstCallsFailWithNames())
	if err := s.RunToEnd(context.Background()); err != nil {
		t.Fatal(err)
	}
	by := map[string]int{}
	lines := ofFunctions(log.String())
	for _, line := range lines {
		by[checkSubject(t, line)]++
	}
	for _, function := range []string{"intake", "review", "cohort", "grouping", "meetings", "attendance", "letters"} {
		if by[function] == 0 {
			t.Errorf("%s logged nothing that could be looked at", function)
		}
	}
	checkNobodyIsNamed(t, strings.Join(lines, "\n"), applications, s)
}

// firstCallsFailWithNames has the first calls of each kind by each function fail, with all the retries of the SDK and of
// the function, by an error that names somebody.
func firstCallsFailWithNames() func(principal, action string) error {
	made := map[string]int{}
	return func(principal, action string) error {
		kind := principal + " " + action
		if made[kind]++; made[kind] > 9 {
			return nil
		}
		return &cloud.Error{Code: "InternalServerError", Status: http.StatusInternalServerError,
			Text: "nothing is known of somebody@pugs.example"}
	}
}

// ofFunctions are the lines of a log but for those that the stand itself writes, of what AWS would tell elsewhere.
func ofFunctions(log string) []string {
	return slices.DeleteFunc(strings.Split(strings.TrimSpace(log), "\n"), func(line string) bool {
		return strings.Contains(line, `"msg":"an execution failed"`) || strings.Contains(line, `"msg":"a schedule gave up`)
	})
}

// checkSubject looks at one line, and answers whose it is.
func checkSubject(t *testing.T, line string) (function string) {
	t.Helper()
	var said map[string]any
	if err := json.Unmarshal([]byte(line), &said); err != nil {
		t.Fatalf("%v: %s", err, line)
	}
	about := func(key string) bool { return said[key] != nil }
	if !about("function") || !about("request") || !slices.ContainsFunc([]string{"task", "route", "changes", "event"}, about) {
		t.Errorf("nobody knows in which request this was: %s", line)
	}
	records := []string{"application", "cohort", "group", "flag", "offer", "subject", "letter", "changes", "schedule",
		"session", "call"}
	// Who comes by a link that cannot be read, or with an application that cannot be stored, is not known.
	stranger := said["msg"] == "webhook not taken in" || said["msg"] == "page failed"
	if !slices.ContainsFunc(records, about) && !stranger {
		t.Errorf("nobody knows which record this is about: %s", line)
	}
	function, _ = said["function"].(string)
	return function
}

// secrets are the last parts of links, as package link writes them.
var secrets = regexp.MustCompile(`^[A-Z2-7]{32}$`)

// checkNobodyIsNamed looks for each name, address and secret.
func checkNobodyIsNamed(t *testing.T, log string, applications []json.RawMessage, s *stand.Stand) {
	t.Helper()
	secret := map[string]string{"somebody@pugs.example": "an address"}
	for _, body := range applications {
		if form, err := (hubspot.Reader{}).Read(body); err == nil {
			p := form.Properties
			secret[p["email"]], secret[p["firstname"]+" "+p["lastname"]], secret[p["lastname"]] = "an address", "a name", "a name"
		}
	}
	for _, m := range s.Mailbox.All() {
		secret[m.To] = "an address"
		for _, link := range m.Links {
			if base := path.Base(link); secrets.MatchString(base) { // else it is a page, such as the desk
				secret[base] = "a link's secret"
			}
		}
	}
	for _, person := range stand.Staff() {
		name, _, _ := strings.Cut(person, " <")
		secret[name] = "a name"
	}
	for text, what := range secret {
		if at := strings.Index(log, text); len(strings.TrimSpace(text)) > 3 && at >= 0 {
			t.Errorf("%s is in the log: %s", what, log[max(0, at-300):min(len(log), at+100)])
		}
	}
}
