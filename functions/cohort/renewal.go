package cohort

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

const purposeRenewals = "renewals" // subject: the group

// renew asks each Champion of the cohort whether they lead the same group again (R12).
func (f function) renew(ctx context.Context, in cohortIn) error {
	now := f.Now()
	groups, err := f.Store.Groups(ctx, in.Cohort)
	if err != nil {
		return err
	}
	next, dates, err := pug.RenewalCohort(in.Cohort, now,
		func(id pug.CohortID) (pug.Dates, error) { return f.Calendar.Dates(ctx, id) })
	if err != nil {
		return err
	}
	deadline, launch := pug.RenewalDeadline(dates, now), page.Day(dates.Launch.In(f.Settings.Zone))
	return duty.Each(groups, func(g pug.Group) error {
		r := pug.Renewal{Group: g.ID, Champion: g.Champion, Next: next, Asked: now}
		if err := f.Store.AddRenewal(ctx, r); err != nil {
			return err
		}
		return f.Letters.Ask(ctx, "renewal/"+g.ID,
			link.Link{Purpose: purposeRenewals, Subject: g.ID, Expires: deadline},
			leadAgain{g, next, launch, f.When(deadline)}, letter.To(g.Champion))
	}, f.groupStuck(ctx, "ask whether its Champion leads it again"))
}

// renewalView is the page of the question.
type renewalView struct {
	Facts []page.Fact
	Form  page.Form
}

func renewalFacts(g pug.Group, r pug.Renewal) []page.Fact {
	return []page.Fact{
		{Label: "Topic", Value: g.Topic.Name}, {Label: "Role", Value: g.Role.Label()},
		{Label: "Region", Value: g.Region.Label()}, {Label: "Next cohort", Value: r.Next.Name()},
	}
}

func renewalSentence(r pug.Renewal) string {
	if r.Decision.Choice == pug.ChoiceYes {
		return fmt.Sprintf("%s wants to lead the group again in the %s cohort. The team decides, and writes to the "+
			"Champion.",
			r.Champion.Name, r.Next.Name())
	}
	return fmt.Sprintf("%s does not lead the group again this time. Thank you for leading it.", r.Champion.Name)
}

func renewalForm() page.Form {
	return page.Form{Submit: "Send the answer", Fields: []page.Field{{
		Kind: page.Radios, Name: "choice", Label: "Will you lead this group again?", Required: true,
		Options: []page.Option{
			{Value: string(pug.ChoiceYes), Label: "Yes, I lead it again",
				Hint: "Topic, role and region carry over. The team decides, and you hear from us by mail."},
			{Value: string(pug.ChoiceNo), Label: "No, not this time"},
		},
	}}}
}

// renewal answers the page behind a "lead it again" link.
func (f function) renewal(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
	ctx := r.Context()
	renewal, err := f.Store.Renewal(ctx, v.Subject)
	if err != nil {
		return err
	}
	if renewal.Decision != nil && r.Method != http.MethodPost {
		return f.renewed(ctx, w, r, renewal)
	}
	if v.Late && renewal.Decision == nil {
		f.Pages.Expired(w, r, v.Expires.In(f.Settings.Zone), nil)
		return nil
	}
	group, err := f.Store.Group(ctx, v.Subject)
	if err != nil {
		return err
	}
	form := renewalForm()
	status, answered := duty.Answered(r, &form)
	if answered {
		return f.answerRenewal(w, r, v, pug.Choice(form.Value("choice")))
	}
	f.Pages.Render(w, r, status, "renewal",
		page.View{Title: "Lead your group again?", Data: renewalView{renewalFacts(group, renewal), form}})
	return nil
}

func (f function) answerRenewal(w http.ResponseWriter, r *http.Request, v link.Visitor, choice pug.Choice) error {
	ctx := r.Context()
	renewal, err := f.Store.DecideRenewal(ctx, v.Subject, pug.Decision{Choice: choice, By: v.Who(), At: f.Now()})
	if err != nil && !pug.IsError(err, pug.Conflict) {
		return err
	}
	if err != nil {
		return f.renewed(ctx, w, r, renewal) // somebody answered before
	}
	if choice != pug.ChoiceYes {
		f.Pages.Done(w, r, "Thank you for telling us",
			"You do not lead the group again this time. Thank you for leading it in this cohort.")
		return nil
	}
	if err := f.applyAgain(ctx, renewal); err != nil {
		return err
	}
	f.Pages.Done(w, r, "Thank you", fmt.Sprintf("Your offer to lead the group again in the %s cohort is with "+
		"the team. You hear from us by mail when it is decided.", renewal.Next.Name()))
	return nil
}

// renewed shows the answer that stands. A yes has become an application by then: if a crash came between the two, this
// visit makes up for it; the application's id makes it the same one each time.
func (f function) renewed(ctx context.Context, w http.ResponseWriter, r *http.Request, renewal pug.Renewal) error {
	d := *renewal.Decision
	if d.Choice == pug.ChoiceYes && r.Method == http.MethodPost {
		if err := f.applyAgain(ctx, renewal); err != nil {
			return err
		}
	}
	f.Decided(w, r, renewalSentence(renewal), d)
	return nil
}

// applyAgain turns a yes into a Champion's application for the next cohort, for staff to decide (R12).
func (f function) applyAgain(ctx context.Context, renewal pug.Renewal) error {
	now := renewal.Decision.At
	group, err := f.Store.Group(ctx, renewal.Group)
	if err != nil {
		return err
	}
	before, err := f.Store.Application(ctx, group.Champion.ID)
	if err != nil {
		return err
	}
	dates, err := f.Calendar.Dates(ctx, renewal.Next)
	if err != nil {
		return err
	}
	again := before.Again(renewal.Next, pug.KindChampion, pug.OriginRenewal,
		"renew"+strings.ReplaceAll(renewal.Group, "-", ""), now, pug.RenewalDeadline(dates, now))
	again.Role, again.Region, again.Topics = group.Role, group.Region, []pug.Topic{group.Topic}
	again.Former = group.ID
	start := workflow.Start(workflow.Application, again.ID, now)
	err = f.Store.AddApplication(ctx, again, start)
	if pug.IsError(err, pug.Conflict) {
		return nil // applied already, by this link or by the form
	}
	if err != nil {
		return err
	}
	f.Follow(ctx, start)
	return nil
}
