package cohort

import (
	"context"
	"fmt"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// datesMoved tells who is in a group of the dates that were moved.
type datesMoved struct {
	Group  pug.Group
	Leads  bool   // the reader leads it
	Launch string // empty where it stays
	Months []string
	Renew  string // when the Champion is asked to lead again; empty where it stays
	End    string // the day; empty where it stays
}

// tellMoved tells those in groups of dates that were moved since they last knew them (L8): the launch and the end
// everybody, what concerns the Champion's work the Champion.
func (f function) tellMoved(ctx context.Context, c pug.Cohort) error {
	if c.Known == nil {
		return nil
	}
	groups, err := f.Store.Groups(ctx, c.ID)
	if err != nil {
		return err
	}
	for _, g := range going(groups) {
		if err := f.tellGroupMoved(ctx, c, g); err != nil {
			return err
		}
	}
	return f.Store.KnowDates(ctx, c)
}

func (f function) tellGroupMoved(ctx context.Context, c pug.Cohort, g pug.Group) error {
	news := c.DatesNews()
	key := fmt.Sprintf("dates/%s/%d", g.ID, c.Moved)
	if news.ForChampions() {
		text := f.moved(news, g)
		text.Leads = true
		if err := f.Letters.Tell(ctx, key, text, letter.ToLeaders(g)...); err != nil {
			return err
		}
	}
	if !news.ForMembers() {
		return nil
	}
	seats, err := f.Store.Seats(ctx, g.ID)
	if err != nil {
		return err
	}
	var members []letter.Address
	for _, seat := range pug.Taken(seats) {
		members = append(members, letter.ToSeat(seat))
	}
	text := f.moved(news, g)
	text.Months, text.Renew = nil, ""
	return f.Letters.Tell(ctx, key, text, members...)
}

// moved is what is new, in the programme's zone.
func (f function) moved(news pug.DatesNews, g pug.Group) datesMoved {
	text := datesMoved{Group: g}
	if !news.Launch.IsZero() {
		text.Launch = f.When(news.Launch)
	}
	for _, m := range news.Months {
		text.Months = append(text.Months, pug.MonthName(m.Name)+": "+f.When(m.Ask))
	}
	if !news.Renew.IsZero() {
		text.Renew = f.When(news.Renew)
	}
	if !news.End.IsZero() {
		text.End = f.When(news.End)
	}
	return text
}
