package match_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/match"
)

// pins reads "kind champion member"; the member may be left out.
func pins(words ...string) func(*match.Problem) {
	return func(p *match.Problem) {
		for _, pin := range words {
			w := append(strings.Fields(pin), "")
			p.Pins = append(p.Pins, match.Pin{Kind: match.PinKind(w[0]), Champion: w[1], Member: w[2]})
		}
	}
}

func TestSolveRefusesWhatMakesNoSense(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(*match.Problem)
		want  string
	}{
		{"no seats", func(p *match.Problem) { p.Params.Seats = 0 }, "params.seats: 0 is below 1"},
		{"a minimum above the seats", func(p *match.Problem) { p.Params.MinMembers = 4 }, "params.min_members: 4 is above the 3 seats"},
		{"no minimum", func(p *match.Problem) { p.Params.MinMembers = 0 }, "params.min_members"},
		{"groups below none", func(p *match.Problem) { p.Params.MaxGroups = -1 }, "params.max_groups"},
		{"no seat for any company", func(p *match.Problem) { p.Params.CompanyCap = 0 }, "params.company_cap"},
		{"points below none", func(p *match.Problem) { p.Params.PrefPoints[1] = -1 }, "params.pref_points[1]"},
		{"an adjacency with an end missing", func(p *match.Problem) { p.Adjacency[1][0] = "" }, "adjacency[1]"},
		{"similar roles with an end missing", func(p *match.Problem) { p.RoleAdjacency = match.Adjacency{{"sales", ""}} },
			"role_adjacency[0]: a role is empty"},
		{"points for the role below none", func(p *match.Problem) { p.Params.RoleSame = -1 }, "params.role_same"},
		{"points for the role beyond all measure", func(p *match.Problem) { p.Params.RoleSame = 1 << 40 }, "params.role_same"},
		{"two Champions of one id", func(p *match.Problem) { p.Champions[1].ID = "c1" }, `champion "c1": id`},
		{"a Champion without a topic", func(p *match.Problem) { p.Champions[1].Topic = "" }, `champion "c2": topic`},
		{"a member without an id", func(p *match.Problem) { p.Members[1].ID = "" }, "members[1].id"},
		{"two members of one id", func(p *match.Problem) { p.Members[1].ID = "m1" }, `member "m1": id`},
		{"a member without a region", func(p *match.Problem) { p.Members[0].Region = "" }, `member "m1": region`},
		{"points beyond all measure", func(p *match.Problem) { p.Params.RegionSame = 1 << 40 }, "params.region_same"},
		{"a region that no adjacency names", func(p *match.Problem) { p.Members[1].Region = "MOON" }, `member "m2": region: "MOON"`},
		{"a pin on a stranger", pins("in c1 m9"), `pins[0].member: no such member "m9"`},
		{"a pin on no Champion", pins("open c9"), `pins[0].champion: no such Champion "c9"`},
		{"a pin of no kind", pins("maybe c1"), `pins[0].kind: "maybe"`},
		{"a pin on a group that names a member", pins("open c1 m1"), "pins[0].member"},
		{"a pin in a group that does not fit", pins("in c1 m2"), `pins[0].champion: member "m2" does not fit`},
		{"a pin with the Champion's colleague", func(p *match.Problem) {
			p.Champions[0].Company, p.Members[0].Company = "X", "X"
			pins("in c1 m1")(p)
		}, "pins[0].champion: \"c1\" is of the same company"},
		{"in two groups", pins("in c1 m1", "in c2 m1"), `pins[1].champion: member "m1"`},
		{"in and out", pins("in c1 m1", "out c1 m1"), "pins[0].kind"},
		{"open and shut", pins("shut c1", "open c1"), "pins[1].kind"},
		{"in a shut group", pins("in c1 m1", "shut c1"), "pins[0].kind"},
		{"more open than may", func(p *match.Problem) {
			p.Params.MaxGroups = 1
			pins("open c1", "open c2")(p)
		}, "pins: 2 groups are to open, params.max_groups is 1"},
		{"more in a group than seats", func(p *match.Problem) {
			p.Params.Seats = 1
			pins("in c2 m1", "in c2 m2")(p)
		}, `pins[1].member: "m2" is one more`},
		{"more colleagues than may", func(p *match.Problem) {
			p.Params.CompanyCap = 1
			p.Members[0].Company, p.Members[1].Company = "X", "X"
			pins("in c2 m1", "in c2 m2")(p)
		}, "pins[1].member"},
		{"open without enough members", func(p *match.Problem) {
			p.Params.MinMembers = 3
			pins("open c1")(p)
		}, "the group of c1 can't open"},
		{"a topic named twice", func(p *match.Problem) { p.Members[0].Prefs[1] = "A" }, `member "m1": prefs[1]: names "A" again`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := problem(params(3, 1, 2), []string{"c1 A NA", "c2 B NA"}, []string{"m1 NA - A B", "m2 NA - B"})
			tt.spoil(&p)
			if _, err := match.Solve(context.Background(), p); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want an error with %q", err, tt.want)
			}
		})
	}
}

// Of the colleagues whom c1 would keep out only one wanted in, and staff put them elsewhere: then c1 and c2 keep out
// nobody, and one of them opens for who is left.
func TestChampionsWhoseColleaguesSitElsewhereOpenLikeOthers(t *testing.T) {
	p := problem(params(2, 1, 2), []string{"c1 A NA Y", "c2 A NA", "c3 B NA"}, []string{"m1 NA - A", "m2 NA Y A B"})
	pins("in c3 m2")(&p)
	if diff := cmp.Diff("c1: m1; c3: m2", write(solve(t, p))); diff != "" {
		t.Errorf("plan (-want +got):\n%s", diff)
	}
}

func TestCheckNamesTheFirstBrokenRule(t *testing.T) {
	p := problem(params(3, 2, 1), []string{"c1 A NA X", "c2 A NA"},
		[]string{"m1 NA - A", "m2 NA - A", "m3 NA X A", "m4 NA Y A", "m5 NA Y A", "m6 NA Y A", "m7 APAC - A"})
	group := func(champion, members string) match.Group {
		return match.Group{Champion: champion, Members: strings.Fields(members)}
	}
	tests := []struct {
		name   string
		groups []match.Group
		out    string
		want   string
	}{
		{"staff may choose other people than Solve", []match.Group{group("c2", "m1 m4 m5")}, "m2 m3 m6 m7", ""},
		{"an eleventh group", []match.Group{group("c1", "m1 m2"), group("c2", "m4 m5")}, "", "at most 1 may"},
		{"a stranger leads", []match.Group{group("c9", "m1 m2")}, "", "no such Champion"},
		{"too few", []match.Group{group("c1", "m1")}, "", "from 2 to 3"},
		{"too many", []match.Group{group("c1", "m1 m2 m4 m5")}, "", "from 2 to 3"},
		{"a stranger sits in it", []match.Group{group("c1", "m1 m9")}, "", `no such member "m9"`},
		{"somebody sits in it twice", []match.Group{group("c1", "m1 m1")}, "", `"m1" is named twice`},
		{"somebody from far away", []match.Group{group("c1", "m1 m7")}, "", `"m7" does not fit`},
		{"the Champion's colleague", []match.Group{group("c1", "m1 m3")}, "", "own company"},
		{"three colleagues", []match.Group{group("c1", "m4 m5 m6")}, "", "more than 2 members of one company"},
		{"seated and waitlisted", []match.Group{group("c1", "m1 m2")}, "m1", `unplaced: member "m1" is named twice`},
		{"somebody forgotten", []match.Group{group("c1", "m1 m2")}, "m3 m4 m5 m6", `"m7" is neither`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := match.Check(p, match.Plan{Groups: tt.groups, Unplaced: strings.Fields(tt.out)})
			if tt.want == "" && err != nil {
				t.Errorf("got %v, want no error", err)
			}
			if tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("got %v, want an error with %q", err, tt.want)
			}
		})
	}
}

func TestValueCountsPeopleThenPoints(t *testing.T) {
	p := problem(params(3, 1, 2), []string{"c1 A NA"}, []string{"m1 NA - A", "m2 LATAM - B A", "m3 NA - B C D E A", "m4 NA - A"})
	plan := match.Plan{Groups: []match.Group{{Champion: "c1", Members: []string{"m1", "m2", "m3"}}}, Unplaced: []string{"m4"}}
	placed, score := match.Value(p, plan)
	if placed != 3 || score != 120+60+20 {
		t.Errorf("got %d placed with %d points, want 3 with 200", placed, score)
	}
}
