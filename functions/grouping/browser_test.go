package grouping_test

import (
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/chromium"
)

// online serves the scene's pages, and returns the address to which a link leads there.
func (s scene) online(t *testing.T, link string) string {
	t.Helper()
	return chromium.Serve(t, s.Function.Web) + strings.TrimPrefix(link, s.Settings.PublicURL)
}

// stands fails unless the groups are as they should be.
func (s scene) stands(t *testing.T, when, want string) {
	t.Helper()
	if got := s.proposal(t); got != want {
		t.Errorf("%s the groups are\n%s", when, got)
	}
}

func row(name string) string { return `[data-member="` + memberID(name) + `"]` }

func TestADragChangesNothingUntilItIsConfirmed(t *testing.T) {
	s, link := proposed(t)
	url := s.online(t, link)
	tab := chromium.Open(t, chromium.View{Height: 2400}, url+"?open=g01")
	tab.Drag(row("p0"), "#g02")
	tab.WaitText("Move P0 Test from Group 1 (Pricing) to Group 2 (SEO)?")
	tab.WaitText("1800 → 1760")
	s.stands(t, "after a drag", asProposed)
	tab.Press("Escape")
	tab.WaitNoText("Move P0 Test from")
	s.stands(t, "after Escape", asProposed)

	tab.Visit(url + "?open=waitlist")
	tab.Drag(row("w"), "#g01")
	tab.WaitText("W Test does not fit Group 1 (Pricing): its topic is none of theirs.")
	tab.Press("Escape")
	s.stands(t, "after a drag to where they do not fit", asProposed)

	tab.Visit(url + "?open=g01")
	tab.Drag(row("p0"), "#g02")
	tab.ClickText("Make the change")
	tab.WaitText("Last change: moved P0 Test")
	s.stands(t, "once it is confirmed", "g01 Pricing bea: p1 p2 p3 p4 p5\ng02 SEO abe: p0 s0 s1 s2 s3 s4 s5\nwaitlist: w")
	if !s.board(t).PinnedIn(memberID("p0")) {
		t.Error("what was moved by hand is not pinned")
	}
	tab.Visit(url + "?open=g02")
	tab.Drag(row("p0"), "#waitlist")
	tab.ClickText("Make the change")
	tab.WaitText("Last change: moved P0 Test from Group 2")
	tab.Click("#waitlist > summary")
	tab.WaitText("Could have a seat in Group 1 (Pricing), which has a free one.")
}

func TestEverythingGoesByKeyboard(t *testing.T) {
	s, link := proposed(t)
	tab := chromium.Open(t, chromium.View{}, s.online(t, link))
	tabTo(tab, "Group 1: Pricing")
	tab.Press("Enter") // opens the line
	tabTo(tab, "P0 Test")
	for _, step := range []struct{ key, leads string }{{"ArrowDown", "P1 Test"}, {"ArrowRight", "S1 Test"},
		{"ArrowUp", "S0 Test"}, {"ArrowLeft", "P0 Test"}} {
		if tab.Press(step.key); !strings.Contains(tab.Focus(), step.leads) {
			t.Fatalf("%s leads to %s", step.key, tab.Focus())
		}
	}
	tab.Press("m")
	tab.WaitText("Where to")
	tab.Press("ArrowDown", "ArrowUp") // chooses the first place
	tabTo(tab, `"Move"`)
	tab.Press("Enter")
	tab.WaitText("Last change: moved P0 Test from Group 1 (Pricing) to Group 2 (SEO)")

	tabTo(tab, "P1 Test")
	tab.Press("p")
	tab.WaitText("Pin P1 Test to Group 1 (Pricing)?")
	tab.Press("Enter")
	tab.WaitText("Last change: pinned P1 Test")
	if pins := s.board(t).Pins; len(pins) != 2 {
		t.Errorf("pins: %v", pins)
	}

	tabTo(tab, `"Publish groups"`)
	tab.Press("Enter") // says what it does
	tab.WaitText("2 groups with 12 members open")
	tabTo(tab, `"Publish the groups"`)
	tab.Press("Enter")
	tab.WaitText("you get a summary")
}

// tabTo goes on by the keyboard to what says the text.
func tabTo(tab *chromium.Tab, text string) {
	for range 60 {
		if tab.Press("Tab"); strings.Contains(tab.Focus(), text) {
			return
		}
	}
}

func TestEverythingGoesWithoutScripts(t *testing.T) {
	s, link := proposed(t)
	tab := chromium.Open(t, chromium.View{NoScript: true}, s.online(t, link))
	tab.Click("#g01 > summary")
	tab.ClickText("P0 Test")
	tab.WaitText("Where to")
	tab.Click(`[name=group][value="` + groupID(2) + `"]`)
	tab.ClickText("Move")
	tab.WaitText("Last change: moved P0 Test")
	tab.WaitText("P1 Test") // the line in which they were is open
	tab.ClickText("Open a group")
	tab.WaitText("Group 3 (Hiring) has 0 members")
	tab.Click("[name=lead]")
	tab.ClickText("Open the group")
	tab.WaitText("Group 3: Hiring")
	tab.Click(`[name=action][value=undo]`)
	tab.WaitNoText("Group 3: Hiring")
	tab.ClickText("Propose again")
	tab.WaitText("the one that you have")
	tab.ClickText("Back to the groups")
	tab.ClickText("Publish groups")
	tab.ClickText("Publish the groups")
	tab.WaitText("you get a summary")
	if c := s.cohort(t); c.Published == nil || c.Published.By != "Ada Hart" {
		t.Errorf("published: %+v", c.Published)
	}
}

func TestTheDialogAsksFurther(t *testing.T) {
	s := newScene(t)
	s.champion(t, "abe", "SEO")
	s.members(t, "s", 12, "SEO")
	s.members(t, "q", 6, "Quantum")
	s.do(t, "propose")
	link := s.curate(t, 0)
	before := s.proposal(t)
	tab := chromium.Open(t, chromium.View{}, s.online(t, link))
	tab.Click("#further > summary")
	tab.ClickText("Name a Champion …")
	tab.WaitText("Name somebody else")
	tab.Click("dialog [name=email]")
	tab.Type("nia@north.example")
	tab.Click("dialog [name=name]")
	tab.Type("Nia North")
	tab.ClickText("See what it does")
	tab.WaitText("Name Nia North as the Champion of Group 2 (Quantum)?")
	tab.WaitText("12 → 18")
	tab.ClickText("Leave it")
	tab.WaitNoText("as the Champion of")
	tab.ClickText("Name a Champion …")
	tab.Click("dialog [name=email]")
	tab.Type("nia@north.example")
	tab.ClickText("See what it does")
	tab.WaitText("nia@north.example has not applied: please give a name")
	tab.ClickText("Region") // there is such a field on the page beneath, too
	tab.Wait(`document.activeElement.closest("dialog") && document.activeElement.name === "region"`)
	s.stands(t, "after looking", before)
}

func TestPagesOfCurationFitPhoneAndDesktop(t *testing.T) {
	s, link := crowded(t, 210)
	url := s.online(t, link)
	someone := s.board(t).Groups[0].Members[0]
	s.post(t, link, "action", "move", "member", someone, "group", "waitlist", "pin", "true")
	s.post(t, link, "action", "hold", "group", groupID(2))
	pages := map[string]string{
		"open=g01":                  "Groups of the October 2026 cohort",
		"open=waitlist&q=m3":        "who wait.",
		"show=person&id=" + someone: "Where to",
		"show=swap&id=" + someone + "&group=" + groupID(1): "With whom",
		"show=group&id=" + groupID(1):                      "Hold open",
		"show=lead":                                        "Open a further group",
		"show=again":                                       "Take this proposal",
		"show=compare":                                     "Who moves",
		"show=log":                                         "Who changed what",
		"show=change&action=dissolve&group=" + groupID(3): "Make the change",
	}
	other, _, joining := unopened(t)
	joinURL := other.online(t, joining)
	tab := chromium.Open(t, chromium.View{}, "about:blank")
	for _, v := range chromium.Views() {
		tab.Look(v)
		tab.Visit(joinURL)
		tab.WaitText("Groups for other roles and regions")
		if wide := tab.Overflow(); wide != "" {
			t.Errorf("the page to join at %s: %s", v, wide)
		}
		for query, says := range pages {
			tab.Visit(url + "?" + query)
			tab.WaitText(says)
			if wide := tab.Overflow(); wide != "" {
				t.Errorf("%q at %s: %s", query, v, wide)
			}
		}
		tab.Visit(url)
		tab.Wait(atHand)
		if v.Width == chromium.Phone {
			tab.Wait(`document.querySelector("#g10").getBoundingClientRect().bottom < 1.5 * innerHeight`)
		}
	}
}

// atHand is that publishing can be clicked without scrolling.
const atHand = `(() => { const at = document.querySelector("#publish > summary").getBoundingClientRect();
	return document.elementFromPoint(at.x + at.width / 2, at.bottom - 1)?.closest("#publish") != null; })()`

func TestNothingKeepsPeopleOutOfThePagesOfCuration(t *testing.T) {
	if testing.Short() {
		t.Skip("all pages in a browser take a while: .ci/run opens them")
	}
	axe := chromium.Axe(t, "../../infra/node_modules/axe-core/axe.min.js")
	s, link := proposed(t)
	s.post(t, link, "action", "move", "member", memberID("p0"), "group", "waitlist")
	url := s.online(t, link)
	tab := chromium.Open(t, chromium.View{}, url)
	unbarred := func(page string) {
		tab.Load(axe)
		if found := tab.Barriers(); found != "" {
			t.Errorf("%s: %s", page, found)
		}
	}
	queries := []string{"open=g01&q=test", "open=waitlist", "show=person&id=" + memberID("p1"),
		"show=group&id=" + groupID(1), "show=change&action=name&email=x", "show=compare", "show=log"}
	for width, queries := range map[int][]string{chromium.Phone: queries, chromium.Desktop: queries[:2]} {
		tab.Look(chromium.View{Width: width})
		for _, query := range queries {
			tab.Visit(url + "?" + query)
			unbarred(query)
		}
	}
	tab.Visit(url)
	tab.ClickText("Publish groups")
	unbarred("before publishing")
	tab.ClickText("Publish the groups")
	tab.WaitText("Their pages at the desk")
	unbarred("after publishing")
}
