package page

import (
	"strings"
	"testing"
	"time"
)

func TestTimeZonesAreChosenByCity(t *testing.T) {
	winter := time.Date(2026, time.November, 26, 12, 0, 0, 0, time.UTC)
	field := Field{Kind: Select, Name: "zone", Label: "Time zone", Value: "Africa/Lagos", Required: true,
		Options: ZoneOptions(winter, "Africa/Lagos", "America/New_York", "Mars/Olympus", "EST")}
	pages, err := New(nil, Config{Team: "The team", Contact: "team@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := pages.Template(standardPrefix + "done")
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := parsed.ExecuteTemplate(&out, "field", field); err != nil {
		t.Fatal(err)
	}
	at := 0
	for _, want := range []string{
		`<optgroup label="Most likely">`, `<option value="Africa/Lagos" selected>Lagos (UTC&#43;1)</option>`,
		`<option value="America/New_York">New York (UTC-5)</option>`, `<option value="EST">UTC-5</option>`, `</optgroup>`,
		`<optgroup label="North America">`, `<option value="America/New_York">Boston (UTC-5)</option>`,
		`<optgroup label="Europe">`, `<option value="Europe/London">London (UTC)</option>`,
		`<optgroup label="Asia">`, `<option value="Asia/Kolkata">Mumbai (UTC&#43;5:30)</option>`,
		`<optgroup label="Everywhere">`, `<option value="UTC">UTC</option>`, `</optgroup>`, `</select>`,
	} {
		i := strings.Index(out.String()[at:], want)
		if i < 0 {
			t.Fatalf("%q is missing, or out of order, in\n%s", want, out.String())
		}
		at += i + len(want)
	}
	if n := strings.Count(out.String(), " selected"); n != 1 {
		t.Errorf("%d options are chosen", n)
	}
	if strings.Count(out.String(), ">Lagos (") != 1 || strings.Contains(out.String(), "Olympus") {
		t.Errorf("a city is offered twice, or one that there is not:\n%s", out.String())
	}
}

func TestOffsetsAreThoseOfTheDay(t *testing.T) {
	for day, want := range map[time.Month]string{time.July: "New York (UTC-4)", time.December: "New York (UTC-5)"} {
		got := ZoneOptions(time.Date(2026, day, 1, 0, 0, 0, 0, time.UTC), "America/New_York")[0].Label
		if got != want {
			t.Errorf("in %s it is %q, want %q", day, got, want)
		}
	}
}
