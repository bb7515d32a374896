package desk

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// lapsesSoon is when an offer is about to lapse.
const lapsesSoon = 24 * time.Hour

// owedByGroups is what hangs on the groups of a cohort: closings that do not come to an end, groups that nobody leads,
// Champions who owe a plan or a report, and offers about to lapse.
func (f function) owedByGroups(ctx context.Context, groups []pug.Group, now time.Time) ([]section, error) {
	records := make([]store.GroupRecords, len(groups))
	reads, within := errgroup.WithContext(ctx)
	reads.SetLimit(f.Parallel)
	for i, g := range groups {
		reads.Go(func() (err error) {
			records[i], err = f.Store.GroupRecords(within, g.ID)
			return err
		})
	}
	if err := reads.Wait(); err != nil {
		return nil, err
	}
	unled := section{Label: "Groups without a Champion"}
	owed, lapsing := section{Label: "Champions who owe a plan or a report"}, section{Label: "Offers about to lapse"}
	closing := section{Label: "Groups that could not be closed"}
	for i, g := range groups {
		closing.Rows = append(closing.Rows, f.closing(g, now)...)
		switch {
		case g.Over():
			continue
		case g.Leaderless():
			unled.Rows = append(unled.Rows, unledRow(g))
		default:
			owed.Rows = append(owed.Rows, f.owedBy(g, records[i].Meetings, now)...)
		}
		lapsing.Rows = append(lapsing.Rows, f.lapsing(g, records[i].Offers, now)...)
	}
	return []section{closing, unled, owed, lapsing}, nil
}

// closes is how long the closing of a group may take: the schedule of each morning goes on with it.
const closes = 24 * time.Hour

// closing is a group that staff have closed a day ago or earlier, and of which the closing has not come to its end.
func (f function) closing(g pug.Group, now time.Time) []row {
	if g.State != pug.GroupClosing || now.Sub(g.Ending.At) < closes {
		return nil
	}
	members := pug.Count(g.Partners-len(g.Leaders()), "member is", "members are")
	return []row{{Name: g.Name(), Href: groupPath(g), Since: g.Ending.At.In(f.Settings.Zone),
		Detail: g.Ending.By + " has closed it, and " + members + " there still. It is tried again each morning. " +
			"Where that does not help, have an engineer look at the log.",
		Do: []action{{"Close the group again", groupPath(g) + "/close"}}}}
}

// unledRow is a group that nobody leads: it does not meet until staff name somebody.
func unledRow(g pug.Group) row {
	members := pug.Count(g.Partners-len(g.Leaders()), "member waits", "members wait")
	return row{Name: g.Name() + ": " + g.Topic.Name, Href: groupPath(g), Detail: members + " for a Champion.",
		Do: []action{{"Name a Champion", groupPath(g) + "/champion"}}}
}

// owedBy are the plans and reports for which a Champion was reminded, and which are still not there.
func (f function) owedBy(g pug.Group, meetings []pug.Meeting, now time.Time) []row {
	var rows []row
	for _, m := range meetings {
		asked, what := m.Asked, "a plan for "
		if m.Reportable(now) {
			asked, what = m.Requested, "a report of the meeting in "
		}
		if !m.Open() || m.Reminded == 0 && !m.Escalated || asked.IsZero() {
			continue
		}
		rows = append(rows, row{Name: g.Led(), Href: groupPath(g), Since: asked.In(f.Settings.Zone),
			Detail: g.Topic.Name + " owes " + what + pug.MonthName(m.Month) + ".", Do: lettersTo(g.Leaders()...)})
	}
	return rows
}

// lapsing are the offers that nobody has answered and that end soon.
func (f function) lapsing(g pug.Group, offers []pug.Offer, now time.Time) []row {
	var rows []row
	for _, o := range offers {
		if o.Decision != nil || o.Ended || now.After(o.Expires) || o.Expires.Sub(now) > lapsesSoon {
			continue
		}
		rows = append(rows, row{Name: o.Person.WithCompany(), Href: personPath(o.Person.ID),
			Detail: "A seat in " + g.Topic.Name + ".", Since: o.Made.In(f.Settings.Zone),
			Due: o.Expires.In(f.Settings.Zone), Do: lettersTo(o.Person)})
	}
	return rows
}

// lettersTo leads to the letters to people, each of which can be sent again.
func lettersTo(people ...pug.Person) []action {
	var all []action
	for _, p := range people {
		all = append(all, action{"Write to " + p.Name + " again", personPath(p.ID) + "#letters"})
	}
	return all
}

func groupPath(g pug.Group) string { return "/desk/groups/" + g.ID }
