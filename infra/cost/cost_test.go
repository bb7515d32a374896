package main

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/stand"
)

func TestMeasuresComeFromWhatTheStandCounted(t *testing.T) {
	text, err := json.Marshal(stand.Report{VirtualDays: 73, Mail: 1024, AWSCalls: map[string]int{"ses:SendEmail": 990, "secretsmanager:GetSecretValue": 10},
		Usage: stand.Usage{Invocations: map[string]int{"intake": 300, "review": 700}, Requests: 1024, Fired: 5, Transitions: 6, ReadUnits: 7, WriteUnits: 8}})
	if err != nil {
		t.Fatal(err)
	}
	r, err := readReport(text)
	if err != nil {
		t.Fatal(err)
	}
	if months := r.months(); math.Abs(months-2.4) > 1e-9 {
		t.Errorf("73 days are %g months", months)
	}
	got := r.measures(assumptions{MSPerInvocation: 30, MSPerCall: 10, KBPerPage: 16, KBPerMail: 4, Alarms: 9})
	for measure, want := range map[string]float64{
		"invocations": 1000, "gb_seconds": 20, // 30 s and 10 s, at half a GB
		"http_requests": 1024, "schedules_fired": 5, "transitions": 6, "read_units": 7, "write_units": 8, "mails": 1024, "secret_reads": 10,
		"page_gb": 1. / 64, "mail_gb": 1. / 256, "log_gb": 0, "alarms": 9, "secrets": 1,
	} {
		if math.Abs(got[measure]-want) > 1e-9 {
			t.Errorf("%s is %g, want %g", measure, got[measure], want)
		}
	}
}

func TestReportsThatAreNoneAreRefused(t *testing.T) {
	for name, text := range map[string]string{
		"not JSON":                 `cohort`,
		"JSON of something else":   `{"cohort": "2026-H2"}`,
		"a report of an old stand": `{"virtual_days": 253, "aws_calls": {"ses:SendEmail": 1}}`,
		"a function that is gone":  `{"virtual_days": 253, "aws_calls": {"ses:SendEmail": 1}, "invocations": {"lottery": 1}}`,
	} {
		t.Run(name, func(t *testing.T) {
			if r, err := readReport([]byte(text)); err == nil {
				t.Errorf("taken as %+v", r)
			}
		})
	}
}

func TestBill(t *testing.T) {
	list := prices{Prices: []price{
		{Measure: "mails", USD: 0.10, Per: 1000},
		{Measure: "transitions", USD: 0.025, Per: 1000},
		{Measure: "alarms", USD: 0.10, Per: 1, Monthly: true},
	}}
	for _, row := range []struct {
		name       string
		measures   map[string]float64
		use, fixed float64
	}{
		{"nothing costs nothing", map[string]float64{"mails": 0, "transitions": 0, "alarms": 0}, 0, 0},
		{"use costs once", map[string]float64{"mails": 5000, "transitions": 2000, "alarms": 0}, 0.55, 0},
		{"what stands there costs each month", map[string]float64{"mails": 0, "transitions": 0, "alarms": 20}, 0, 16},
	} {
		t.Run(row.name, func(t *testing.T) {
			b, err := list.bill(row.measures, 8)
			if err != nil || math.Abs(b.use.total-row.use) > 1e-9 || math.Abs(b.fixed.total-row.fixed) > 1e-9 {
				t.Errorf("use %g, standing %g, error %v; want %g and %g", b.use.total, b.fixed.total, err, row.use, row.fixed)
			}
		})
	}
	if _, err := list.bill(map[string]float64{"mails": 1}, 8); err == nil || !strings.Contains(err.Error(), "transitions") {
		t.Errorf("a price without its measure: %v", err)
	}
}

// TestThePriceFile holds each price to a source, and to a measure that exists.
func TestThePriceFile(t *testing.T) {
	list, err := readPrices(embedded)
	if err != nil {
		t.Fatal(err)
	}
	r := report{Cohort: "2026-H2", VirtualDays: 253, Invocations: map[string]int{"intake": 1}}
	b, err := list.bill(r.measures(list.Assumptions), r.months())
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	b.print(&out, list, r)
	if text := out.String(); !strings.Contains(text, list.Date) || !strings.Contains(text, "from memory; check at https://") {
		t.Errorf("the bill does not say from when its prices are, or which to check:\n%s", text)
	}
}

func TestPricesThatAreNotWholeAreRefused(t *testing.T) {
	const good = `{"service": "SES", "what": "mails", "measure": "mails", "usd": 0.1, "per": 1000, "source": "https://x", "basis": "memory"}`
	for name, text := range map[string]string{
		"no source":        strings.Replace(good, `"https://x"`, `""`, 1),
		"no price":         strings.Replace(good, "0.1", "0", 1),
		"no unit":          strings.Replace(good, "1000", "0", 1),
		"an unknown basis": strings.Replace(good, "memory", "rumour", 1),
		"an unknown field": strings.Replace(good, "usd", "eur", 1),
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := readPrices([]byte(`{"prices": [` + text + `]}`)); err == nil {
				t.Error("taken")
			}
		})
	}
	if _, err := readPrices([]byte(`{"prices": [` + good + `]}`)); err != nil {
		t.Errorf("a whole one: %v", err)
	}
}
