package pug_test

import (
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func dates() pug.Dates {
	day := func(month time.Month, n int) time.Time { return time.Date(2026, month, n, 9, 0, 0, 0, time.UTC) }
	d := pug.Dates{
		ChampionsOpen: day(7, 23), ChampionsClose: day(8, 24), ChampionsDecide: day(8, 31), MembersOpen: day(9, 1), MembersClose: day(9, 17),
		MembersDecide: day(9, 21), Propose: day(9, 21), Curate: day(9, 28), Launch: day(10, 1), Renew: day(14, 15), End: day(16, 1),
	}
	for i := range time.Month(pug.MeetingsPerCohort) {
		from := day(10+i, 1)
		d.Months = append(d.Months, pug.Month{Name: from.Format("2006-01"), From: from, To: day(11+i, 1), Ask: from})
	}
	return d
}

func TestDatesOutOfOrderAreNamed(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*pug.Dates)
		says  []string // empty: the dates are good
	}{
		"dates in order":                        {func(*pug.Dates) {}, nil},
		"two at the same moment":                {func(d *pug.Dates) { d.MembersOpen = d.ChampionsDecide }, nil},
		"members open before Champions are set": {func(d *pug.Dates) { d.MembersOpen = d.ChampionsDecide.Add(-1) }, []string{"members_open", "champions_decide"}},
		"an end before the renewals":            {func(d *pug.Dates) { d.End = d.Launch }, []string{"end", "renew"}},
		"a date that is missing":                {func(d *pug.Dates) { d.Curate = time.Time{} }, []string{"curate", "missing"}},
		"five months":                           {func(d *pug.Dates) { d.Months = d.Months[:5] }, []string{"6", "5"}},
		"a month without a name":                {func(d *pug.Dates) { d.Months[1].Name = "" }, []string{"month 2"}},
		"a month that is never asked for":       {func(d *pug.Dates) { d.Months[0].Ask = time.Time{} }, []string{"2026-10"}},
		"a month without a start":               {func(d *pug.Dates) { d.Months[0].From = time.Time{} }, []string{"2026-10"}},
		"a month that ends before it starts":    {func(d *pug.Dates) { d.Months[2].To = d.Months[2].From }, []string{"2026-12"}},
		"a month asked for when it is over":     {func(d *pug.Dates) { d.Months[3].Ask = d.Months[3].To }, []string{"2027-01"}},
		"months that overlap":                   {func(d *pug.Dates) { d.Months[1].From = d.Months[1].From.Add(-1) }, []string{"2026-11", "2026-10"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := dates()
			c.spoil(&d)
			err := d.Validate()
			if (err == nil) != (len(c.says) == 0) {
				t.Fatalf("got %v", err)
			}
			for _, word := range c.says {
				if !strings.Contains(err.Error(), word) {
					t.Errorf("%q does not speak of %s", err, word)
				}
			}
		})
	}
}

func TestAMonthIsFoundByItsName(t *testing.T) {
	if m, ok := dates().Month("2027-03"); !ok || m.From.Month() != time.March {
		t.Errorf("2027-03: %v, %v", m, ok)
	}
	if _, ok := dates().Month("2026-09"); ok {
		t.Error("September belongs to no cohort")
	}
}

func TestADateIsFoundByItsName(t *testing.T) {
	for name, want := range map[string]time.Time{"launch": dates().Launch, "2026-11": dates().Months[1].Ask} {
		if at, ok := dates().At(name); !ok || !at.Equal(want) {
			t.Errorf("%s is at %s, %t", name, at, ok)
		}
	}
	if _, ok := dates().At("picnic"); ok {
		t.Error("there is a picnic")
	}
}
