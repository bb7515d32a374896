package config_test

import (
	"net/mail"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/config"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// environ is an environment with only what is required, changed as given.
func environ(changes map[string]string) []string {
	env := map[string]string{
		config.EnvTable: "pugs", config.EnvPublicURL: "https://groups.example.com", config.EnvSecret: "pugs/hubspot", config.EnvOwnKey: "pugs/own-pages",
		config.EnvSender: "Partner User Groups <groups@example.com>", config.EnvStaff: "Ada Hart <ada@example.com>, bo@example.com",
		config.EnvZone: "America/New_York",
	}
	for name, value := range changes {
		env[name] = value
	}
	var list []string
	for name, value := range env {
		list = append(list, name+"="+value)
	}
	return list
}

func TestRequiredSettingsAreEnough(t *testing.T) {
	s, err := config.FromEnv(append(environ(nil), "PATH=/bin", "ODD"))
	if err != nil {
		t.Fatal(err)
	}
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	want := config.Settings{
		Table: "pugs", PublicURL: "https://groups.example.com", Secret: "pugs/hubspot",
		OwnKey: "pugs/own-pages", Signature: "any",
		Sender: mail.Address{Name: "Partner User Groups", Address: "groups@example.com"},
		Staff:  []mail.Address{{Name: "Ada Hart", Address: "ada@example.com"}, {Address: "bo@example.com"}},
		Leads:  calendar.DefaultLeads(), Intervals: calendar.DefaultIntervals(), Workflows: map[string]string{}, Zone: zone,
	}
	if diff := cmp.Diff(want, s, cmp.Comparer(func(a, b *time.Location) bool { return a.String() == b.String() })); diff != "" {
		t.Error(diff)
	}
	if !s.Runs("2026-H1") || !s.Runs("2030-H2") {
		t.Error("without a list every cohort is run")
	}
}

func TestOptionalSettings(t *testing.T) {
	s, err := config.FromEnv(environ(map[string]string{
		config.EnvPublicURL: "https://groups.example.com/", config.EnvSignature: "v2", config.EnvConfigurationSet: "mail",
		config.EnvCohorts: "2026-H2, 2027-H1", config.EnvLeads: `{"champions_open": 80, "curate": 2}`,
		config.EnvForms:  "f-1, f-2",
		config.EnvSignOn: `{"issuer": "https://login.example.com", "client": "pugs", "secret": "arn:aws:secretsmanager:x"}`, config.EnvKeyHeader: "X-Pugs-Key", config.EnvStaff: "Bo <bo@MÜLLER.example>",
		config.EnvIntervals:            `{"seat_offer": "36h", "review_reminders": ["1d"]}`,
		config.EnvWorkflow + "ABSENCE": "arn:aws:states:us-east-1:123456789012:stateMachine:absence",
	}))
	if err != nil {
		t.Fatal(err)
	}
	if s.PublicURL != "https://groups.example.com" || s.Signature != "v2" || s.ConfigurationSet != "mail" ||
		s.Workflows["absence"] != "arn:aws:states:us-east-1:123456789012:stateMachine:absence" {
		t.Errorf("got %+v", s)
	}
	if diff := cmp.Diff([]pug.CohortID{"2026-H2", "2027-H1"}, s.Cohorts); diff != "" || s.Runs("2026-H1") || !s.Runs("2027-H1") {
		t.Errorf("cohorts: %s", diff)
	}
	on := config.SignOn{Issuer: "https://login.example.com", Client: "pugs", Secret: "arn:aws:secretsmanager:x"}
	if s.SignOn != on || !on.On() {
		t.Errorf("single sign-on is by %+v", s.SignOn)
	}
	if diff := cmp.Diff([]string{"f-1", "f-2"}, s.Forms); diff != "" || s.KeyHeader != "X-Pugs-Key" {
		t.Errorf("forms: %s, the header of the key is %s", diff, s.KeyHeader)
	}
	if s.Staff[0].Address != "bo@xn--mller-kva.example" {
		t.Errorf("email to staff goes to %s", s.Staff[0].Address)
	}
	leads := calendar.DefaultLeads()
	leads.ChampionsOpen, leads.Curate = 80, 2
	if diff := cmp.Diff(leads, s.Leads); diff != "" {
		t.Errorf("what is not given keeps its default: %s", diff)
	}
	intervals := calendar.DefaultIntervals()
	intervals.SeatOffer, intervals.ReviewReminders = calendar.Span(36*time.Hour), []calendar.Span{calendar.Days(1)}
	if diff := cmp.Diff(intervals, s.Intervals); diff != "" {
		t.Errorf("what is not given keeps its default: %s", diff)
	}
}

func TestAWrongSettingIsNamedWithAnExample(t *testing.T) {
	for name, c := range map[string]struct{ setting, value, example string }{
		"no table":                             {config.EnvTable, "", "pugs"},
		"no secret":                            {config.EnvSecret, "", "pugs/hubspot"},
		"no key of own pages":                  {config.EnvOwnKey, "", "pugs/own-pages"},
		"no address of the pages":              {config.EnvPublicURL, "", "https://groups.example.com"},
		"an address without a scheme":          {config.EnvPublicURL, "groups.example.com", "https://groups.example.com"},
		"an address with a query":              {config.EnvPublicURL, "https://groups.example.com?a=b", "https://groups.example.com"},
		"an address with a fragment":           {config.EnvPublicURL, "https://groups.example.com#a", "https://groups.example.com"},
		"an address of files":                  {config.EnvPublicURL, "ftp://groups.example.com", "https://groups.example.com"},
		"no sender":                            {config.EnvSender, "", "Partner User Groups <groups@example.com>"},
		"a sender without an address":          {config.EnvSender, "Partner User Groups", "Partner User Groups <groups@example.com>"},
		"a sender without a name":              {config.EnvSender, "groups@example.com", "Partner User Groups <groups@example.com>"},
		"no staff":                             {config.EnvStaff, "", "Ada Hart <ada@example.com>"},
		"staff of whom one has no address":     {config.EnvStaff, "Ada Hart <ada@example.com>, Bo", "Ada Hart <ada@example.com>"},
		"staff whom no email reaches":          {config.EnvStaff, "Jörg <jörg@example.com>", "Ada Hart <ada@example.com>"},
		"a sender whom no email reaches":       {config.EnvSender, "Groups <groups@example>", "Partner User Groups <groups@example.com>"},
		"a header that there cannot be":        {config.EnvKeyHeader, "X Key", "X-Pugs-Key"},
		"no zone":                              {config.EnvZone, "", "America/New_York"},
		"a zone that there is not":             {config.EnvZone, "Mars/Olympus", "America/New_York"},
		"the zone of wherever it runs":         {config.EnvZone, "Local", "America/New_York"},
		"a cohort that there is not":           {config.EnvCohorts, "2026-H2,2027", "2026-H2,2027-H1"},
		"a signature that there is not":        {config.EnvSignature, "v1", "any"},
		"lead times that are not JSON":         {config.EnvLeads, "70", "champions_open"},
		"a lead time that there is not":        {config.EnvLeads, `{"champion_open": 70}`, "champions_open"},
		"a lead time in words":                 {config.EnvLeads, `{"champions_open": "70d"}`, "champions_open"},
		"lead times out of order":              {config.EnvLeads, `{"champions_open": 20}`, "champions_open"},
		"lead times with something after":      {config.EnvLeads, `{"champions_open": 80} {}`, "champions_open"},
		"an interval that there is not":        {config.EnvIntervals, `{"seat_offers": "3d"}`, "seat_offer"},
		"an interval that is no time":          {config.EnvIntervals, `{"seat_offer": "soon"}`, "seat_offer"},
		"an interval in bare numbers":          {config.EnvIntervals, `{"seat_offer": 3}`, "seat_offer"},
		"single sign-on that is not encrypted": {config.EnvSignOn, `{"issuer": "http://login.example.com", "client": "pugs", "secret": "arn:x"}`, "issuer"},
		"single sign-on without a client":      {config.EnvSignOn, `{"issuer": "https://login.example.com", "secret": "arn:x"}`, "issuer"},
		"a secret of single sign-on in clear":  {config.EnvSignOn, `{"issuer": "https://login.example.com", "client": "pugs", "secret": "x"}`, "issuer"},
		"a second reminder before the first":   {config.EnvIntervals, `{"review_reminders": ["5d", "2d"]}`, "seat_offer"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := config.FromEnv(environ(map[string]string{c.setting: c.value}))
			if err == nil {
				t.Fatal("it was taken")
			}
			for _, part := range []string{c.setting, "example: ", c.example} {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q does not speak of %s", err, part)
				}
			}
		})
	}
}
