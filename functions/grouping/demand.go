package grouping

import (
	"context"
	"fmt"
	"html/template"
	"net/http"
	"net/url"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// demandView is the page on which staff see what nobody leads, and name a Champion before groups are proposed (R7).
type demandView struct {
	Notice     string // what is wrong with the Champion whom staff named
	Unmet      []unmet
	MinMembers int
	Named      []page.Field
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
		f.Pages.Done(w, r, "The groups are proposed",
			"From now on, Champions are named while the groups are curated: you have a mail with a link to that page.")
		return nil
	}
	people, err := f.people(r.Context(), c.ID)
	if err != nil {
		return err
	}
	if r.Method != http.MethodPost {
		f.renderDemand(w, r, http.StatusOK, c, people, "")
		return nil
	}
	lead, err := nominee(r, c.ID, people)
	if err == nil {
		err = f.nameChampion(r.Context(), c, lead, v.Who())
	}
	switch {
	case pug.IsError(err, pug.Invalid):
		f.renderDemand(w, r, http.StatusUnprocessableEntity, c, people, sentence(err))
		return nil
	case err != nil:
		return err
	}
	f.Pages.Done(w, r, lead.Person.Name+" is a Champion now",
		"They are told by mail, and their group is on offer. Open the link again to name another Champion.",
		page.Fact{Label: "Group", Value: lead.String()}, page.Fact{Label: "Groups on offer", Value: f.OnOffer(c.ID)})
	return nil
}

func (f function) renderDemand(
	w http.ResponseWriter, r *http.Request, status int, c pug.Cohort, people pug.People, notice string,
) {
	v := demandView{Notice: notice, MinMembers: pug.MinMembers, Named: namedFields(r.FormValue),
		Until: f.When(c.Dates.Propose)}
	for _, d := range pug.UnmetDemand(people.Members, pug.GroupsOnOffer(people.Champions)) {
		query := url.Values{"topic": {d.Topic.Name}, "role": {string(d.Role)}, "region": {string(d.Region)}}
		v.Unmet = append(v.Unmet, unmet{d, template.URL(query.Encode())})
	}
	f.Pages.Render(w, r, status, "demand",
		page.View{Title: fmt.Sprintf("Topics of the %s cohort that nobody leads", c.ID.Name()), Data: v})
}

// nominee reads whom staff name, by the rules of curation. pug.Invalid: what is wrong with it, in a sentence.
func nominee(r *http.Request, id pug.CohortID, people pug.People) (pug.Lead, error) {
	if err := r.ParseForm(); err != nil {
		return pug.Lead{}, pug.Errorf(pug.Invalid, "The form could not be read. Please try again.")
	}
	r.PostForm.Set("action", string(curation.Name))
	c, err := readChange(r.PostForm, "") // naming a Champion makes no exception
	if err != nil {
		return pug.Lead{}, err
	}
	board := curation.NewBoard(pug.Proposal{Cohort: id}, people)
	out, err := board.Apply(c)
	if err != nil {
		return pug.Lead{}, err
	}
	lead := out.Board.Named[0]
	if leads, known := board.Lead(lead.Person.ID); known {
		return lead, pug.Errorf(pug.Invalid, "%s is a Champion already, for %s.", lead.Person.Name, leads)
	}
	return lead, nil
}

// nameChampion approves somebody as a Champion, and tells them.
func (f function) nameChampion(ctx context.Context, c pug.Cohort, lead pug.Lead, by string) error {
	now := f.Now()
	told, err := f.Letters.Telling(fmt.Sprintf("named/%s/%d", lead.Person.ID, now.Unix()), namedChampion{
		Cohort: c.ID, Lead: lead, MinMembers: pug.MinMembers, Closes: f.When(c.Dates.MembersClose),
		OnOffer: f.OnOffer(c.ID),
	}, letter.To(lead.Person))
	if err != nil {
		return err
	}
	d := pug.Decision{Choice: pug.ChoiceApprove, By: by, At: now,
		Note: "Named as a Champion for a topic that members wanted."}
	return f.Store.NameChampion(ctx, named(lead, d), told...)
}
