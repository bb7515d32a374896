package grouping

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// joinView is the page on which a Champion whose group does not open may apply as a member.
type joinView struct {
	Role, Region     string      // the Champion's, which carry over
	Inviting, Others []pug.Group // that open: for that role and region, and for others
	Ends             time.Time
	Form             page.Form
}

// join is the page, and takes the answer: an application as a member, which the team reviews like any other.
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
	groups, err := f.groupsToJoin(r.Context(), champion)
	if err != nil {
		return err
	}
	form := joinForm(champion, groups)
	status, answered := duty.Answered(r, &form)
	if answered {
		var offered []pug.Topic
		for _, g := range groups {
			offered = append(offered, g.Topic)
		}
		return f.apply(w, r, champion, chosenTopics(form, offered), v.Expires)
	}
	others := slices.IndexFunc(groups, func(g pug.Group) bool { return !g.Invites(champion) })
	if others < 0 {
		others = len(groups)
	}
	f.Pages.Render(w, r, status, "join", page.View{Title: "Join a group as a member", Data: joinView{
		Role: champion.Role.Label(), Region: champion.Region.Label(),
		Inviting: groups[:others], Others: groups[others:], Ends: v.Expires.In(f.Settings.Zone), Form: form,
	}})
	return nil
}

// groupsToJoin are the groups of the cohort: first those for the applicant's role and region.
func (f function) groupsToJoin(ctx context.Context, a pug.Application) ([]pug.Group, error) {
	groups, err := f.Store.Groups(ctx, a.Cohort)
	rank := func(g pug.Group) int {
		if g.Invites(a) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(groups, func(x, y pug.Group) int { return rank(x) - rank(y) })
	return groups, err
}

// joinForm asks for topics of the groups, best first.
func joinForm(a pug.Application, groups []pug.Group) page.Form {
	var topics []page.Option
	for _, g := range groups {
		label := g.Topic.Name
		if !g.Invites(a) {
			label += " (for others)"
		}
		if !slices.ContainsFunc(topics, func(o page.Option) bool { return o.Value == g.Topic.Key }) {
			topics = append(topics, page.Option{Value: g.Topic.Key, Label: label})
		}
	}
	return topicForm("Apply as a member", topics, nil)
}

// apply stores the application as a member, and starts its review. Its deadline is the launch, to which the link is
// good.
func (f function) apply(
	w http.ResponseWriter, r *http.Request, champion pug.Application, topics []pug.Topic, deadline time.Time,
) error {
	now := f.Now()
	key := "join" + champion.ID[strings.LastIndexByte(champion.ID, '-')+1:]
	member := champion.Again(champion.Cohort, pug.KindMember, pug.OriginUnopened, key, now, deadline.UTC())
	member.Topics, member.Commitments = topics, true
	start := workflow.Start(workflow.Application, member.ID, now)
	err := f.Store.AddApplication(r.Context(), member, start, store.Logged{Entry: pug.LogApplied(member, "", now)})
	if pug.IsError(err, pug.Already) || pug.IsError(err, pug.Conflict) {
		f.askedAlready(w, r)
		return nil
	}
	if err != nil {
		return err
	}
	f.Follow(r.Context(), start)
	f.done(w, r, "You have applied as a member", receipt{
		Next: "Your application as a member is with the team. You hear from us by email when it is decided. To " +
			"withdraw it, use the link to your page in any of our emails.",
		Facts: []page.Fact{member.TopicFact()},
	})
	return nil
}

func (f function) askedAlready(w http.ResponseWriter, r *http.Request) {
	f.done(w, r, "You have asked already", receipt{
		Next: "We have your application as a member, and write to you about it by email. To see where it stands " +
			"or to withdraw it, use the link to your page in any of our emails.",
	})
}
