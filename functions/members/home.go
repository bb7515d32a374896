package members

import (
	"context"
	"html/template"
	"net/http"
	"slices"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// homeView is a person's own page: all that concerns them now, what is over, and what comes.
type homeView struct {
	Person   pug.Person
	Sections []section
	Past     []pastView
	Next     *nextCohort
	Acts     []page.MenuItem // on who they are
	Feed     template.URL    // the calendar of their meetings, to subscribe to; empty where they are in no group
}

// section is what an application of theirs has led to.
type section struct {
	Title  string // "October 2026 cohort"
	Status []string
	Said   []page.Fact // what the application says; none once it has led to a group
	Group  *groupView
	Lead   *leadView // nil for who leads no group
	Acts   []page.MenuItem
}

// pastView is an application of which nothing more comes.
type pastView struct {
	Title  string
	Status []string
}

// nextCohort is when people can apply next.
type nextCohort struct {
	Name               string
	Champions, Members string // from when to when the form takes them; Champions is empty where that is over
}

// home is the person's own page.
func (f function) home(w http.ResponseWriter, r *http.Request, v visitor) error {
	view := homeView{Person: v.person}
	for _, a := range v.own {
		if v.superseded(a) {
			continue
		}
		s, err := f.ownStanding(r.Context(), v, a)
		if err != nil {
			return err
		}
		title := s.cohort.ID.Name() + " cohort"
		if s.cohort.ID == "" {
			title = "Your application"
		}
		status := s.status(f.Settings.Zone)
		if s.past() {
			view.Past = append(view.Past, pastView{title, status})
			continue
		}
		one := section{Title: title, Status: status}
		if one.Group, err = f.groupView(r.Context(), v, s); err != nil {
			return err
		}
		if one.Group == nil {
			one.Said = appliedFor(a)
		}
		if one.Lead, err = f.leadView(r.Context(), v, s); err != nil {
			return err
		}
		one.Acts = v.actsOn(s)
		view.Sections = append(view.Sections, one)
	}
	view.Feed = f.subscription(v)
	view.Acts = []page.MenuItem{
		{Label: "Change your name, company or time zone", Href: v.path("applications", v.person.ID, "name")},
		{Label: "Change your email address", Href: v.path("applications", v.person.ID, "address")},
	}
	var err error
	if view.Next, err = f.nextCohort(r.Context(), v); err != nil {
		return err
	}
	f.show(w, r, "home", v.person.Name+": your page", view)
	return nil
}

// appliedFor is what somebody applied for, as they said in the form.
func appliedFor(a pug.Application) []page.Fact {
	facts := []page.Fact{{Label: "Role", Value: a.Role.Label()}, {Label: "Region", Value: a.Region.Label()},
		a.TopicFact()}
	return slices.DeleteFunc(facts, func(f page.Fact) bool { return f.Value == "" })
}

// actsOn are what the person can do about their part in a cohort.
func (v visitor) actsOn(s standing) []page.MenuItem {
	on := func(label, act string) page.MenuItem {
		return page.MenuItem{Label: label, Href: v.path("applications", s.ID, act)}
	}
	var sees []page.MenuItem
	if s.Kind == pug.KindMember && !s.leads() && (s.group != nil || s.Counts()) {
		sees = append(sees, on("What your group sees of you", "sharing"))
	}
	switch {
	case s.group != nil && !s.leads() && s.cohort.Stage.Published():
		return append(sees, on("Leave the group", "leave"))
	case s.Status == pug.StatusWithdrawn && s.back == nil:
		return []page.MenuItem{on("Take it back", "reinstate")}
	case s.left() && s.back == nil:
		return []page.MenuItem{on("Take my seat back", "return")}
	case s.MayWithdraw(s.cohort, nil) == nil:
		return append(sees, on(withdrawLabel(s.Application), "withdraw"))
	}
	return sees
}

// superseded says whether another of the person's applications to the cohort says more than one of which nothing comes.
func (v visitor) superseded(a pug.Application) bool {
	if a.Status != pug.StatusReplaced && a.Status != pug.StatusOdd {
		return false
	}
	return slices.ContainsFunc(v.own, func(other pug.Application) bool {
		return other.ID != a.ID && other.Cohort == a.Cohort && other.Status != pug.StatusReplaced &&
			other.Status != pug.StatusOdd
	})
}

// nextCohort is the one that the person can apply to next; nil where none is known.
func (f function) nextCohort(ctx context.Context, v visitor) (*nextCohort, error) {
	latest := v.own[0].Cohort
	if latest == "" {
		return nil, nil
	}
	id, dates, err := f.Calendar.Next(ctx, latest, f.Now())
	if err != nil || id == "" {
		return nil, err
	}
	next := nextCohort{Name: id.Name(), Members: f.Span(dates.Phase(pug.KindMember))}
	if f.Now().Before(dates.ChampionsClose) {
		next.Champions = f.Span(dates.Phase(pug.KindChampion))
	}
	return &next, nil
}
