package grouping

import (
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// chooseView is the page on which a member chooses among the groups on offer.
type chooseView struct {
	Role, Region    string // the member's
	Suiting, Others []pug.GroupOnOffer
	Closes          time.Time
	Form            page.Form
}

// chosenView is the page for who comes too late.
type chosenView struct {
	Closes   time.Time
	Replaced bool // by a newer application of the same person
	Facts    []page.Fact
}

// choose is the page of chooseView, and takes the choice. It can be opened again and changed until the phase ends.
func (f function) choose(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
	a, err := f.Store.Application(r.Context(), v.Subject)
	if err != nil {
		return err
	}
	cohort, err := f.Store.Cohort(r.Context(), a.Cohort)
	if err != nil {
		return err
	}
	if open := !v.Late && f.Now().Before(cohort.Dates.MembersClose); !open || !a.MayChoose(cohort) {
		f.tooLateToChoose(w, r, a, cohort.Dates.MembersClose)
		return nil
	}
	groups, err := f.GroupsOnOffer(r.Context(), a.Cohort)
	if err != nil {
		return err
	}
	form := chooseForm(a, groups)
	status, answered := duty.Answered(r, &form)
	if !answered {
		view := chooseView{Role: a.Role.Label(), Region: a.Region.Label(), Form: form,
			Closes: cohort.Dates.MembersClose.In(f.Settings.Zone)}
		for _, g := range groups {
			if g.Invites(a) {
				view.Suiting = append(view.Suiting, g)
			} else {
				view.Others = append(view.Others, g)
			}
		}
		f.Pages.Render(w, r, status, "choose",
			page.View{Title: fmt.Sprintf("Choose your topics for the %s cohort", a.Cohort.Name()), Data: view})
		return nil
	}
	return f.chosen(w, r, a, chosenTopics(form, choices(a, groups)), cohort.Dates.MembersClose)
}

// chosen saves the choice, unless it came too late by now.
func (f function) chosen(
	w http.ResponseWriter, r *http.Request, a pug.Application, topics []pug.Topic, closes time.Time,
) error {
	err := f.Store.ChooseTopics(r.Context(), a, topics, f.Now())
	if pug.IsError(err, pug.Conflict) {
		f.tooLateToChoose(w, r, a, closes)
		return nil
	}
	if err != nil {
		return err
	}
	f.Log.InfoContext(r.Context(), "topics chosen again", "application", a.ID)
	a.Topics = topics
	f.done(w, r, "Your topics are saved", receipt{
		Next:  fmt.Sprintf("You can change them by the same link until %s.", f.When(closes)),
		Facts: []page.Fact{a.TopicFact()},
		Ways: []page.MenuItem{{Label: "Groups on offer", Href: f.OnOffer(a.Cohort)},
			{Label: "Change my topics", Href: r.URL.Path}},
	})
	return nil
}

func (f function) tooLateToChoose(w http.ResponseWriter, r *http.Request, a pug.Application, closes time.Time) {
	f.Pages.Render(w, r, http.StatusOK, "chosen", page.View{Title: "Your topics can't be changed any more",
		Data: chosenView{closes.In(f.Settings.Zone), a.Status == pug.StatusReplaced, []page.Fact{a.TopicFact()}}})
}

// chooseForm asks for topics, best first. Those that suit come first; what the member has named stays a choice.
func chooseForm(a pug.Application, groups []pug.GroupOnOffer) page.Form {
	var options []page.Option
	for _, t := range choices(a, groups) {
		label := t.Name
		if only := (pug.Application{Role: a.Role, Region: a.Region, Topics: []pug.Topic{t}}); only.Unled(groups) {
			label += " (no Champion for your role and region yet)"
		}
		options = append(options, page.Option{Value: t.Key, Label: label})
	}
	return topicForm("Save my topics", options, a.Topics)
}

// choices are the topics that a member may choose, each once: those that suit, those that the member has named, and
// those that are on offer to others.
func choices(a pug.Application, groups []pug.GroupOnOffer) []pug.Topic {
	var all []pug.Topic
	add := func(t pug.Topic) {
		if !slices.ContainsFunc(all, func(o pug.Topic) bool { return o.Key == t.Key }) {
			all = append(all, t)
		}
	}
	for _, g := range groups {
		if g.Invites(a) {
			add(g.Topic)
		}
	}
	for _, t := range slices.Concat(a.Topics, a.Named) {
		add(t)
	}
	for _, g := range groups {
		add(g.Topic)
	}
	return all
}
