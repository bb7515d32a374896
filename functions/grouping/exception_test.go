package grouping_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/chromium"
	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestR5WhomStaffSeatByExceptionIsToldThatTheTeamChose(t *testing.T) {
	s, link := proposed(t)
	for n, key := range []string{"z", "y", "x"} {
		trio := functest.NewApplication(pug.KindMember, key, func(a *pug.Application) {
			a.Email, a.Company, a.Role, a.Topics = key+"@example.org", "Trio", pug.RoleMarketing, functest.Topics("Pricing")
			a.Submitted = s.Now().Add(time.Duration(n) * time.Hour)
		})
		s.Apply(t, trio)
	}
	s.post(t, link, "action", "again", "plan", plan(t, s.show(t, link, "show=again")))
	for _, id := range []string{"w", "x"} {
		status, page := s.post(t, link, "action", "move", "member", memberID(id), "group", groupID(1), "reason", "As agreed with Bea.")
		if status != 303 {
			t.Fatalf("%s: %d: %s", id, status, page)
		}
	}
	has(t, s.show(t, link, ""), ">exception</span>", "By exception</dt><dd>2")
	has(t, s.show(t, link, "show=group&id="+groupID(1)), "W Test, Company w: As agreed with Bea. (Ada Hart)")
	has(t, s.show(t, link, "show=person&id="+memberID("w")), "not their topic, their region", "As agreed with Bea. (Ada Hart)")
	has(t, s.show(t, link, "show=compare"), "Group 1 (Pricing) by exception")
	s.post(t, link, "action", "publish")
	s.do(t, "publish")

	if diff := cmp.Diff(s.proposal(t), s.seated(t)); diff != "" {
		t.Errorf("(-proposed +seated)\n%s", diff)
	}
	seat, err := s.Store.Seat(t.Context(), groupID(1), memberID("w"))
	if err != nil || seat.Exception == nil || *seat.Exception != (pug.Exception{Reason: "As agreed with Bea.", By: "Ada Hart"}) {
		t.Errorf("the seat is %+v, %v", seat, err)
	}
	told := s.To("w@example.org")[0]
	has(t, told.Letter.Subject, `You have a seat in the group on "Pricing"`)
	has(t, told.Text, "The team chose this group for you. Its topic is not one that you chose, and it is in your region.")
	if strings.Contains(told.Text, "As agreed") {
		t.Error("the member reads what staff wrote for each other")
	}
}

func TestAnExceptionGoesByKeyboardAndWithoutScripts(t *testing.T) {
	for _, view := range []chromium.View{{}, {NoScript: true, Width: 360, Height: 640}} {
		s, link := proposed(t)
		tab := chromium.Open(t, view, s.online(t, link)+"?open=waitlist")
		tab.ClickText("W Test")
		tab.ClickText("Groups that do not fit them")
		tab.ClickText("Seat them in Group 1 (Pricing) by exception …")
		tab.WaitText("Make the exception")
		if wide := tab.Overflow(); wide != "" {
			t.Errorf("%s: %s", view, wide)
		}
		if view.NoScript {
			tab.Click("[name=reason]")
		}
		tab.Type("They asked for it.") // with scripts, the question is in focus
		tab.Press("Enter")
		tab.WaitText("Last change: moved W Test from the waitlist to Group 1 (Pricing)")
		tab.Click("#g01 > summary")
		tab.WaitText("exception")
		if e := s.board(t).Exception(memberID("w")); e == nil || *e != (pug.Exception{Reason: "They asked for it.", By: "Ada Hart"}) {
			t.Errorf("%s: the exception is %v", view, e)
		}
	}
}
