package scene_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/console/scene"
	"github.com/partnerusergroups/pugs/infra/local/mailbox"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func applicant(kind pug.Kind, n int, status pug.Status) pug.Application {
	return pug.Application{ID: fmt.Sprintf("2026-H2-%s-%d", kind, n), Cohort: "2026-H2", Kind: kind, Status: status,
		FirstName: string(kind), LastName: fmt.Sprint(n), Email: fmt.Sprintf("%s%d@agency.example", kind, n),
		Company: "Agency", Role: pug.RoleOwnerCEO, Region: "EMEA", Topics: []pug.Topic{pricing()}}
}

func pricing() pug.Topic { return pug.Topic{Name: "Pricing"} }

func applicants(kind pug.Kind, statuses ...pug.Status) (all []pug.Application) {
	for i, status := range statuses {
		all = append(all, applicant(kind, i+1, status))
	}
	return all
}

// early is while Champions are decided, proposed once groups are, published once they are out, closed when the one
// group has ended.
func early() scene.Scene {
	return scene.Scene{Members: applicants(pug.KindMember, pug.StatusPending),
		Champions: applicants(pug.KindChampion, pug.StatusApproved, pug.StatusPending, pug.StatusDeclined)}
}

func proposed() scene.Scene {
	s := early()
	s.Members = applicants(pug.KindMember, pug.StatusApproved, pug.StatusApproved, pug.StatusWaitlisted)
	s.Proposal.Groups = []pug.ProposedGroup{{ID: "2026-H2-g01", Lead: s.Champions[0].ID,
		Members: []string{s.Members[0].ID}}}
	return s
}

func published() scene.Scene {
	s := proposed()
	s.Proposal.Groups = nil
	november := time.Date(2026, time.November, 1, 0, 0, 0, 0, time.UTC)
	s.Groups = []scene.Group{{
		Group: pug.Group{ID: "2026-H2-g01", Topic: pricing(), Role: pug.RoleOwnerCEO, Region: "EMEA",
			Champion: s.Champions[0].Person(), State: pug.GroupOpen},
		Seats: []pug.Seat{{Member: s.Members[0].Person()}, {Member: s.Members[1].Person(), Left: november}},
	}}
	return s
}

func closed() scene.Scene {
	s := published()
	s.Groups[0].State = pug.GroupClosed
	return s
}

func TestTilesFillAsTheCohortGoesOn(t *testing.T) {
	for name, test := range map[string]struct {
		s    scene.Scene
		want string // the first tile
	}{
		"before there is anybody":         {scene.Scene{}, "empty: "},
		"an approved Champion offers one": {early(), "on offer: champion 1, Pricing, Owner · EMEA, 0 of 19 seats"},
		"members are proposed for it":     {proposed(), "proposed: champion 1, Pricing, Owner · EMEA, 1 of 19 seats"},
		"who left sits there no more":     {published(), "open: champion 1, Pricing, Owner · EMEA, 1 of 19 seats"},
		"one that was closed says so":     {closed(), "closed: champion 1, Pricing, Owner · EMEA, 1 of 19 seats"},
	} {
		t.Run(name, func(t *testing.T) {
			tiles := test.s.Tiles()
			got := string(tiles[0].State) + ": "
			if tiles[0].Topic != "" {
				got += strings.Join([]string{tiles[0].Lead.Name, tiles[0].Topic, tiles[0].For, tiles[0].Seats()}, ", ")
			}
			if got != test.want || len(tiles) != pug.MaxGroups {
				t.Errorf("%d tiles, the first is %q, want %q", len(tiles), got, test.want)
			}
			if tiles[0].Topic != "" && len(tiles[0].Members)+len(tiles[0].Free) != pug.MemberSeats {
				t.Errorf("%d members and %d free seats", len(tiles[0].Members), len(tiles[0].Free))
			}
		})
	}
}

func TestANamedChampionLeadsAProposedGroup(t *testing.T) {
	s := proposed()
	s.Proposal.Groups[0].Lead = "named"
	s.Proposal.Named = []pug.Lead{{Person: pug.Person{ID: "named", Name: "Noor Sato"}, Role: pug.RoleSales,
		Topic: pug.Topic{Name: "Hiring"}, Region: "NA"}}
	if tile := s.Tiles()[0]; tile.Lead.Name != "Noor Sato" || tile.Topic != "Hiring" || tile.For != "Sales · NA" {
		t.Errorf("the tile is %+v", tile)
	}
}

func TestWhoIsInNoGroupIsInOneCrowd(t *testing.T) {
	const asked, kept, turned = "Champions who wait for a decision: 1", "On the waitlist: 1", "Declined or withdrawn: 1"
	for name, test := range map[string]struct {
		s    scene.Scene
		want []string
	}{
		"nobody":                       {scene.Scene{}, nil},
		"while decisions are taken":    {early(), []string{asked, "Members who wait for a decision: 1", turned}},
		"who is proposed is in none":   {proposed(), []string{asked, "Approved, in no group: 1", kept, turned}},
		"who has left is in one again": {published(), []string{asked, "Approved, in no group: 1", kept, turned}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, c := range test.s.Crowds() {
				got = append(got, fmt.Sprintf("%s: %d", c.Label, c.Count))
				if len(c.Dots) != c.Count {
					t.Errorf("%s: %d dots of %d", c.Label, len(c.Dots), c.Count)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestACrowdTooLargeForDotsIsCounted(t *testing.T) {
	var s scene.Scene
	for n := range 500 {
		s.Members = append(s.Members, applicant(pug.KindMember, n, pug.StatusPending))
	}
	if c := s.Crowds()[0]; c.Count != 500 || len(c.Dots) != 0 {
		t.Errorf("%d people, %d dots", c.Count, len(c.Dots))
	}
}

func TestTheHeatMapSaysWhatIsKnownOfEachMeeting(t *testing.T) {
	came := func(attended, missed int) pug.Reports {
		members := map[string]pug.Attendance{}
		for i := range attended + missed {
			members[fmt.Sprint(i)] = pug.Attended
			if i >= attended {
				members[fmt.Sprint(i)] = pug.Missed
			}
		}
		return pug.Reports{{Month: "2026-10", Members: members}}
	}
	at := time.Date(2026, 10, 8, 22, 0, 0, 0, time.UTC)
	for name, test := range map[string]struct {
		state   pug.MeetingState
		reports pug.Reports
		text    string
		level   int
		says    string
	}{
		"nearly all came":          {pug.MeetingReported, came(9, 1), "9/10", 4, "9 of 10 came"},
		"most came":                {pug.MeetingReported, came(8, 2), "8/10", 3, "8 of 10 came"},
		"few came":                 {pug.MeetingReported, came(3, 7), "3/10", 1, "3 of 10 came"},
		"nobody was there to come": {pug.MeetingReported, came(0, 0), "0/0", 0, "0 of 0 came"},
		"planned, in its own zone": {pug.MeetingPlanned, nil, "9 Oct", 0, "planned for 9 Oct: Pricing"},
		"asked for":                {pug.MeetingAsked, nil, "…", 0, "the Champion is asked for a date"},
		"called off":               {pug.MeetingCancelled, nil, "off", 0, "did not take place"},
		"never planned":            {pug.MeetingUnplanned, nil, "none", 0, "nobody planned a meeting"},
		"never reported":           {pug.MeetingNotKnown, nil, "?", 0, "attendance was not reported"},
	} {
		t.Run(name, func(t *testing.T) {
			s := published()
			s.Cohort.Dates.Months = []pug.Month{{Name: "2026-10"}, {Name: "2026-11"}}
			s.Groups[0].Reports = test.reports
			s.Groups[0].Meetings = []pug.Meeting{{Month: "2026-10", State: test.state, Topic: "Pricing", Starts: at,
				Zone: "Asia/Tokyo"}}
			heat := s.Heat()
			want := []scene.Cell{{Text: test.text, Says: test.says, Level: test.level}, {}}
			if diff := cmp.Diff(want, heat.Rows[0].Cells); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff([]string{"Oct", "Nov"}, heat.Months); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// logged is a line of the log, by somebody about some people.
func logged(by, deed, what string, about ...string) pug.Entry {
	e := pug.Entry{At: time.Date(2026, time.September, 1, 9, 0, 0, 0, time.UTC), By: by, Deed: deed, What: what}
	for i, name := range about {
		e.About = append(e.About, pug.Subject{ID: fmt.Sprint(i), Name: name})
	}
	return e
}

// mailed are mails of one subject, which came after all that was logged.
func mailed(subject string, to ...string) []mailbox.Mail {
	var mails []mailbox.Mail
	for _, address := range to {
		mails = append(mails, mailbox.Mail{ID: len(to), To: address, Subject: subject,
			Time: time.Date(2026, time.September, 2, 9, 0, 0, 0, time.UTC)})
	}
	return mails
}

func TestNewsIsToldAsOneWouldSayIt(t *testing.T) {
	approved := logged("Ada Hart", "approved", "{0} was approved as a member", "Mira Okafor, Lantern Works")
	other := logged("Ada Hart", "approved", "{0} was approved as a member", "Joss Lind")
	applied := logged("Mira Okafor", "applied", "{0} applied as a member", "Mira Okafor, Lantern Works")
	const said = "Mira Okafor was approved as a member by Ada Hart"
	for name, test := range map[string]struct {
		log   []pug.Entry
		mails []mailbox.Mail
		want  []string
	}{
		"who did it comes last":             {[]pug.Entry{approved}, nil, []string{said}},
		"people do not do it by themselves": {[]pug.Entry{applied}, nil, []string{"Mira Okafor applied as a member"}},
		"before figures it comes first": {[]pug.Entry{logged("Ada Hart", "published", "Published: 9 groups")}, nil,
			[]string{"Ada Hart: Published: 9 groups"}},
		"the same of several is told once": {[]pug.Entry{approved, other, other}, nil, []string{said + " +2"}},
		"a name with braces stays a name": {[]pug.Entry{logged(pug.TheSoftware, "waits", "{0} waits", "{1}")}, nil,
			[]string{"{1} waits"}},
		"a letter to who applied": {nil, mailed("Welcome", "member1@agency.example"),
			[]string{"“Welcome” went to member 1"}},
		"a letter to somebody else": {nil, mailed("Decide", "ada@x.example"),
			[]string{"“Decide” went to ada@x.example"}},
		"each has the time of a meeting in their own zone": {nil, append(
			mailed("Come: Pricing, Fri 18 Dec 2026, 10:00 Oslo", "a@x.example"),
			mailed("Come: Pricing, Fri 18 Dec 2026, 11:00 Cairo", "b@x.example")...),
			[]string{"“Come: Pricing” went to 2 people"}},
		"a letter to several": {nil, mailed("Decide", "a@x.example", "b@x.example"),
			[]string{"“Decide” went to 2 people"}},
		"the latest comes first": {[]pug.Entry{approved}, mailed("Decide", "a@x.example"),
			[]string{"“Decide” went to a@x.example", said}},
	} {
		t.Run(name, func(t *testing.T) {
			s := early()
			s.Log = test.log
			var got []string
			for _, n := range s.News(test.mails, 5) {
				text := n.Text
				if n.Others > 0 {
					text += fmt.Sprintf(" +%d", n.Others)
				}
				got = append(got, text)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTheCastHasAPartForEverybody(t *testing.T) {
	cast := published().Cast()
	for email, want := range map[string]string{
		"champion1@agency.example": "Champion of Group 1",
		"member1@agency.example":   "member of Group 1",
		"member2@agency.example":   "approved",
		"member3@agency.example":   "on the waitlist",
		"champion2@agency.example": "applicant",
		"nobody@agency.example":    "",
	} {
		if got := scene.PartOf(cast, email).Part; got != want {
			t.Errorf("%s is %q, want %q", email, got, want)
		}
	}
	for text, want := range map[string]bool{"group 1": true, "Champion": true, "ION1@": true, "group": true,
		"roup 1": false, "group 10": false} {
		if got := cast[0].Matches(text); got != want {
			t.Errorf("%+v matches %q: %t", cast[0], text, got)
		}
	}
	many := early()
	many.Members = applicants(pug.KindMember, pug.StatusPending, pug.StatusPending, pug.StatusPending)
	if few := scene.Few(many.Cast()); len(few) != 3 {
		t.Errorf("%d parts: %v", len(few), few)
	}
}
