package desk

import (
	"fmt"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// figureTable counts the applications of a cohort by partner type, role or region.
type figureTable struct {
	Of   string
	Rows []figureRow
}

type figureRow struct {
	Label                                                  string
	Champions, ChampionsApproved, Members, MembersApproved int
}

// applied is how many applications of a kind were or are to be decided; of those with the value, unless it is empty.
func applied(figures pug.Figures, kind pug.Kind, value string) int {
	n := 0
	for _, status := range []pug.Status{pug.StatusPending, pug.StatusApproved, pug.StatusDeclined,
		pug.StatusWaitlisted} {
		n += figures.By(kind, status, value)
	}
	return n
}

func figureTables(figures pug.Figures) []figureTable {
	return []figureTable{
		figuresBy("Partner type", figures, pug.PartnerTypes()), figuresBy("Role", figures, pug.Roles()),
		figuresBy("Region", figures, pug.Regions()),
	}
}

// figuresBy has a row for each value of a list of the programme.
func figuresBy[T interface {
	~string
	Label() string
}](of string, figures pug.Figures, values []T) figureTable {
	t := figureTable{Of: of}
	for _, value := range values {
		v := string(value)
		t.Rows = append(t.Rows, figureRow{Label: value.Label(),
			Champions:         applied(figures, pug.KindChampion, v),
			ChampionsApproved: figures.By(pug.KindChampion, pug.StatusApproved, v),
			Members:           applied(figures, pug.KindMember, v),
			MembersApproved:   figures.By(pug.KindMember, pug.StatusApproved, v)})
	}
	return t
}

// comparedRow is a figure of a cohort, and what it was in the one before.
type comparedRow struct{ Label, Now, Before string }

// compared sets a cohort beside the one before.
func compared(now, before round) []comparedRow {
	row := func(label string, figure func(round) string) comparedRow {
		return comparedRow{label, figure(now), figure(before)}
	}
	return []comparedRow{
		row("Applications of Champions", func(r round) string { return count(r, pug.KindChampion) }),
		row("Applications of members", func(r round) string { return count(r, pug.KindMember) }),
		row("Members approved", func(r round) string {
			return percent(r.figures.Count(pug.KindMember, pug.StatusApproved), applied(r.figures, pug.KindMember, ""))
		}),
		row("Members with a seat", func(r round) string { return fmt.Sprint(r.placed()) }),
		row("Groups", func(r round) string { return fmt.Sprint(len(r.groups)) }),
		row("Attendance", func(r round) string {
			_, t := r.meetings()
			return percent(t.There, t.Of)
		}),
	}
}

func count(r round, kind pug.Kind) string { return fmt.Sprint(applied(r.figures, kind, "")) }

// percent is a part of a whole in words: "82% (223 of 272)".
func percent(part, of int) string {
	t := pug.Turnout{There: part, Of: of}
	if of == 0 {
		return "–"
	}
	return fmt.Sprintf("%d%% (%s)", t.Percent(), t)
}
