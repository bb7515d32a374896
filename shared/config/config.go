package config

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// The names of the settings in a function's environment.
const (
	EnvTable            = "PUGS_TABLE"              // DynamoDB table
	EnvPublicURL        = "PUGS_PUBLIC_URL"         // https://groups.example.com, without a slash at its end
	EnvSender           = "PUGS_SENDER"             // From of all mail
	EnvStaff            = "PUGS_STAFF"              // "Ada Hart <ada@example.com>, ...", until the desk changes it
	EnvZone             = "PUGS_ZONE"               // IANA name of the programme's time zone
	EnvCohorts          = "PUGS_COHORTS"            // optional: the only cohorts that are run, "2026-H2,2027-H1"
	EnvLeads            = "PUGS_LEADS"              // optional: JSON of calendar.Leads, in days
	EnvIntervals        = "PUGS_INTERVALS"          // optional: JSON of calendar.Intervals
	EnvSecret           = "PUGS_HUBSPOT_SECRET"     // name of the secret that holds HubSpot's client secret
	EnvHubSpotToken     = "PUGS_HUBSPOT_TOKEN"      // optional: name of the secret that holds a token of HubSpot's API
	EnvOwnKey           = "PUGS_OWN_KEY"            // name of the secret that holds the key of links to own pages
	EnvSignature        = "PUGS_HUBSPOT_SIGNATURE"  // optional: "any" (default), "v3" or "v2"
	EnvKeyHeader        = "PUGS_HUBSPOT_KEY_HEADER" // optional: header in which HubSpot may send its API key
	EnvForms            = "PUGS_HUBSPOT_FORMS"      // optional: ids of the programme's own forms at HubSpot
	EnvConfigurationSet = "PUGS_CONFIGURATION_SET"  // optional: SES configuration set
	EnvSignOn           = "PUGS_SIGN_ON"            // optional: JSON of SignOn
	EnvWorkflow         = "PUGS_WORKFLOW_"          // + COHORT, APPLICATION or ABSENCE: ARN of a state machine
)

// Settings are what the programme's engineers decide when they deploy.
type Settings struct {
	Table            string
	PublicURL        string
	Sender           mail.Address
	Staff            []mail.Address // who is staff until that is changed at the desk
	Zone             *time.Location
	Cohorts          []pug.CohortID
	Leads            calendar.Leads
	Intervals        calendar.Intervals
	Secret           string
	OwnKey           string // name of the secret that holds the key of the links to people's own pages
	HubSpotToken     string // name of the secret; empty: HubSpot is not told of anything
	Signature        string
	KeyHeader        string
	Forms            []string
	ConfigurationSet string
	SignOn           SignOn // empty: staff sign in by a link in mail alone
	// Workflows maps the name of a workflow, in lower case, to the ARN of its state machine.
	Workflows map[string]string
}

// Runs says whether the programme runs the cohort: all of them unless a list is set.
func (s Settings) Runs(id pug.CohortID) bool {
	return len(s.Cohorts) == 0 || slices.Contains(s.Cohorts, id)
}

// TeamName is how pages name the people behind the programme.
func (s Settings) TeamName() string { return s.Sender.Name + " team" }

// Team is who is staff until that is changed at the desk.
func (s Settings) Team() []pug.Staff {
	var team []pug.Staff
	for _, a := range s.Staff {
		team = append(team, pug.Staff{Email: a.Address, Name: a.Name, Mail: pug.StaffMailDigest})
	}
	return team
}

// FromEnv reads the settings. Each error names the setting and shows an example.
func FromEnv(environ []string) (Settings, error) {
	env := map[string]string{}
	for _, pair := range environ {
		name, value, _ := strings.Cut(pair, "=")
		env[name] = value
	}
	s := Settings{
		Table: env[EnvTable], Secret: env[EnvSecret], OwnKey: env[EnvOwnKey], HubSpotToken: env[EnvHubSpotToken],
		Signature: cmp.Or(env[EnvSignature], "any"), KeyHeader: env[EnvKeyHeader],
		ConfigurationSet: env[EnvConfigurationSet],
		Leads:            calendar.DefaultLeads(), Intervals: calendar.DefaultIntervals(),
		Workflows: map[string]string{},
	}
	for name, arn := range env {
		if workflow, ok := strings.CutPrefix(name, EnvWorkflow); ok {
			s.Workflows[strings.ToLower(workflow)] = arn
		}
	}
	for _, read := range []func(*Settings, map[string]string) error{readPlain, readPeople, readProgramme} {
		if err := read(&s, env); err != nil {
			return Settings{}, err
		}
	}
	return s, nil
}

// headerMarks are the characters that the names of headers are usually made of.
const headerMarks = "-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

func readPlain(s *Settings, env map[string]string) error {
	for _, required := range []struct{ name, example string }{
		{EnvTable, "pugs"}, {EnvSecret, "pugs/hubspot"}, {EnvOwnKey, "pugs/own-pages"},
	} {
		if env[required.name] == "" {
			return wrong(required.name, "", required.example)
		}
	}
	if !slices.Contains([]string{"any", "v3", "v2"}, s.Signature) {
		return wrong(EnvSignature, s.Signature, "any")
	}
	if strings.Trim(s.KeyHeader, headerMarks) != "" {
		return wrong(EnvKeyHeader, s.KeyHeader, "X-Pugs-Key")
	}
	u, err := url.Parse(env[EnvPublicURL])
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.Scheme != "https" && u.Scheme != "http" {
		return wrong(EnvPublicURL, env[EnvPublicURL], "https://groups.example.com")
	}
	s.PublicURL = strings.TrimRight(u.String(), "/")
	return nil
}

func readPeople(s *Settings, env map[string]string) error {
	sender, err := mail.ParseAddress(env[EnvSender])
	if err != nil || sender.Name == "" { // the name signs every letter
		return wrong(EnvSender, env[EnvSender], "Partner User Groups <groups@example.com>")
	}
	if sender.Address, err = pug.ParseEmail(sender.Address); err != nil {
		return &Wrong{EnvSender, env[EnvSender], "Partner User Groups <groups@example.com>", err}
	}
	s.Sender = *sender
	staff, err := mail.ParseAddressList(env[EnvStaff])
	if err != nil {
		return wrong(EnvStaff, env[EnvStaff], "Ada Hart <ada@example.com>, Bo Lund <bo@example.com>")
	}
	for _, a := range staff {
		if a.Address, err = pug.ParseEmail(a.Address); err != nil {
			return &Wrong{EnvStaff, env[EnvStaff], "Ada Hart <ada@example.com>, Bo Lund <bo@example.com>", err}
		}
		s.Staff = append(s.Staff, *a)
	}
	return nil
}

func readProgramme(s *Settings, env map[string]string) error {
	zone, known := calendar.Zone(env[EnvZone])
	if !known {
		return wrong(EnvZone, env[EnvZone], "America/New_York")
	}
	s.Zone = zone
	for _, name := range list(env[EnvCohorts]) {
		id, err := pug.ParseCohortID(name)
		if err != nil {
			return wrong(EnvCohorts, name, "2026-H2,2027-H1")
		}
		s.Cohorts = append(s.Cohorts, id)
	}
	s.Forms = append(s.Forms, list(env[EnvForms])...)
	if err := readJSON(env[EnvLeads], &s.Leads); err != nil {
		return &Wrong{EnvLeads, env[EnvLeads], `{"champions_open": 70}`, err}
	}
	if err := readJSON(env[EnvIntervals], &s.Intervals); err != nil {
		return &Wrong{EnvIntervals, env[EnvIntervals], `{"seat_offer": "3d"}`, err}
	}
	if err := readJSON(env[EnvSignOn], &s.SignOn); err != nil {
		return &Wrong{EnvSignOn, env[EnvSignOn], signOnExample, err}
	}
	return nil
}

// list splits what is separated by commas or blanks.
func list(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' })
}

// readJSON reads the fields that the text gives, leaves the others at their defaults, and checks the whole.
func readJSON(text string, into interface{ Validate() error }) error {
	if text == "" {
		return nil
	}
	dec := json.NewDecoder(strings.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something follows the JSON object")
	}
	return into.Validate()
}

// Wrong says which setting is missing or malformed.
type Wrong struct {
	Name    string
	Value   string // empty if it is missing
	Example string
	Reason  error // may be nil
}

// Error is a sentence that names the setting and shows an example.
func (w *Wrong) Error() string {
	text := fmt.Sprintf("the setting %s is %q; example: %s", w.Name, w.Value, w.Example)
	if w.Value == "" {
		text = fmt.Sprintf("the setting %s is missing; example: %s", w.Name, w.Example)
	}
	if w.Reason != nil {
		text += ": " + w.Reason.Error()
	}
	return text
}

// Unwrap is the reason.
func (w *Wrong) Unwrap() error { return w.Reason }

func wrong(name, value, example string) error {
	return &Wrong{Name: name, Value: value, Example: example}
}
