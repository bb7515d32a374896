package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/duty"
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

// mornings are when the letter goes out, and when the one before and the one after do. Nobody gets one on a weekend.
type mornings struct{ last, now, next time.Time }

func (f function) mornings() mornings {
	now := f.Now().In(f.Settings.Zone)
	m := mornings{now.AddDate(0, 0, -1), now, now.AddDate(0, 0, 1)}
	switch now.Weekday() {
	case time.Monday:
		m.last = now.AddDate(0, 0, -3)
	case time.Friday:
		m.next = now.AddDate(0, 0, 3)
	}
	return m
}

// new says whether a moment is one since the last letter.
func (m mornings) new(at time.Time) bool { return at.After(m.last) && !at.After(m.now) }

// inTime is how long before something is decided without staff their last letter about it comes.
const inTime = 12 * time.Hour

// ends says whether this is the last letter that comes in time before a moment.
func (m mornings) ends(at time.Time) bool {
	latest := at.Add(-inTime)
	return latest.After(m.now) && !latest.After(m.next)
}

// morning writes to those of staff who take one letter a day, on days on which something is new, has waited for as long
// as reminders wait, or is decided without staff before they hear of it again.
func (f function) morning(ctx context.Context, _ struct{}) error {
	at := f.mornings()
	text := digest{Until: f.When(at.next), Desk: f.Settings.PublicURL + "/desk"}
	news := false
	for _, id := range append(f.living(at.now), "") {
		of, err := f.tallied(ctx, id, at)
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
	like := link.Link{Purpose: duty.PurposeSignIn, Subject: "/desk", Expires: at.next}
	return f.Letters.Ask(ctx, "digest/"+at.now.Format(time.DateOnly), like, text,
		letter.ToStaff(team.Digested()...)...)
}

// tallied counts what waits in a cohort.
func (f function) tallied(ctx context.Context, id pug.CohortID, at mornings) (digestOf, error) {
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
			f.count(kinds[m.Kind], m, at)
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
func (f function) count(t *tally, m pug.Matter, at mornings) {
	t.Count++
	if len(t.Names) < namedAtMost {
		t.Names = append(t.Names, cmp.Or(m.Name, m.ID))
	}
	if at.new(m.Since) && !m.Kind.AtOnce() {
		t.New++
	}
	reminded := m.Kind.Decided() && slices.ContainsFunc(f.Settings.Intervals.ReviewReminders,
		func(s calendar.Span) bool { return at.new(m.Since.Add(s.Duration())) })
	ends := !m.Due.IsZero() && at.ends(m.Due)
	t.news = t.news || t.New > 0 || reminded || ends
}
