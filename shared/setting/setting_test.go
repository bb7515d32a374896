package setting_test

import (
	"net/mail"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/setting"
)

// environ is an environment with only what is required, changed as given.
func environ(changes map[string]string) []string {
	env := map[string]string{
		setting.EnvTable: "pugs", setting.EnvPublicURL: "https://groups.example.com", setting.EnvSecret: "pugs/hubspot",
		setting.EnvSender: "Partner User Groups <groups@example.com>", setting.EnvStaff: "Ada Hart <ada@example.com>, bo@example.com",
		setting.EnvZone: "America/New_York",
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
	s, err := setting.FromEnv(append(environ(nil), "PATH=/bin", "ODD"))
	if err != nil {
		t.Fatal(err)
	}
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	want := setting.Settings{
		Table: "pugs", PublicURL: "https://groups.example.com", Secret: "pugs/hubspot", Signature: "v3",
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
	s, err := setting.FromEnv(environ(map[string]string{
		setting.EnvPublicURL: "https://groups.example.com/", setting.EnvSignature: "v2", setting.EnvConfigurationSet: "mail",
		setting.EnvCohorts: "2026-H2, 2027-H1", setting.EnvLeads: `{"champions_open": 80, "curate": 2}`,
		setting.EnvIntervals:            `{"seat_offer": "36h", "review_reminders": ["1d"]}`,
		setting.EnvWorkflow + "ABSENCE": "arn:aws:states:us-east-1:123456789012:stateMachine:absence",
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
		"no table":                           {setting.EnvTable, "", "pugs"},
		"no secret":                          {setting.EnvSecret, "", "pugs/hubspot"},
		"no address of the pages":            {setting.EnvPublicURL, "", "https://groups.example.com"},
		"an address without a scheme":        {setting.EnvPublicURL, "groups.example.com", "https://groups.example.com"},
		"an address with a query":            {setting.EnvPublicURL, "https://groups.example.com?a=b", "https://groups.example.com"},
		"an address with a fragment":         {setting.EnvPublicURL, "https://groups.example.com#a", "https://groups.example.com"},
		"an address of files":                {setting.EnvPublicURL, "ftp://groups.example.com", "https://groups.example.com"},
		"no sender":                          {setting.EnvSender, "", "Partner User Groups <groups@example.com>"},
		"a sender without an address":        {setting.EnvSender, "Partner User Groups", "Partner User Groups <groups@example.com>"},
		"a sender without a name":            {setting.EnvSender, "groups@example.com", "Partner User Groups <groups@example.com>"},
		"no staff":                           {setting.EnvStaff, "", "Ada Hart <ada@example.com>"},
		"staff of whom one has no address":   {setting.EnvStaff, "Ada Hart <ada@example.com>, Bo", "Ada Hart <ada@example.com>"},
		"no zone":                            {setting.EnvZone, "", "America/New_York"},
		"a zone that there is not":           {setting.EnvZone, "Mars/Olympus", "America/New_York"},
		"the zone of wherever it runs":       {setting.EnvZone, "Local", "America/New_York"},
		"a cohort that there is not":         {setting.EnvCohorts, "2026-H2,2027", "2026-H2,2027-H1"},
		"a signature that there is not":      {setting.EnvSignature, "v1", "v3"},
		"lead times that are not JSON":       {setting.EnvLeads, "70", "champions_open"},
		"a lead time that there is not":      {setting.EnvLeads, `{"champion_open": 70}`, "champions_open"},
		"a lead time in words":               {setting.EnvLeads, `{"champions_open": "70d"}`, "champions_open"},
		"lead times out of order":            {setting.EnvLeads, `{"champions_open": 20}`, "champions_open"},
		"lead times with something after":    {setting.EnvLeads, `{"champions_open": 80} {}`, "champions_open"},
		"an interval that there is not":      {setting.EnvIntervals, `{"seat_offers": "3d"}`, "seat_offer"},
		"an interval that is no time":        {setting.EnvIntervals, `{"seat_offer": "soon"}`, "seat_offer"},
		"an interval in bare numbers":        {setting.EnvIntervals, `{"seat_offer": 3}`, "seat_offer"},
		"a second reminder before the first": {setting.EnvIntervals, `{"review_reminders": ["5d", "2d"]}`, "seat_offer"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := setting.FromEnv(environ(map[string]string{c.setting: c.value}))
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
