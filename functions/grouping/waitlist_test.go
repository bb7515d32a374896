package grouping_test

import (
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
	s, link := crowded(t, 600)
	first := s.show(t, link, "")
	if len(first) > 300<<10 {
		t.Errorf("%d bytes", len(first))
	}
	has(t, first, "1 to 50 of 600 who wait.", "10 groups with 190 members open", "19", "?open=waitlist&page=2#waitlist", `id="g10"`)
	has(t, s.show(t, link, "page=12"), "551 to 600 of 600 who wait.", "?open=waitlist&page=11#waitlist")
	has(t, s.show(t, link, "page=99"), "551 to 600 of 600 who wait.")
	has(t, s.show(t, link, "page=x"), "1 to 50 of 600 who wait.")
	has(t, s.show(t, link, "q=m3x"), "number 1", "Group 4 (Growing an agency, part 3)", "And 59 more")
	has(t, s.show(t, link, "suits=4"), "1 to 50 of 60 found among 600 who wait.", "Group 4 (full)")
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
	form.Set("group", groupID(2)) // which is full
	s.Post(t, link, form, 422, `href="?q=m3x"`)
	form.Set("action", "hold")
	form.Set("group", groupID(77))
	s.Post(t, link, form, 422, `name="q" value="m3x"`) // what is refused keeps the search
}
