package desk

import (
	"net/url"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// section is matters of one kind as the first page shows them.
func (f function) section(id pug.CohortID, kind pug.MatterKind, matters []pug.Matter, figures pug.Figures) section {
	s := section{Kind: kind, Label: kind.Label(), More: len(matters) > mostNeeds}
	switch kind {
	case pug.MatterChampion, pug.MatterMember:
		applied := pug.KindMember
		if kind == pug.MatterChampion {
			applied = pug.KindChampion
		}
		s.Decide, s.Total = true, figures.Count(applied, pug.StatusPending)
		s.All = filter{Cohort: id, Kind: applied, Status: pug.StatusPending}.Address()
	case pug.MatterLate, pug.MatterOdd:
		s.All = filter{Cohort: id, Kind: pug.KindMember, Status: pug.StatusOdd}.Address()
	}
	slices.SortStableFunc(matters, func(a, b pug.Matter) int { return a.Since.Compare(b.Since) })
	for _, m := range matters[:min(len(matters), mostNeeds)] {
		s.Rows = append(s.Rows, f.row(m))
	}
	if s.All != "" && id == "" {
		s.All = ""
	}
	return s
}

// row is a matter with what can be done about it.
func (f function) row(m pug.Matter) row {
	out := row{Name: m.Name, Detail: m.Detail, Since: m.Since.In(f.Settings.Zone), Do: []action{}}
	if !m.Due.IsZero() {
		out.Due = m.Due.In(f.Settings.Zone)
	}
	switch m.Kind {
	case pug.MatterChampion, pug.MatterMember:
		out.ID, out.Href = m.ID, personPath(m.ID)
	case pug.MatterOdd, pug.MatterLate:
		out.Href = personPath(m.ID)
		out.Do = append(out.Do, seen(m, "Set aside"))
	case pug.MatterTwins:
		one, _ := m.Pair()
		out.Href = personPath(one)
		out.Do = append(out.Do, action{"Look at the two", "/desk/twins/" + url.PathEscape(m.ID) + "/settle"})
	case pug.MatterFlag:
		out.Href = "/desk/groups/" + pug.GroupOfFlag(m.ID)
		out.Do = append(out.Do, action{"Keep or excuse", "/desk/flags/" + url.PathEscape(m.ID) + "/decide"})
	case pug.MatterBounced:
		out.Href = "/desk/letters/" + m.ID
		out.Do = append(out.Do, action{"Send it again", out.Href + "/again"}, seen(m, "Mark as seen"))
	case pug.MatterHeld:
		out.Href = "/desk/holds/" + m.ID
		out.Do = append(out.Do, action{"Look at them", out.Href})
	case pug.MatterMessage:
		out.Href = "/desk/groups/" + pug.GroupOfMessage(m.ID)
		out.Do = append(out.Do, action{"Let it go or refuse it", "/desk/messages/" + m.ID + "/decide"})
	case pug.MatterCo:
		out.Href = "/desk/groups/" + m.ID
		out.Do = append(out.Do, action{"Name a co-Champion", m.Act}, seen(m, "Set aside"))
	case pug.MatterOut:
		out.Href = personPath(m.ID)
		out.Do = append(out.Do, action{"Look at the groups", m.Act}, seen(m, "Set aside"))
	default:
		out.Do = append(out.Do, seen(m, "Mark as seen"))
	}
	return out
}

// seen leads to the act that settles a matter of which nothing is to become.
func seen(m pug.Matter, label string) action {
	return action{label, "/desk/matters/" + url.PathEscape(m.Ref()) + "/seen"}
}

func personPath(application string) string { return "/desk/people/" + url.PathEscape(application) }
