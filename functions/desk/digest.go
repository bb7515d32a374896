package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// digest is the letter of the morning: what needs staff, by cohort and kind.
type digest struct {
	Total, New int
	Cohorts    []digestOf
	Until      string // the link signs in
	Desk       string // address
}

// digestOf is what needs staff in a cohort, or in none.
type digestOf struct {
	Heading string
	Kinds   []tally
}

// tally counts what waits of a kind, and names what has waited longest.
type tally struct {
	Label      string
	Count, New int
	Names      []string
	news       bool // there is a reason to write
}

// Named are the first few by name.
func (t tally) Named() string {
	names := strings.Join(t.Names, "; ")
	if more := t.Count - len(t.Names); more > 0 {
		names += "; and " + pug.Count(more, "more", "more")
	}
	return names
}

// namedAtMost is how many of a kind the letter of the morning names.
const namedAtMost = 5

// morning writes to those of staff who take one letter a day, on days on which something is new, has waited for as long
// as reminders wait, or ends today.
func (f function) morning(ctx context.Context, _ struct{}) error {
	now := f.Now()
	text := digest{Until: f.When(now.Add(morningLasts)), Desk: f.Settings.PublicURL + "/desk"}
	news := false
	for _, id := range append(f.living(now), "") {
		of, err := f.tallied(ctx, id, now)
		if err != nil {
			return err
		}
		for _, t := range of.Kinds {
			text.Total, text.New, news = text.Total+t.Count, text.New+t.New, news || t.news
		}
		if len(of.Kinds) > 0 {
			text.Cohorts = append(text.Cohorts, of)
		}
	}
	if !news {
		return nil
	}
	team, err := f.Letters.Team.Staff(ctx)
	if err != nil {
		return err
	}
	like := link.Link{Purpose: purposeSignIn, Subject: "/desk", Expires: now.Add(morningLasts)}
	return f.Letters.Ask(ctx, "digest/"+now.In(f.Settings.Zone).Format(time.DateOnly), like, text,
		letter.ToStaff(team.Digested()...)...)
}

// morningLasts is how long the link in the letter of the morning signs in: until the next one.
const morningLasts = 24 * time.Hour

// tallied counts what waits in a cohort.
func (f function) tallied(ctx context.Context, id pug.CohortID, now time.Time) (digestOf, error) {
	of := digestOf{Heading: needsOf{Cohort: id}.Heading()}
	kinds := map[pug.MatterKind]*tally{}
	for after := ""; ; {
		matters, next, err := f.Store.Matters(ctx, id, "", after, mostRead)
		if err != nil {
			return of, err
		}
		for _, m := range matters {
			if kinds[m.Kind] == nil {
				kinds[m.Kind] = &tally{Label: m.Kind.Label()}
			}
			f.count(kinds[m.Kind], m, now)
		}
		if after = next; after == "" {
			break
		}
	}
	for _, kind := range pug.MatterKinds() {
		if t := kinds[kind]; t != nil {
			of.Kinds = append(of.Kinds, *t)
		}
	}
	return of, nil
}

// count counts a matter in.
func (f function) count(t *tally, m pug.Matter, now time.Time) {
	t.Count++
	if len(t.Names) < namedAtMost {
		t.Names = append(t.Names, cmp.Or(m.Name, m.ID))
	}
	local := now.In(f.Settings.Zone)
	within := func(days int) bool { // it came up on that morning's day; days differ in length
		return !m.Since.After(local.AddDate(0, 0, -days)) && m.Since.After(local.AddDate(0, 0, -days-1))
	}
	if fresh := within(0) && !m.Kind.AtOnce(); fresh {
		t.New++
		t.news = true
	}
	ends := !m.Due.IsZero() && m.Due.Before(local.AddDate(0, 0, 1))
	reminded := slices.ContainsFunc(f.Settings.Intervals.ReviewReminders, func(s calendar.Span) bool {
		return within(int(s.Duration() / (24 * time.Hour)))
	})
	t.news = t.news || ends || reminded
}
