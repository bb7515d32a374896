package scene_test

import (
	"fmt"
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
		Company: "Agency", Role: pug.RoleOwnerCEO, Region: "EMEA", Topics: []pug.Topic{pug.Topic{Name: "Pricing"}}}
}

func applicants(kind pug.Kind, statuses ...pug.Status) (all []pug.Application) {
	for i, status := range statuses {
		all = append(all, applicant(kind, i+1, status))
	}
	return all
}

// early is while Champions are decided, proposed once groups are, published once they are out.
func early() scene.Scene {
	return scene.Scene{Champions: applicants(pug.KindChampion, pug.StatusApproved, pug.StatusPending, pug.StatusDeclined),
		Members: applicants(pug.KindMember, pug.StatusPending)}
}

func proposed() scene.Scene {
	s := early()
	s.Members = applicants(pug.KindMember, pug.StatusApproved, pug.StatusApproved, pug.StatusWaitlisted)
	s.Proposal.Groups = []pug.ProposedGroup{{ID: "2026-H2-g01", Lead: s.Champions[0].ID, Members: []string{s.Members[0].ID}}}
	return s
}

func published() scene.Scene {
	s := proposed()
	s.Proposal.Groups = nil
	g := scene.Group{Group: pug.Group{ID: "2026-H2-g01", Topic: pug.Topic{Name: "Pricing"}, Role: pug.RoleOwnerCEO, Region: "EMEA",
		Champion: s.Champions[0].Person(), State: pug.GroupOpen},
		Seats: []pug.Seat{{Member: s.Members[0].Person()},
			{Member: s.Members[1].Person(), Left: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)}}}
	s.Groups = []scene.Group{g}
	return s
}

func TestTilesFillAsTheCohortGoesOn(t *testing.T) {
	for name, test := range map[string]struct {
		s    scene.Scene
		want string // the first tile
	}{
		"before there is anybody":         {scene.Scene{}, "empty: "},
		"an approved Champion offers one": {early(), "on offer: champion 1 leads Pricing for Owner · EMEA, 0 of 19 seats"},
		"members are proposed for it":     {proposed(), "proposed: champion 1 leads Pricing for Owner · EMEA, 1 of 19 seats"},
		"who has left sits there no more": {published(), "open: champion 1 leads Pricing for Owner · EMEA, 1 of 19 seats"},
		"a group that was closed says so": {closed(), "closed: champion 1 leads Pricing for Owner · EMEA, 1 of 19 seats"},
	} {
		t.Run(name, func(t *testing.T) {
			tiles := test.s.Tiles()
			got := string(tiles[0].State) + ": "
			if tiles[0].Topic != "" {
				got += tiles[0].Lead.Name + " leads " + tiles[0].Topic + " for " + tiles[0].For + ", " + tiles[0].Seats()
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

func closed() scene.Scene {
	s := published()
	s.Groups[0].State = pug.GroupClosed
	return s
}

func TestANamedChampionLeadsAProposedGroup(t *testing.T) {
	s := proposed()
	s.Proposal.Groups[0].Lead = "named"
	s.Proposal.Named = []pug.Lead{{Person: pug.Person{ID: "named", Name: "Noor Sato"}, Topic: pug.Topic{Name: "Hiring"},
		Role: pug.RoleSales, Region: "NA"}}
	if tile := s.Tiles()[0]; tile.Lead.Name != "Noor Sato" || tile.Topic != "Hiring" || tile.For != "Sales · NA" {
		t.Errorf("the tile is %+v", tile)
	}
}

func TestWhoIsInNoGroupIsInOneCrowd(t *testing.T) {
	for name, test := range map[string]struct {
		s    scene.Scene
		want []string
	}{
		"nobody":                       {scene.Scene{}, nil},
		"while decisions are taken":    {early(), []string{"Champions who wait for a decision: 1", "Members who wait for a decision: 1", "Declined or withdrawn: 1"}},
		"who is proposed is in none":   {proposed(), []string{"Champions who wait for a decision: 1", "Approved, in no group: 1", "On the waitlist: 1", "Declined or withdrawn: 1"}},
		"who has left is in one again": {published(), []string{"Champions who wait for a decision: 1", "Approved, in no group: 1", "On the waitlist: 1", "Declined or withdrawn: 1"}},
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
		want    scene.Cell
	}{
		"nearly all came":          {pug.MeetingReported, came(9, 1), scene.Cell{Text: "9/10", Says: "9 of 10 came", Level: 4}},
		"most came":                {pug.MeetingReported, came(8, 2), scene.Cell{Text: "8/10", Says: "8 of 10 came", Level: 3}},
		"few came":                 {pug.MeetingReported, came(3, 7), scene.Cell{Text: "3/10", Says: "3 of 10 came", Level: 1}},
		"nobody was there to come": {pug.MeetingReported, came(0, 0), scene.Cell{Text: "0/0", Says: "0 of 0 came", Level: 1}},
		"planned, in its own zone": {pug.MeetingPlanned, nil, scene.Cell{Text: "9 Oct", Says: "planned for 9 Oct: Pricing"}},
		"asked for":                {pug.MeetingAsked, nil, scene.Cell{Text: "…", Says: "the Champion is asked for a date"}},
		"called off":               {pug.MeetingCancelled, nil, scene.Cell{Text: "off", Says: "did not take place"}},
		"never planned":            {pug.MeetingUnplanned, nil, scene.Cell{Text: "none", Says: "nobody planned a meeting"}},
		"never reported":           {pug.MeetingNotKnown, nil, scene.Cell{Text: "?", Says: "attendance was not reported"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := published()
			s.Cohort.Dates.Months = []pug.Month{{Name: "2026-10"}, {Name: "2026-11"}}
			s.Groups[0].Reports = test.reports
			s.Groups[0].Meetings = []pug.Meeting{{Month: "2026-10", State: test.state, Topic: "Pricing", Starts: at,
				Zone: "Asia/Tokyo"}}
			heat := s.Heat()
			if diff := cmp.Diff([]scene.Cell{test.want, {}}, heat.Rows[0].Cells); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff([]string{"Oct", "Nov"}, heat.Months); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestNewsIsToldAsOneWouldSayIt(t *testing.T) {
	now := time.Date(2026, 9, 1, 9, 0, 0, 0, time.UTC)
	mira := pug.Subject{ID: "1", Name: "Mira Okafor, Lantern Works"}
	approved := pug.Entry{At: now, By: "Ada Hart", Deed: "approved", About: []pug.Subject{mira}, What: "{0} was approved as a member"}
	other := approved
	other.About = []pug.Subject{{ID: "2", Name: "Joss Lind"}}
	applied := pug.Entry{At: now.Add(-time.Hour), By: "Mira Okafor", Deed: "applied", About: []pug.Subject{mira}, What: "{0} applied as a member"}
	counted := pug.Entry{At: now, By: "Ada Hart", Deed: "published", What: "The groups were published: 9 groups"}
	letter := func(id int, at time.Time, to, subject string) mailbox.Mail {
		return mailbox.Mail{ID: id, Time: at, To: to, Subject: subject}
	}
	for name, test := range map[string]struct {
		log   []pug.Entry
		mails []mailbox.Mail
		want  []string
	}{
		"who did it comes last":             {[]pug.Entry{approved}, nil, []string{"Mira Okafor was approved as a member by Ada Hart"}},
		"people do not do it by themselves": {[]pug.Entry{applied}, nil, []string{"Mira Okafor applied as a member"}},
		"before figures it comes first":     {[]pug.Entry{counted}, nil, []string{"Ada Hart: The groups were published: 9 groups"}},
		"the same of several is told once":  {[]pug.Entry{approved, other, other}, nil, []string{"Mira Okafor was approved as a member by Ada Hart +2"}},
		"a letter to somebody who applied":  {nil, []mailbox.Mail{letter(1, now, "member1@agency.example", "Welcome")}, []string{"“Welcome” went to member 1"}},
		"a letter to somebody else":         {nil, []mailbox.Mail{letter(1, now, "ada@staff.example", "Decide")}, []string{"“Decide” went to ada@staff.example"}},
		"a letter to several":               {nil, []mailbox.Mail{letter(2, now, "a@x.example", "Decide"), letter(1, now, "b@x.example", "Decide")}, []string{"“Decide” went to 2 people"}},
		"the latest comes first":            {[]pug.Entry{applied}, []mailbox.Mail{letter(1, now, "a@x.example", "Decide")}, []string{"“Decide” went to a@x.example", "Mira Okafor applied as a member"}},
		"a name with braces remains a name": {[]pug.Entry{{At: now, By: pug.TheSoftware, About: []pug.Subject{{ID: "1", Name: "{1}"}}, What: "{0} waits"}}, nil, []string{"{1} waits"}},
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
	many := early()
	many.Members = applicants(pug.KindMember, pug.StatusPending, pug.StatusPending, pug.StatusPending)
	if few := scene.Few(many.Cast()); len(few) != 3 {
		t.Errorf("%d parts: %v", len(few), few)
	}
}
