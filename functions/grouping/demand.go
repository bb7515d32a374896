package grouping

import (
	"context"
	"fmt"
	"html/template"
	"net/http"
	"net/url"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// demandView is the page on which staff see what nobody leads, and name a Champion before groups are proposed (R7).
type demandView struct {
	Unmet      []unmet
	MinMembers int
	Form       page.Form
	Until      string
}

// unmet is a topic that nobody leads, with the query by which the form is filled in for it.
type unmet struct {
	pug.Demand
	Query template.URL
}

// demand is that page, and takes the name.
func (f function) demand(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
	c, err := f.Store.Cohort(r.Context(), pug.CohortID(v.Subject))
	if err != nil {
		return err
	}
	if v.Late || c.Revision > 0 {
		f.done(w, r, fmt.Sprintf("The groups of the %s cohort are proposed", c.ID.Name()), receipt{
			Next: "From now on, Champions are named while the groups are curated: you have an email with a link to " +
				"that page.",
			Ways: []page.MenuItem{f.cohortAtDesk(c.ID)},
		})
		return nil
	}
	people, err := f.people(r.Context(), c.ID)
	if err != nil {
		return err
	}
	form := nameForm("Name them as a Champion", r.FormValue)
	status, answered := duty.Answered(r, &form)
	if !answered {
		f.renderDemand(w, r, status, c, people, form)
		return nil
	}
	lead, err := nominee(form, c.ID, people)
	if err == nil {
		err = f.nameChampion(r.Context(), c, lead, v.Who())
	}
	switch {
	case pug.IsError(err, pug.Invalid):
		failNamed(&form, err)
		f.renderDemand(w, r, http.StatusUnprocessableEntity, c, people, form)
		return nil
	case err != nil:
		return err
	}
	f.done(w, r, lead.Person.Name+" is a Champion now", receipt{
		Next: "They are told by email, and their group is on offer to members as long as they can apply. If it was a " +
			"mistake, change the decision on their page at the desk.",
		Facts: []page.Fact{{Label: "Group", Value: lead.String()}},
		Ways: []page.MenuItem{{Label: "Name another Champion", Href: r.URL.Path},
			{Label: "Groups on offer", Href: f.OnOffer(c.ID)},
			{Label: "Their page at the desk", Href: f.desk("people", lead.Person.ID)}},
	})
	return nil
}

func (f function) renderDemand(
	w http.ResponseWriter, r *http.Request, status int, c pug.Cohort, people pug.People, form page.Form,
) {
	v := demandView{Form: form, MinMembers: pug.MinMembers, Until: f.When(c.Dates.Propose)}
	for _, d := range pug.UnmetDemand(people.Members, pug.GroupsOnOffer(people.Champions)) {
		query := url.Values{"topic": {d.Topic.Name}, "role": {string(d.Role)}, "region": {string(d.Region)}}
		v.Unmet = append(v.Unmet, unmet{d, template.URL(query.Encode())})
	}
	f.Pages.Render(w, r, status, "demand",
		page.View{Title: fmt.Sprintf("Topics of the %s cohort that nobody leads", c.ID.Name()), Data: v})
}

// nominee reads whom staff name, by the rules of curation. pug.Invalid: what is wrong with it, in a sentence.
func nominee(form page.Form, id pug.CohortID, people pug.People) (pug.Lead, error) {
	c := curation.Change{Do: curation.Name, Named: readLead(form.Value)}
	board := curation.NewBoard(pug.Proposal{Cohort: id}, people)
	out, err := board.Apply(c)
	if err != nil {
		return pug.Lead{}, err
	}
	lead := out.Board.Named[0]
	if leads, known := board.Lead(lead.Person.ID); known {
		return lead, curation.Unclearf("email", "%s is a Champion already, for %s.", lead.Person.Name, leads)
	}
	return lead, nil
}

// nameChampion approves somebody as a Champion, and tells them.
func (f function) nameChampion(ctx context.Context, c pug.Cohort, lead pug.Lead, by string) error {
	now := f.Now()
	text := namedChampion{Cohort: c.ID, Lead: lead, MinMembers: pug.MinMembers, Formed: f.When(c.Dates.Propose),
		OnOffer: f.OnOffer(c.ID)}
	if now.Before(c.Dates.MembersClose) {
		text.Closes = f.When(c.Dates.MembersClose)
	}
	key := fmt.Sprintf("named/%s/%d", lead.Person.ID, now.Unix())
	told, err := f.Letters.Telling(key, text, letter.To(lead.Person))
	if err != nil {
		return err
	}
	d := pug.Decision{Choice: pug.ChoiceApprove, By: by, At: now,
		Note: "Named as a Champion for a topic that members wanted."}
	return f.Store.NameChampion(ctx, named(lead, d), told...)
}
