package cohort

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

const purposeRenewals = duty.PurposeRenewals

// renew asks each Champion of the cohort whether they lead the same group again (R12). Where a group has none, its next
// Champion is asked when staff name them (L1).
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
	return duty.Each(going(groups), func(g pug.Group) error {
		r := pug.Renewal{Group: g.ID, Champion: g.Champion, Next: next, Asked: now}
		if err := f.Store.AddRenewal(ctx, r, store.Logged{Entry: pug.LogAskedAgain(g, r)}); err != nil {
			return err
		}
		return f.Letters.Ask(ctx, "renewal/"+g.ID,
			link.Link{Purpose: purposeRenewals, Subject: g.ID, Expires: deadline},
			letter.Per(func(to letter.Address) any { return leadAgain{g, next, launch, f.WhenFor(to, deadline)} }),
			letter.While(store.AskedAgain(g.ID), letter.ToLeader(g.ID, g.Champion))...)
	}, f.groupStuck(ctx, "ask whether its Champion leads it again"))
}

// going are the groups that go on to the end of their cohort.
func going(groups []pug.Group) []pug.Group {
	return slices.DeleteFunc(slices.Clone(groups), pug.Group.Over)
}

// renewalView is the page of the question.
type renewalView struct {
	Said  string // what the Champion answered; empty before that
	Facts []page.Fact
	Form  page.Form
}

func renewalFacts(g pug.Group, r pug.Renewal) []page.Fact {
	return []page.Fact{
		{Label: "Topic", Value: g.Topic.Name}, {Label: "Role", Value: g.Role.Label()},
		{Label: "Region", Value: g.Region.Label()}, {Label: "Next cohort", Value: r.Next.Name()},
	}
}

// renewalSentence says what was answered, and whether a yes stands.
func renewalSentence(r pug.Renewal, again bool) string {
	switch {
	case r.Decision.Choice == pug.ChoiceYes && !again:
		return fmt.Sprintf("%s wanted to lead the group again in the %s cohort, and does not: that application was "+
			"withdrawn or declined.", r.Champion.Name, r.Next.Name())
	case again:
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
				Hint: "Topic, role and region carry over. The team decides, and you hear from us by email."},
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
	group, err := f.Store.Group(ctx, v.Subject)
	if err != nil {
		return err
	}
	who, err := f.Visiting(ctx, v, renewal.Champion)
	if err != nil {
		return err
	}
	switch {
	case !v.Late && renewal.MayReopen(group, who.Email):
		return f.declined(w, r, v, renewal)
	case renewal.Decision != nil:
		return f.renewed(w, r, renewal)
	case group.Over():
		f.Pages.Done(w, r, "Your group has ended", "The team has closed it, so there is nothing left for you to "+
			"answer. Thank you for leading it.")
		return nil
	case !strings.EqualFold(renewal.Champion.Email, who.Email):
		f.Pages.Done(w, r, "You do not lead this group any more", "The question is for whoever leads the group now, "+
			"so there is nothing left for you to do. Thank you for leading it.")
		return nil
	case v.Late:
		f.Expired(w, r, v, nil)
		return nil
	}
	form := renewalForm()
	status, answered := duty.Answered(r, &form)
	if answered {
		return f.answerRenewal(w, r, v, pug.Choice(form.Value("choice")))
	}
	f.Pages.Render(w, r, status, "renewal",
		page.View{Title: "Lead your group again?", Data: renewalView{"", renewalFacts(group, renewal), form}})
	return nil
}

// anew is the name of the field of the form by which somebody answers anew.
const anew = "anew"

// declined shows a Champion their no, and lets them answer anew.
func (f function) declined(w http.ResponseWriter, r *http.Request, v link.Visitor, renewal pug.Renewal) error {
	if r.Method == http.MethodPost && r.FormValue(anew) != "" {
		line := store.Logged{Entry: pug.LogAnswersAnew(renewal, v.Who(), v.Person, f.Now())}
		err := f.Store.ReopenRenewal(r.Context(), renewal, line)
		if err != nil && !pug.IsError(err, pug.Conflict) {
			return err
		}
		http.Redirect(w, r, r.URL.Path, http.StatusSeeOther)
		return nil
	}
	said := renewalSentence(renewal, false) + " You said so on " + f.When(renewal.Decision.At) + "."
	form := page.Form{Submit: "Answer again", Fields: []page.Field{{Kind: page.Hidden, Name: anew, Value: "yes"}}}
	f.Pages.Render(w, r, http.StatusOK, "renewal",
		page.View{Title: "You do not lead your group again", Data: renewalView{Said: said, Form: form}})
	return nil
}

// answerRenewal stores the answer: a yes together with the application that it makes.
func (f function) answerRenewal(w http.ResponseWriter, r *http.Request, v link.Visitor, choice pug.Choice) error {
	ctx, now := r.Context(), f.Now()
	renewal, err := f.Store.Renewal(ctx, v.Subject)
	if err != nil {
		return err
	}
	d := pug.Decision{Choice: choice, By: v.Who(), At: now}
	line := store.Logged{Entry: pug.LogLeadsAgain(renewal, d, v.Person)}
	if choice == pug.ChoiceYes {
		renewal, err = f.leadAgain(ctx, renewal, d, line)
	} else {
		renewal, err = f.Store.DecideRenewal(ctx, v.Subject, d, line, nil)
	}
	switch {
	case pug.IsError(err, pug.Conflict): // somebody answered before
		return f.renewed(w, r, renewal)
	case err != nil:
		return err
	case choice == pug.ChoiceYes:
		f.Pages.Done(w, r, "Thank you", fmt.Sprintf("Your offer to lead the group again in the %s cohort is with "+
			"the team. You hear from us by email when it is decided.", renewal.Next.Name()))
	default:
		f.Pages.Done(w, r, "Thank you for telling us",
			"You do not lead the group again this time. Thank you for leading it in this cohort.")
	}
	return nil
}

// renewed shows the answer that stands.
func (f function) renewed(w http.ResponseWriter, r *http.Request, renewal pug.Renewal) error {
	again, err := f.LeadsAgain(r.Context(), renewal)
	if err != nil {
		return err
	}
	f.Decided(w, r, renewalSentence(renewal, again), *renewal.Decision)
	return nil
}

// leadAgain turns a yes into a Champion's application for the next cohort, for staff to decide (R12).
func (f function) leadAgain(
	ctx context.Context, renewal pug.Renewal, yes pug.Decision, line store.Logged,
) (pug.Renewal, error) {
	group, err := f.Store.Group(ctx, renewal.Group)
	if err != nil {
		return renewal, err
	}
	before, err := f.Store.Application(ctx, group.Champion.ID)
	if err != nil {
		return renewal, err
	}
	dates, err := f.Calendar.Dates(ctx, renewal.Next)
	if err != nil {
		return renewal, err
	}
	again := before.Again(renewal.Next, pug.KindChampion, pug.OriginRenewal,
		"renew"+strings.ReplaceAll(renewal.Group, "-", ""), yes.At, pug.RenewalDeadline(dates, yes.At))
	again.Role, again.Region, again.Topics = group.Role, group.Region, []pug.Topic{group.Topic}
	again.Former = group.ID
	start := workflow.Start(workflow.Application, again.ID, yes.At)
	renewal, err = f.Store.DecideRenewal(ctx, group.ID, yes, line, &again, start,
		store.Logged{Entry: pug.LogApplied(again, "", yes.At)})
	if err == nil && renewal.Application == again.ID {
		f.Follow(ctx, start)
	}
	return renewal, err
}
