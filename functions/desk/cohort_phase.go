package desk

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// phaseRow is a phase in the life of a cohort: when it is, whether it is over, and what came of it in figures.
type phaseRow struct {
	Name, When, Counts string
	State              string // "Over", "Now" or "To come"
}

// phases are those of a cohort in their order.
func (f function) phases(r round) []phaseRow {
	d := r.cohort.Dates
	between := func(from, to time.Time) string {
		return page.Day(from.In(f.Settings.Zone)) + " to " + page.Day(to.In(f.Settings.Zone))
	}
	held, turnout := r.meetings()
	all := []struct {
		stage pug.Stage
		row   phaseRow
	}{
		{pug.StageChampions, phaseRow{Name: "Champion applications", When: between(d.ChampionsOpen, d.ChampionsClose),
			Counts: outcomes(r.figures, pug.KindChampion)}},
		{pug.StageMembers, phaseRow{Name: "Member applications", When: between(d.MembersOpen, d.MembersClose),
			Counts: outcomes(r.figures, pug.KindMember)}},
		{pug.StageForming, phaseRow{Name: "Groups are formed", When: between(d.Propose, d.Curate),
			Counts: pug.Count(len(r.groups), "group", "groups")}},
		{pug.StagePublished, phaseRow{Name: "Groups are published", When: "Launch on " +
			page.Day(d.Launch.In(f.Settings.Zone)), Counts: pug.Count(r.placed(), "member with a seat",
			"members with a seat")}},
		{pug.StageRunning, phaseRow{Name: "Monthly meetings", When: between(d.Launch, d.End.Add(-time.Second)),
			Counts: reported(held, turnout)}},
	}
	var rows []phaseRow
	for _, phase := range all {
		phase.row.State = stateOf(phase.stage, r.cohort.Stage)
		rows = append(rows, phase.row)
	}
	return rows
}

// reported says how many meetings were reported, and how many of those who sat there came.
func reported(meetings int, t pug.Turnout) string {
	says := pug.Count(meetings, "meeting", "meetings") + " reported"
	if t.Of > 0 {
		says += fmt.Sprintf(", %d%% attendance", t.Percent())
	}
	return says
}

// stateOf says whether a stage is over in a cohort that is at another one.
func stateOf(stage, now pug.Stage) string {
	switch {
	case slices.Contains(now.Before(), stage):
		return "Over"
	case stage == now:
		return "Now"
	}
	return "To come"
}

// outcomes say what became of the applications of a kind: of how many, and in which words.
func outcomes(figures pug.Figures, kind pug.Kind) string {
	parts := []string{pug.Count(applied(figures, kind, ""), "application", "applications")}
	for _, s := range []struct {
		status pug.Status
		word   string
	}{
		{pug.StatusPending, "to decide"}, {pug.StatusApproved, "approved"}, {pug.StatusDeclined, "declined"},
		{pug.StatusWaitlisted, "waitlisted"},
	} {
		if n := figures.Count(kind, s.status); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, s.word))
		}
	}
	return strings.Join(parts, ", ")
}

// placed is how many members have a seat.
func (r round) placed() int {
	n := 0
	for _, g := range r.groups {
		n += g.Partners - 1
	}
	return n
}

// meetings are how many were reported, and how many came to them.
func (r round) meetings() (held int, t pug.Turnout) {
	for _, m := range r.met {
		held += len(m.reports)
		for _, report := range m.reports {
			t = t.And(report.Turnout())
		}
	}
	return held, t
}
