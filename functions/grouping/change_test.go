package grouping_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestStaffChangeTheGroups(t *testing.T) {
	for name, c := range map[string]struct {
		form   []string
		status int
		page   string
		want   string // the line that changed
		log    string
	}{
		"a member moves to another group": {[]string{"action", "move", "member", memberID("p0"), "group", groupID(2), "pin", "true"}, 303, "",
			"g02 SEO abe: p0 s0 s1 s2 s3 s4 s5", "moved P0 Test from Group 1 (Pricing) to Group 2 (SEO)"},
		"a member moves to the waitlist, in order of submission": {[]string{"action", "move", "member", memberID("p0"), "group", "waitlist"}, 303, "", "waitlist: p0 w",
			"moved P0 Test from Group 1 (Pricing) to the waitlist"},
		"a dissolved group's members wait": {[]string{"action", "dissolve", "group", groupID(1)}, 303, "", "waitlist: p0 p1 p2 p3 p4 p5 w", "dissolved Group 1 (Pricing), led by BEA Test"},
		"a group opens":                    {[]string{"action", "open", "lead", pug.ApplicationID(cohort, pug.KindChampion, "cal")}, 303, "", "g03 Hiring cal:", "opened Group 3 (Hiring), led by CAL Test"},
		"a group is held open":             {[]string{"action", "hold", "group", groupID(2)}, 303, "", "waitlist: w", "held Group 2 (SEO) open"},
		"from the waitlist into a group that does not suit": {[]string{"action", "move", "member", memberID("w"), "group", groupID(1), "reason", "  "}, 422,
			"W Test does not fit Group 1 (Pricing): its topic is none of theirs.", "waitlist: w", ""},
		"the same, with a reason": {[]string{"action", "move", "member", memberID("w"), "group", groupID(1), "reason", " They asked\n for it. "}, 303,
			"", "g01 Pricing bea: p0 p1 p2 p3 p4 p5 w", "moved W Test from the waitlist to Group 1 (Pricing), by exception: They asked for it."},
		"nobody is chosen":            {[]string{"action", "move", "group", groupID(1)}, 422, "Please choose who it is about", "waitlist: w", ""},
		"no place is chosen":          {[]string{"action", "move", "member", memberID("p0")}, 422, "Please choose where they are to go.", "waitlist: w", ""},
		"a group that there is not":   {[]string{"action", "dissolve", "group", groupID(7)}, 422, "There is no group", "waitlist: w", ""},
		"an action that there is not": {[]string{"action", "paint"}, 422, "Please choose what to do", "waitlist: w", ""},
		"nothing to undo":             {[]string{"action", "undo"}, 422, "There is nothing to undo any more.", "waitlist: w", ""},
		"a form without its revision": {[]string{"action", "publish", "revision", ""}, 422, "The form was not complete.", "waitlist: w", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s, link := proposed(t)
			status, page := s.post(t, link, c.form...)
			if status != c.status {
				t.Errorf("status %d", status)
			}
			has(t, page, c.page)
			has(t, s.proposal(t)+"\n", c.want+"\n")
			log, err := s.Store.Entries(t.Context(), cohort)
			if err != nil {
				t.Fatal(err)
			}
			if last := log[len(log)-1]; c.log != "" && (last.What != c.log || last.By != "Ada Hart" ||
				!last.At.Equal(s.Now())) || c.log == "" && len(log) != 1 {
				t.Errorf("the log ends with %+v", last)
			}
		})
	}
}

func TestAMoveThatCannotBeMadeIsAskedForAgain(t *testing.T) {
	s, link := proposed(t)
	_, page := s.post(t, link, "action", "move", "member", memberID("p0"), "back", "open=g01")
	has(t, page, "<h1>P0 Test</h1>", `class="problem"`, "Please choose where they are to go.", `value="`+groupID(2)+`"`,
		`href="?open=g01#g01"`)
}

func TestAChangeLeadsBackToTheLineThatWasOpen(t *testing.T) {
	s, link := proposed(t)
	has(t, s.show(t, link, "open=g02"), `id="g02" data-group="2026-H2-g02" data-number="2" open>`, `id="g01" data-group="2026-H2-g01" data-number="1">`,
		"show=person&id="+memberID("p0")+"&back=open%3dg01")
	form := url.Values{"action": {"hold"}, "group": {groupID(2)}, "revision": {"1"}, "back": {"open=g01"}}
	if w := s.Visit("POST", link, form); w.Code != 303 || !strings.HasSuffix(w.Header().Get("Location"), "?open=g01#g01") {
		t.Errorf("%d to %q", w.Code, w.Header().Get("Location"))
	}
}

func TestWhatIsWrongWithANamedChampionLosesNothing(t *testing.T) {
	s, link := proposed(t)
	page := s.show(t, link, "show=change&action=name&email=nia@north.example&company=North&topic=Quantum&role=sales&region=APAC")
	has(t, page, "nia@north.example has not applied: please give a name", `id="f-name-problem"`, `value="nia@north.example"`, `value="North"`,
		`value="Quantum"`, `value="sales" selected`, `value="APAC" selected`)
}

func TestUndoAndRedoSayWhatTheyDo(t *testing.T) {
	s, link := proposed(t)
	s.post(t, link, "action", "move", "member", memberID("p0"), "group", "waitlist", "pin", "true")
	has(t, s.show(t, link, ""), "Last change: moved P0 Test from Group 1 (Pricing) to the waitlist<", "Undo<", "<small>+1 place, +150 points")
	s.post(t, link, "action", "undo")
	if got := s.proposal(t); got != asProposed {
		t.Errorf("undone:\n%s", got)
	}
	has(t, s.show(t, link, ""), "Undone: moved P0 Test from Group 1 (Pricing) to the waitlist<", "Redo<", "<small>−1 place, −150 points")
	s.post(t, link, "action", "redo")
	has(t, s.proposal(t), "waitlist: p0 w")
	has(t, s.show(t, link, "show=log"), "undid: moved P0 Test", "redid: moved P0 Test")
}

func TestAProposalAroundThePinsIsShownBeforeItIsTaken(t *testing.T) {
	s, link := proposed(t)
	s.post(t, link, "action", "move", "member", memberID("p0"), "group", groupID(2), "pin", "true")
	s.post(t, link, "action", "move", "member", memberID("p1"), "group", groupID(2))
	page := s.show(t, link, "show=again")
	has(t, page, "1720 → 1760", "+40 points", "P1 Test", "Group 2 (SEO)")
	if strings.Contains(page, "P0 Test") {
		t.Error("who is pinned would move")
	}
	if status, page := s.post(t, link, "action", "again", "plan", "another"); status != 409 ||
		!strings.Contains(page, "P1 Test") {
		t.Errorf("what was not agreed to: %d", status)
	}
	if status, _ := s.post(t, link, "action", "again", "plan", plan(t, page)); status != 303 {
		t.Errorf("status %d", status)
	}
	has(t, s.proposal(t), "g01 Pricing bea: p1 p2 p3 p4 p5\ng02 SEO abe: p0 s0")
	has(t, s.show(t, link, "show=compare&with=1"), "P0 Test", "-40", "1800 → 1760")
	has(t, s.show(t, link, "show=compare"), "What changed since revision 3", "P1 Test", "1720 → 1760")
}

// The Champion of SEO leads the same group again: of its former members p0 and s0 have applied again, and zoe has not.
func TestR12FormerMembersComeTogetherAgain(t *testing.T) {
	s := newScene(t)
	const former = "2026-H1-g04"
	abe := s.add(t, pug.KindChampion, "old", "SEO")
	abe.ID, abe.Former = pug.ApplicationID(cohort, pug.KindChampion, "abe"), former
	abe.Email, abe.Company = "abe@example.org", "Company abe"
	s.Apply(t, abe)
	s.champion(t, "bea", "Pricing")
	s.members(t, "p", 6, "Pricing", "SEO")
	s.members(t, "s", 6, "SEO")
	s.Env.Cohort(t, "2026-H1", pug.StageRunning)
	before := pug.Group{ID: former, Cohort: "2026-H1", Champion: abe.Person()}
	if err := s.Store.AddGroup(t.Context(), before); err != nil {
		t.Fatal(err)
	}
	for i, email := range []string{"p0@example.org", "s0@example.org", "zoe@example.org"} {
		was := pug.Application{ID: pug.ApplicationID("2026-H1", pug.KindMember, fmt.Sprint("old", i)),
			Cohort: "2026-H1", Kind: pug.KindMember, Email: email}
		s.Apply(t, was)
		if err := s.Store.TakeSeat(t.Context(), pug.Seat{Group: former, Member: was.Person()}, nil); err != nil {
			t.Fatal(err)
		}
	}
	s.do(t, "propose")
	link := s.curate(t, 0)
	at := slices.IndexFunc(s.board(t).Groups, func(g pug.ProposedGroup) bool { return g.Lead == abe.ID })
	has(t, s.show(t, link, ""), ">led again</span>")
	page := s.show(t, link, "show=group&id="+s.board(t).Groups[at].ID)
	has(t, page, "Together again", "P0 Test, Company p0</a>: Group", "−40 points")
	if strings.Contains(page, "S0 Test") || strings.Contains(page, "zoe") {
		t.Error("who sits there already, or has not applied, is asked for as well")
	}
	if status, page := s.post(t, link, "action", "reunite", "lead", abe.ID, "members", memberID("p0")); status != 303 {
		t.Fatalf("%d: %s", status, page)
	}
	if b := s.board(t); !b.PinnedIn(memberID("p0")) || !strings.Contains(b.Last, "reunited P0 Test in Group") {
		t.Errorf("%s, %v", b.Last, b.Pins)
	}
}

func TestWhoComesSecondSeesWhoWasFirstAndIsAsked(t *testing.T) {
	s, ada := proposed(t)
	bo := s.LinkTo(t, "bo@example.com")
	seen := fmt.Sprint(s.cohort(t).Revision)
	s.post(t, bo, "action", "move", "member", memberID("p1"), "group", groupID(2))
	for name, c := range map[string]struct {
		form  []string
		parts []string
	}{
		"a move":                     {[]string{"action", "move", "member", memberID("p0"), "group", groupID(2), "pin", "true"}, []string{"Move P0 Test from Group 1 (Pricing) to Group 2 (SEO)?", `name="revision" value="2"`, "Make the change all the same", "checked"}},
		"a move that no longer goes": {[]string{"action", "move", "member", memberID("p1"), "group", groupID(2)}, []string{"This can't be done", "P1 Test sits in Group 2 (SEO) already."}},
		"an exception":               {[]string{"action", "move", "member", memberID("w"), "group", groupID(1), "reason", "They asked."}, []string{"its topic is none of theirs", `value="They asked."`, "Make the exception all the same"}},
		"publishing":                 {[]string{"action", "publish"}, []string{"Publish the groups all the same", "12"}},
		"undoing":                    {[]string{"action", "undo"}, []string{"Undo: moved P1 Test"}},
		"a proposal":                 {[]string{"action", "again", "plan", "x"}, []string{"Take this proposal"}},
	} {
		t.Run(name, func(t *testing.T) {
			status, page := s.post(t, ada, append(c.form, "revision", seen)...)
			if status != 409 {
				t.Errorf("status %d", status)
			}
			has(t, page, append(c.parts, "Nothing was overwritten",
				"Bo Lund moved P1 Test from Group 1 (Pricing) to Group 2 (SEO)")...)
		})
	}
	if c := s.cohort(t); c.Revision != 2 || c.Published != nil {
		t.Errorf("revision %d, published %v", c.Revision, c.Published)
	}
}

func TestADoubleClickIsOneChange(t *testing.T) {
	s, ada := proposed(t)
	bo := s.LinkTo(t, "bo@example.com")
	form := []string{"action", "move", "member", memberID("p0"), "group", groupID(2), "revision", "1"}
	for range 2 {
		if status, page := s.post(t, ada, form...); status != 303 {
			t.Errorf("Ada: %d: %s", status, page)
		}
	}
	if status, _ := s.post(t, bo, form...); status != 409 {
		t.Errorf("Bo, who asks for the same: %d", status)
	}
	if c := s.cohort(t); c.Revision != 2 {
		t.Errorf("revision %d", c.Revision)
	}
}

func TestR5TwoStaffCannotOverfillAGroup(t *testing.T) {
	s := newScene(t)
	s.champion(t, "abe", "SEO")
	s.champion(t, "bea", "Pricing")
	s.members(t, "s", 18, "SEO")
	s.members(t, "p", 7, "Pricing", "SEO")
	s.do(t, "propose")
	ada := s.curate(t, 0)
	bo := s.LinkTo(t, "bo@example.com")

	revision := fmt.Sprint(s.cohort(t).Revision)
	statuses, pages := make([]int, 2), make([]string, 2)
	var both sync.WaitGroup
	for i, link := range []string{ada, bo} {
		both.Go(func() {
			w := s.Visit("POST", link, url.Values{"action": {"move"}, "member": {memberID(fmt.Sprintf("p%d", i))},
				"group": {groupID(2)}, "revision": {revision}})
			statuses[i], pages[i] = w.Code, w.Body.String()
		})
	}
	both.Wait()
	if statuses[0]+statuses[1] != 303+409 {
		t.Errorf("statuses %v", statuses)
	}
	has(t, pages[0]+pages[1], "Nothing was overwritten")

	status, page := s.post(t, bo, "action", "move", "member", memberID("p2"), "group", groupID(2))
	if status != 422 {
		t.Errorf("an overfull group: %d", status)
	}
	has(t, page, "Group 2 (SEO) is full: 19 members and the Champion are as many as a group may have.")
	has(t, s.show(t, bo, "show=change&action=move&member="+memberID("p2")+"&group="+groupID(2)),
		"Change places with somebody in Group 2 (SEO) …")
	if got := len(s.board(t).Groups[1].Members); got != 19 {
		t.Errorf("%d members", got)
	}
}
