package calendar_test

import (
	"archive/zip"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
)

func TestLocalTime(t *testing.T) {
	for _, c := range []struct {
		name, date, clock, zone string
		want                    string // RFC 3339, or empty
		problem                 string
	}{
		{"an autumn morning in New York", "2026-10-15", "10:00", "America/New_York", "2026-10-15T10:00:00-04:00", ""},
		{"a zone half an hour off", "2026-10-15", "10:00", "Asia/Kolkata", "2026-10-15T10:00:00+05:30", ""},
		{"the hour after the clocks were put back", "2026-11-01", "02:30", "America/New_York", "2026-11-01T02:30:00-05:00", ""},
		{"an hour that comes twice", "2026-11-01", "01:30", "America/New_York", "", "On 1 November 2026 the clocks in New York are put back, and 01:30 comes twice: choose another time."},
		{"an hour that is skipped", "2027-03-14", "02:30", "America/New_York", "", "On 14 March 2027 the clocks in New York skip 02:30, so there is no such time: choose another one."},
		{"something that is no date", "soon", "10:00", "UTC", "", "Give the date as 2026-10-15 and the time as 10:00."},
	} {
		t.Run(c.name, func(t *testing.T) {
			zone, err := time.LoadLocation(c.zone)
			if err != nil {
				t.Fatal(err)
			}
			at, problem := calendar.LocalTime(c.date, c.clock, zone)
			if problem != c.problem {
				t.Errorf("problem %q, want %q", problem, c.problem)
			}
			if c.want != "" && at.Format(time.RFC3339) != c.want {
				t.Errorf("%s, want %s", at.Format(time.RFC3339), c.want)
			}
		})
	}
}

func TestZonesAsPeopleAndHubSpotWriteThem(t *testing.T) {
	for name, want := range map[string]string{
		"Europe/Berlin": "Europe/Berlin", "europe/berlin": "Europe/Berlin", "EUROPE/BERLIN": "Europe/Berlin",
		"america_slash_new_york": "America/New_York", "us_slash_eastern": "America/New_York", "utc": "UTC",
		"america_slash_argentina_slash_buenos_aires": "America/Argentina/Buenos_Aires", "America/New York": "", "Mars/Olympus": "",
		"": "", "Local": "", "local": "", "../UTC": "", "_slash_": "",
	} {
		zone, known := calendar.Zone(name)
		if known != (want != "") || known && zone.String() != want {
			t.Errorf("%q is %v, want %q", name, zone, want)
		}
	}
}

// Go comes with a list of all time zones. Those that are named after no city are found as what they stand for.
func TestEveryZoneIsFoundAsHubSpotWritesIt(t *testing.T) {
	root, err := exec.CommandContext(t.Context(), "go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	list, err := zip.OpenReader(filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer list.Close()
	city := regexp.MustCompile(`^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Europe|Indian|Pacific)/`)
	asItIs := regexp.MustCompile(`^([A-Z]{3}|[A-Z]{3}\d[A-Z]{3}|Etc/GMT[+-][1-9]\d?)$`) // no place
	for _, f := range list.File {
		if strings.HasSuffix(f.Name, "/") || f.Name == "Factory" {
			continue
		}
		zone, known := calendar.Zone(strings.ReplaceAll(strings.ToLower(f.Name), "/", "_slash_"))
		switch {
		case !known:
			t.Errorf("%s is not known", f.Name)
		case zone.String() == f.Name:
			if !city.MatchString(f.Name) && !asItIs.MatchString(f.Name) && !strings.HasPrefix(f.Name, "Australia/") {
				t.Errorf("%s is left as it is", f.Name)
			}
		case city.MatchString(f.Name):
			t.Errorf("%s is %v", f.Name, zone)
		default:
			former, err := time.LoadLocation(f.Name)
			if err != nil {
				t.Fatal(err)
			}
			for at := range 24 { // before all changes of which that list may not know
				at := time.Date(2024, time.Month(at+1), 1, 12, 0, 0, 0, time.UTC)
				if got, want := at.In(zone).Format(time.RFC3339), at.In(former).Format(time.RFC3339); got != want {
					t.Errorf("%s is %v, where it is %s instead of %s", f.Name, zone, got, want)
				}
			}
		}
	}
}

// Governments change their clocks: what is known of it is what the data tells that the programme brings along.
func TestZonesAreThoseOfTheLatestRules(t *testing.T) {
	at := time.Date(2026, time.November, 12, 12, 0, 0, 0, time.UTC)
	for name, want := range map[string]string{
		"America/Vancouver": "05:00 Vancouver (-07:00)", "America/Edmonton": "06:00 Edmonton (-06:00)",
		"America/Inuvik": "06:00 Inuvik (-06:00)", "Africa/Casablanca": "12:00 Casablanca (+00:00)",
		"America/Los_Angeles": "04:00 Los Angeles (-08:00)",
	} {
		zone, known := calendar.Zone(name)
		if !known {
			t.Fatalf("%s is not known", name)
		}
		if got := calendar.Clock(at, zone); got != want {
			t.Errorf("in %s it is %s, want %s", name, got, want)
		}
	}
}
