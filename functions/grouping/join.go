package grouping

import (
	"net/http"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// joinView is the page on which a Champion whose group does not open may ask to join as a member.
type joinView struct {
	Facts []page.Fact
	Ends  time.Time
	Form  page.Form
}

func joinForm() page.Form {
	return page.Form{Submit: "Send", Fields: []page.Field{{
		Kind: page.Radios, Name: "choice", Label: "Would you like to join as a member?", Required: true,
		Options: []page.Option{
			{Value: string(pug.ChoiceYes), Label: "Yes, I would like to join",
				Hint: "The team decides as on any application, and you hear from us by mail."},
			{Value: string(pug.ChoiceNo), Label: "No, thank you",
				Hint: "You can still change your mind while the link works."},
		},
	}}}
}

// join is the page, and takes the answer. A yes becomes an application as a member, which the team reviews like any
// other.
func (f function) join(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
	champion, err := f.Store.Application(r.Context(), v.Subject)
	if err != nil {
		return err
	}
	_, err = f.Store.ApplicationOf(r.Context(), champion.Person(), champion.Cohort, pug.KindMember)
	switch {
	case err == nil:
		f.askedAlready(w, r)
		return nil
	case !pug.IsError(err, pug.NotFound):
		return err
	case v.Late:
		f.Expired(w, r, v, nil)
		return nil
	}
	form := joinForm()
	status, answered := duty.Answered(r, &form)
	switch {
	case !answered:
		f.Pages.Render(w, r, status, "join", page.View{Title: "Join a group as a member", Data: joinView{
			Facts: []page.Fact{
				{Label: "Cohort", Value: champion.Cohort.Name()},
				{Label: "Topic", Value: champion.Topic().Name},
				{Label: "Role", Value: champion.Role.Label()},
				{Label: "Region", Value: champion.Region.Label()},
			},
			Ends: v.Expires.In(f.Settings.Zone),
			Form: form,
		}})
		return nil
	case form.Value("choice") == string(pug.ChoiceYes):
		return f.apply(w, r, champion, v.Expires)
	}
	f.Pages.Done(w, r, "Thank you",
		"You do not join this cohort as a member. We would be glad to see you in the next one.")
	return nil
}

// apply stores the application as a member, and starts its review. Its deadline is the launch, to which the link is
// good.
func (f function) apply(w http.ResponseWriter, r *http.Request, champion pug.Application, deadline time.Time) error {
	now := f.Now()
	key := "join" + champion.ID[strings.LastIndexByte(champion.ID, '-')+1:]
	member := champion.Again(champion.Cohort, pug.KindMember, pug.OriginUnopened, key, now, deadline.UTC())
	member.Commitments = true
	start := workflow.Start(workflow.Application, member.ID, now)
	err := f.Store.AddApplication(r.Context(), member, start)
	if pug.IsError(err, pug.Already) || pug.IsError(err, pug.Conflict) {
		f.askedAlready(w, r)
		return nil
	}
	if err != nil {
		return err
	}
	f.Follow(r.Context(), start)
	f.Pages.Done(w, r, "Thank you",
		"Your application as a member is with the team. You hear from us by mail when it is decided.")
	return nil
}

func (f function) askedAlready(w http.ResponseWriter, r *http.Request) {
	f.Pages.Done(w, r, "You have asked already",
		"We have your application as a member, and write to you about it by mail.")
}
