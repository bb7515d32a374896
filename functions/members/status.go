package members

import (
	"fmt"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// status says in sentences where somebody stands, and what happens next, at times of the programme's zone.
func (s standing) status(zone *time.Location) []string {
	day := func(t time.Time) string { return page.Day(t.In(zone)) }
	switch {
	case s.group != nil:
		return s.inGroup(day)
	case s.cohort.Stage == pug.StageClosed && s.Place != 0:
		return []string{"You waited for a seat, and none came free for you. The cohort has ended.",
			"You are welcome to apply for the next one."}
	case s.cohort.Stage == pug.StageClosed:
		return []string{"This cohort has ended. Thank you for taking part."}
	case s.waits != nil:
		return s.waits.status(zone)
	case s.ExcusedFrom != "":
		return []string{"You were excused from " + pug.GroupName(s.ExcusedFrom) + ", having missed several meetings."}
	case s.LeftGroup != "" && s.Counts():
		return s.afterLeaving()
	}
	return s.ofApplication(day)
}

// afterLeaving is the status of somebody who has left their group, by what has become of their seat.
func (s standing) afterLeaving() []string {
	left := "You left " + pug.GroupName(s.LeftGroup) + "."
	switch {
	case s.left() && s.back == nil:
		return []string{left, "Your seat is free, so you can take it back."}
	case pug.IsError(s.back, pug.Conflict) || pug.IsError(s.back, pug.Full):
		return []string{left, pug.Sentence(s.back), "You are welcome to apply for the next cohort."}
	}
	return []string{left, "You are welcome to apply for the next cohort."}
}

// afterWithdrawing is the status of somebody who has withdrawn, by what they can still do.
func (s standing) afterWithdrawing() []string {
	status := []string{"Your application as a " + s.Kind.Label() + " is withdrawn."}
	if s.back == nil {
		status = append(status, "You can take that back.")
	}
	if !s.cohort.Stage.Published() && s.cohort.Stage != pug.StageClosed {
		status = append(status, "As long as the form takes applications, you can apply again.")
	}
	return status
}

// ofApplication is the status of somebody who has no part in a group yet.
func (s standing) ofApplication(day func(time.Time) string) []string {
	dates := s.cohort.Dates
	switch s.Status {
	case pug.StatusPending:
		return []string{"Your application as a " + s.Kind.Label() + " is with the team.",
			"You hear from us by " + day(s.DecideBy(dates)) + "."}
	case pug.StatusApproved:
		return []string{"Your application as a " + s.Kind.Label() + " is approved.", s.untilGroups(day)}
	case pug.StatusWaitlisted:
		if s.ungrouped() {
			return []string{"Your application as a Champion is on the waitlist.", s.untilGroups(day)}
		}
		return []string{"Your application as a " + s.Kind.Label() + " is on the waitlist. Those approved come first.",
			s.untilGroups(day)}
	case pug.StatusDeclined:
		return []string{"Your application as a " + s.Kind.Label() + " was declined. Our email says more, and you " +
			"are welcome to apply for the next cohort."}
	case pug.StatusWithdrawn:
		return s.afterWithdrawing()
	case pug.StatusReplaced:
		return []string{"Another application of yours took the place of this one."}
	}
	return s.notInReview()
}

// notInReview says what is in the way of an application, and what to do, unless that is for the team alone to know.
func (s standing) notInReview() []string {
	if len(s.Problems) == 0 || slices.ContainsFunc(s.Problems, pug.Problem.ForStaffOnly) {
		return []string{"We have your application. Something in the form was not as we expected, so the " +
			"team looks at it."}
	}
	said := []string{"Your application is not in review."}
	for _, p := range s.Problems {
		said = append(said, p.Detail)
	}
	return append(said, s.Remedy())
}

// published says whether everybody knows which groups there are.
func (s standing) published() bool { return s.cohort.Published != nil || s.cohort.Stage.Published() }

// ungrouped says whether somebody wanted to lead a group, and leads none of those that are published. They have no
// place on the waitlist: no seat is offered to them.
func (s standing) ungrouped() bool { return s.Kind == pug.KindChampion && s.published() }

// untilGroups says when it is known who is in which group.
func (s standing) untilGroups(day func(time.Time) string) string {
	switch {
	case s.ungrouped() && s.Status == pug.StatusApproved:
		return "Your group does not open in this cohort. Our email about that says why, and whether you can still " +
			"join as a member. You are welcome to apply for the next cohort."
	case s.ungrouped():
		return "The groups are published. Should another Champion be needed for your topic, role and region, we " +
			"write to you."
	case s.published():
		return "The groups are published, and you have no seat in one. You hear from us when one comes free."
	}
	return "Groups are published by " + day(s.cohort.Dates.Curate) + ". The cohort starts on " +
		day(s.cohort.Dates.Launch) + "."
}

func (s standing) inGroup(day func(time.Time) string) []string {
	is, was := "You are a member of ", "You were a member of "
	if s.leads() {
		is, was = "You lead ", "You led "
	}
	group := s.group.Name() + ", on " + s.group.Topic.Name + "."
	is += group
	switch {
	case s.cohort.Stage == pug.StageClosed:
		return []string{was + group, "The cohort has ended. Thank you for taking part."}
	case s.group.Over():
		return []string{is, "The group ends before its cohort does, and does not meet any more. You hear from us by " +
			"email what that means for you, by tomorrow."}
	case s.cohort.Stage != pug.StageRunning:
		return []string{is, "The cohort starts on " + day(s.cohort.Dates.Launch) + ". The group meets once a month."}
	}
	return []string{is, "The group meets once a month until " + day(s.cohort.Dates.End.Add(-time.Second)) + "."}
}

// status tells the truth about somebody's chances of a seat.
func (w waiting) status(zone *time.Location) []string {
	if w.offer != nil && w.offer.Decision == nil {
		return []string{"A seat in " + pug.GroupName(w.offer.Group) + " is on offer to you. Answer by the link in " +
			"our email until " + page.When(w.offer.Expires.In(zone)) + ": then it goes to the next."}
	}
	place := "You wait for a seat, first of all on the waitlist."
	if w.ahead > 0 {
		verb := "come"
		if w.ahead == 1 {
			verb = "comes"
		}
		place = fmt.Sprintf("You wait for a seat. %d of the %d on the waitlist %s before you.", w.ahead, w.all, verb)
	}
	if !w.suits {
		return []string{place, "None of the groups is on a topic of yours for your role and region, so a seat is " +
			"unlikely in this cohort. Other topics would help: write to us."}
	}
	return []string{place, "A seat comes free when a member leaves. It is offered to the first of those whom the " +
		"group suits, by email."}
}
