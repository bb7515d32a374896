package grouping_test

import (
	"encoding/csv"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// crowded is a scene with as many groups and seats as there may be, and n people waiting; it comes with Ada's link.
func crowded(t testing.TB, n int) (scene, string) {
	t.Helper()
	s := newScene(t)
	for i := range pug.MaxGroups {
		topic := fmt.Sprintf("Growing an agency, part %d", i)
		s.champion(t, fmt.Sprintf("lead%d", i), topic)
		s.members(t, fmt.Sprintf("m%dx", i), pug.MemberSeats+n/pug.MaxGroups, topic)
	}
	s.do(t, "propose")
	return s, s.curate(t, 0)
}

func TestALongWaitlistIsTurnedPageByPage(t *testing.T) {
	s, link := crowded(t, 2000)
	first := s.show(t, link, "")
	if len(first) > 300<<10 {
		t.Errorf("%d bytes", len(first))
	}
	has(t, first, "1 to 50 of 2000 who wait.", "10 groups with 190 members open", "19", "?page=2#waitlist", `id="g10"`)
	has(t, s.show(t, link, "page=40"), "1951 to 2000 of 2000 who wait.", "?page=39#waitlist")
	has(t, s.show(t, link, "page=99"), "1951 to 2000 of 2000 who wait.")
	has(t, s.show(t, link, "page=x"), "1 to 50 of 2000 who wait.")
	seated, _ := s.board(t).Member(s.board(t).Groups[3].Members[0])
	has(t, s.show(t, link, "q="+seated.FirstName+"&role=marketing&region=NA&suits=4"), "Nobody on the waitlist matches.", "With a seat: ", seated.Name()+"</a> in Group 4")
	has(t, s.show(t, link, "q=nobody+at+all"), "Nobody on the waitlist matches.")
	has(t, s.show(t, link, "suits=4"), "1 to 50 of 200 found among 2000 who wait.", "Group 4 (full)")
	has(t, s.show(t, link, "region=APAC"), "Nobody on the waitlist matches.")
}

func TestAChangeLeadsBackToTheSearch(t *testing.T) {
	s, link := crowded(t, 10)
	page := s.show(t, link, "q=m3x&page=1")
	has(t, page, "&back=q%3dm3x")
	form := url.Values{"action": {"move"}, "member": {s.board(t).Groups[0].Members[0]}, "group": {"waitlist"},
		"revision": {"1"}, "back": {"q=m3x&evil=https://elsewhere.example"}}
	w := s.Visit("POST", link, form)
	if got := w.Header().Get("Location"); w.Code != 303 || !strings.HasSuffix(got, "?q=m3x") {
		t.Errorf("%d to %q", w.Code, got)
	}
	form.Set("revision", "2")
	form.Set("group", groupID(2))                                  // which does not suit
	s.Post(t, link, form, 422, `name="q" type="text" value="m3x"`) // what is refused keeps the search
}

func TestTheExportHoldsEverybodyWithTheReason(t *testing.T) {
	s, link := proposed(t)
	s.post(t, link, "action", "move", "member", memberID("p0"), "group", groupID(2), "pin", "true")
	w := s.Visit("GET", link+"?show=export", nil)
	got := w.Header().Get("Content-Type") + " " + w.Header().Get("Content-Disposition")
	if got != `text/csv; charset=utf-8 attachment; filename="groups-2026-H2.csv"` {
		t.Error(got)
	}
	text, marked := strings.CutPrefix(w.Body.String(), "\uFEFF")
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || !marked || len(rows) != 1+2+12+1 {
		t.Fatalf("%v, %d rows:\n%s", err, len(rows), text)
	}
	has(t, fmt.Sprint(rows[1]), "Group 1", "Champion", "BEA Test", "bea@example.org", "Pricing")
	has(t, fmt.Sprint(rows), "[Group 2  member P0 Test p0@example.org Company p0 App partner Marketing NA Pricing; SEO SEO yes 2nd choice, their region]",
		"[waitlist 1  W Test w@example.org Company w App partner Marketing NA Quantum   No Champion offers one of the chosen topics")
}

func TestTheExportIsHarmlessInASpreadsheet(t *testing.T) {
	s := newScene(t)
	s.Apply(t, pug.Application{ID: memberID("x"), Cohort: cohort, Kind: pug.KindMember, Email: "x@example.org",
		FirstName: "=HYPERLINK(1)", Company: "@SUM(A1)",
		Role: pug.RoleMarketing, Region: pug.RegionNA, Status: pug.StatusApproved})
	s.do(t, "propose")
	has(t, s.Get(t, s.curate(t, 0)+"?show=export", 200), ",'=HYPERLINK(1),", ",'@SUM(A1),")
}
