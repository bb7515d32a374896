package calendar_test

import (
	"archive/zip"
	"os/exec"
	"path/filepath"
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
		"america_slash_new_york": "America/New_York", "us_slash_eastern": "US/Eastern", "utc": "UTC",
		"america_slash_argentina_slash_buenos_aires": "America/Argentina/Buenos_Aires", "America/New York": "", "Mars/Olympus": "",
		"": "", "Local": "", "local": "", "../UTC": "", "_slash_": "",
	} {
		zone, known := calendar.Zone(name)
		if known != (want != "") || known && zone.String() != want {
			t.Errorf("%q is %v, want %q", name, zone, want)
		}
	}
}

// Go comes with a list of all time zones.
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
	for _, f := range list.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		written := strings.ReplaceAll(strings.ToLower(f.Name), "/", "_slash_")
		if zone, known := calendar.Zone(written); !known || zone.String() != f.Name {
			t.Errorf("%s is %v, want %s", written, zone, f.Name)
		}
	}
}
