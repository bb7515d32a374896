package match_test

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/partnerusergroups/pugs/shared/match"
)

// shape is a kind of problem that Solve is timed with. From how many to how many there are of each thing, a seed
// decides.
type shape struct {
	name                              string
	members, champions, topics, prefs span
	roles, regions, companies         span
	seats, least, groups, companyCap  span
	same                              span  // points for the same region
	points                            []int // for preferences
	led                               int   // how many of the topics Champions lead
	fashion                           int   // of 100 wishes so many are for one of the first five topics
	alike                             int   // of 100 members so many are like somebody before them
	similar                           bool  // each role is similar to the next, and the own one is worth 30
	blocks                            bool  // a topic's members stand side by side, as in a puzzle of covering: the largest topics are a trap
}

// span is from how many to how many.
type span [2]int

func (s span) draw(rng *rand.Rand) int { return s[0] + rng.IntN(s[1]-s[0]+1) }

// shapes lists them. The first draws everything that the programme allows, the others are of full size but for what
// they are named for.
func shapes() []shape {
	programme := []int{100, 60, 30, 10}
	full := func(name string, change func(*shape)) shape {
		s := shape{name: name, members: span{400, 400}, champions: span{40, 40}, topics: span{40, 40}, prefs: span{4, 4},
			roles: span{1, 1}, regions: span{4, 4}, companies: span{100, 100}, seats: span{19, 19}, least: span{5, 5}, groups: span{10, 10},
			companyCap: span{2, 2}, same: span{20, 20}, points: programme, led: 40}
		change(&s)
		return s
	}
	return []shape{
		{"anything", span{50, 400}, span{5, 40}, span{5, 40}, span{1, 4}, span{1, 6}, span{1, 4}, span{1, 200},
			span{6, 19}, span{1, 12}, span{3, 10}, span{1, 4}, span{0, 40}, programme, 40, 0, 0, false, false},
		full("programme", func(s *shape) { s.roles = span{1, 6} }),
		full("similar roles", func(s *shape) { s.roles, s.similar = span{2, 6}, true }),
		full("one role", func(s *shape) { s.topics, s.seats, s.groups = span{5, 40}, span{6, 19}, span{3, 10} }),
		full("one region", func(s *shape) {
			s.regions, s.topics, s.seats, s.groups = span{1, 1}, span{8, 40}, span{6, 19}, span{3, 10}
		}),
		full("few topics", func(s *shape) { s.topics, s.seats, s.groups = span{8, 12}, span{6, 19}, span{5, 10} }),
		full("few companies", func(s *shape) { s.topics, s.companies, s.companyCap = span{5, 40}, span{2, 8}, span{1, 3} }),
		full("companies in the way", func(s *shape) { s.topics, s.companies, s.companyCap = span{8, 20}, span{10, 40}, span{1, 2} }),
		full("large minimum", func(s *shape) { s.least, s.seats, s.roles = span{8, 12}, span{12, 19}, span{1, 4} }),
		full("few members", func(s *shape) { s.members, s.least, s.seats = span{50, 150}, span{4, 12}, span{12, 19} }),
		full("seats for all", func(s *shape) { s.members, s.topics = span{140, 220}, span{8, 40} }),
		full("scarce Champions", func(s *shape) { s.champions, s.led = span{8, 16}, 8 }),
		full("alike Champions", func(s *shape) { s.led, s.topics, s.roles = 4, span{8, 12}, span{1, 2} }),
		full("alike members", func(s *shape) { s.alike, s.topics, s.seats = 80, span{10, 40}, span{6, 19} }),
		full("all ties", func(s *shape) { s.points, s.same, s.topics = []int{10, 10, 10, 10}, span{0, 0}, span{8, 40} }),
		full("odd points", func(s *shape) { s.points, s.same, s.topics = []int{97, 61, 31, 7}, span{3, 29}, span{8, 40} }),
		full("fashion", func(s *shape) { s.fashion, s.topics, s.seats = 60, span{10, 40}, span{6, 19} }),
		full("cover", func(s *shape) { s.blocks, s.regions, s.least, s.groups = true, span{1, 1}, span{1, 5}, span{6, 10} }),
		full("few wishes", func(s *shape) {
			s.prefs, s.topics, s.members, s.seats = span{1, 3}, span{15, 40}, span{150, 400}, span{8, 19}
		}),
		full("knife edge", func(s *shape) {
			s.members, s.regions, s.topics, s.seats = span{90, 200}, span{1, 1}, span{20, 40}, span{10, 19}
			s.groups, s.least, s.prefs = span{6, 10}, span{1, 8}, span{3, 4}
		}),
		full("knife edge by region", func(s *shape) {
			s.members, s.regions, s.topics, s.seats = span{90, 200}, span{2, 4}, span{8, 40}, span{10, 19}
			s.groups, s.least, s.prefs = span{6, 10}, span{1, 8}, span{2, 4}
		}),
		full("seats for all and few companies", func(s *shape) {
			s.members, s.topics, s.companies, s.companyCap = span{100, 250}, span{5, 20}, span{5, 30}, span{1, 4}
		}),
		full("seats for all and alike Champions", func(s *shape) {
			s.members, s.topics, s.led, s.regions, s.roles = span{120, 250}, span{6, 12}, 5, span{1, 4}, span{1, 2}
		}),
		full("seats for all and roles", func(s *shape) {
			s.members, s.topics, s.least, s.roles = span{150, 250}, span{5, 20}, span{1, 12}, span{2, 6}
		}),
		full("seats for all and similar roles", func(s *shape) {
			s.members, s.topics, s.roles, s.similar = span{140, 220}, span{8, 40}, span{6, 6}, true
		}),
		full("seats for all and odd points", func(s *shape) {
			s.members, s.points, s.same, s.regions, s.topics = span{120, 220}, []int{97, 61, 31, 7}, span{3, 29}, span{1, 4}, span{10, 40}
		}),
		full("seats for all and cover", func(s *shape) {
			s.members, s.blocks, s.regions, s.topics, s.prefs = span{100, 200}, true, span{1, 1}, span{20, 40}, span{2, 4}
		}),
		full("thin demand", func(s *shape) {
			s.members, s.regions, s.topics = span{50, 200}, span{1, 4}, span{15, 40}
			s.prefs, s.least, s.roles = span{1, 4}, span{6, 12}, span{1, 3}
		}),
		full("small groups", func(s *shape) {
			s.members, s.topics, s.seats, s.least = span{50, 120}, span{5, 40}, span{6, 9}, span{4, 6}
		}),
	}
}

func (s shape) problem(seed uint64) match.Problem {
	rng := rand.New(rand.NewPCG(seed, 5))
	p := problem(params(s.seats.draw(rng), s.least.draw(rng), s.groups.draw(rng)), nil, nil)
	p.Params.MinMembers = min(p.Params.MinMembers, p.Params.Seats)
	p.Params.CompanyCap, p.Params.RegionSame, p.Params.PrefPoints = s.companyCap.draw(rng), s.same.draw(rng), s.points
	topics, roles, companies := s.topics.draw(rng), s.roles.draw(rng), s.companies.draw(rng)
	regions := []string{"NA", "LATAM", "EMEA", "APAC"}[:s.regions.draw(rng)]
	if s.similar {
		p.Params.RoleSame = 30
		for i := range roles - 1 {
			p.RoleAdjacency = append(p.RoleAdjacency, [2]string{fmt.Sprint("R", i), fmt.Sprint("R", i+1)})
		}
	}
	member := func(i int) match.Member { // or what they have in common with a Champion
		return match.Member{ID: fmt.Sprintf("m%03d", i), Role: fmt.Sprint("R", rng.IntN(roles)), Region: regions[rng.IntN(len(regions))],
			Company: fmt.Sprint("K", rng.IntN(companies))}
	}
	for i := range s.champions.draw(rng) {
		m := member(i)
		p.Champions = append(p.Champions, match.Champion{ID: fmt.Sprintf("c%02d", i), Topic: fmt.Sprint("T", i%min(topics, s.led)),
			Role: m.Role, Region: m.Region, Company: m.Company})
	}
	members := s.members.draw(rng)
	for i := range members {
		m := member(i)
		if i > 0 && rng.IntN(100) < s.alike {
			like := p.Members[rng.IntN(i)]
			m.Role, m.Region, m.Prefs = like.Role, like.Region, like.Prefs
		}
		for wishes := s.prefs.draw(rng); len(m.Prefs) < min(wishes, topics); {
			topic := fmt.Sprint("T", s.wish(rng, float64(i)/float64(members), topics))
			if !slices.Contains(m.Prefs, topic) {
				m.Prefs = append(m.Prefs, topic)
			}
		}
		p.Members = append(p.Members, m)
	}
	return p
}

// wish draws a topic for a member who stands so far along the line of all.
func (s shape) wish(rng *rand.Rand, along float64, topics int) int {
	if s.blocks && rng.IntN(10) > 0 {
		width := 1 + rng.IntN(topics/4+1)
		return (int(along*float64(topics))/width*width + rng.IntN(width)) % topics
	}
	if rng.IntN(100) < s.fashion {
		return rng.IntN(min(5, topics))
	}
	return rng.IntN(topics)
}
