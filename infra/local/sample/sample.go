package sample

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// applications holds one webhook body per line, in the order of submission. They belong to cohort 2026-H2 with the
// programme's default calendar: launch on 2026-10-01 at 09:00 in New York.
//
//go:embed applications.jsonl
var applications []byte

// Bodies are the sample applications: 16 Champions' and 260 members' submissions, and some that are
// duplicates, late or odd. Each call gives a fresh slice.
func Bodies() []json.RawMessage { return Lines(bytes.Clone(applications)) }

// Lines are the lines of a text, without the empty ones: a webhook body each. They share the text's memory.
func Lines(text []byte) []json.RawMessage {
	bodies := []json.RawMessage{}
	for line := range bytes.Lines(text) {
		if line = bytes.TrimSpace(line); len(line) > 0 {
			bodies = append(bodies, line)
		}
	}
	return bodies
}

// Options say what to generate.
type Options struct {
	Seed               uint64
	Champions, Members int
	Cohort             string    // written into some of the submissions; the others leave it out
	Niches             int       // how many of the groups that people would like to have there are; 0: all
	Dates              pug.Dates // of which the phases of application say when the submissions are made
}

// Generate makes webhook bodies in the order of submission, all of them in time and sound. The same options
// give the same bodies. Demand is spread as in the fixed sample: a few groups that many want.
func Generate(o Options) ([]json.RawMessage, error) {
	market, err := readMarket()
	if err != nil {
		return nil, err
	}
	if o.Niches > 0 {
		market.Niches = market.Niches[:min(o.Niches, len(market.Niches))]
	}
	g := &generator{Options: o, market: market, rng: rand.New(rand.NewPCG(o.Seed, 0)), taken: map[string]bool{},
		vid: 1000 + int(o.Seed%97)*100_000}
	submissions := []submission{}
	for i := range o.Champions {
		n := market.Niches[i%len(market.Niches)]
		s := g.submit("champion", n.Role, n.Region, []string{n.Topic},
			g.within(o.Dates.ChampionsOpen, o.Dates.ChampionsClose))
		if g.rng.IntN(3) > 0 {
			s.fields["pug_public"] = "true"
		}
		submissions = append(submissions, s)
	}
	for range o.Members {
		n := g.demand()
		region := g.home(n)
		submissions = append(submissions, g.submit("member", n.Role, region, g.topics(n, region),
			g.within(o.Dates.MembersOpen, o.Dates.MembersClose)))
	}
	slices.SortStableFunc(submissions, func(a, b submission) int { return a.at.Compare(b.at) })
	bodies := []json.RawMessage{}
	for _, s := range submissions {
		bodies = append(bodies, g.body(s))
	}
	return bodies, nil
}

type generator struct {
	Options
	market market
	rng    *rand.Rand
	vid    int             // the latest contact
	taken  map[string]bool // addresses of people made before
	recent []string        // their companies: colleagues apply too
}

// submission is one application before it is written as a webhook body.
type submission struct {
	fields map[string]string
	at     time.Time
}

// home is where a member comes from who wants the niche: one in eight from anywhere.
func (g *generator) home(n niche) string {
	if g.rng.IntN(8) == 0 {
		return pick(g.rng, []string{"NA", "LATAM", "EMEA", "APAC"})
	}
	return n.Region
}

// submit fills in the form.
func (g *generator) submit(kind, role, region string, topics []string, at time.Time) submission {
	p := g.person(region)
	fields := map[string]string{
		"pug_application": kind, "email": p.email, "firstname": p.given, "lastname": p.family, "company": p.company,
		"pug_partner_type": pick(g.rng,
			strings.Fields("solutions_partner solutions_partner solutions_provider app_partner")),
		"pug_role": role, "pug_region": p.region, "pug_commitments": "true",
	}
	for i, topic := range topics {
		fields[fmt.Sprintf("pug_topic_%d", i+1)] = respell(topic, g.rng.IntN(24))
	}
	why := pick(g.rng, g.market.Reasons[kind])
	fields["pug_why"] = strings.ReplaceAll(why, "%s", midSentence(topics[0]))
	if g.rng.IntN(5) > 0 {
		fields["pug_time_zone"] = p.zone
	}
	if g.rng.IntN(3) > 0 {
		fields["pug_cohort"] = g.Cohort
	}
	return submission{fields, at}
}

// demand picks the niche that a member wants first, by the niches' shares.
func (g *generator) demand() niche {
	total := 0
	for _, n := range g.market.Niches {
		total += n.Share
	}
	at := g.rng.IntN(total)
	for _, n := range g.market.Niches {
		if at -= n.Share; at < 0 {
			return n
		}
	}
	return g.market.Niches[0]
}

// topics are one to four. Most people choose among the groups on offer, the niche's first; one in twelve wants only
// what the role talks about and nobody leads, and one in four names such a topic at last.
func (g *generator) topics(n niche, region string) []string {
	offered := g.market.offered(n.Role, region)
	topics, others, wishes := []string{n.Topic}, without(offered, n.Topic), without(g.market.Topics[n.Role], offered...)
	for _, list := range [][]string{others, wishes} {
		g.rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	}
	if len(wishes) > 0 && g.rng.IntN(12) == 0 {
		return wishes[:1]
	}
	topics = append(topics, others[:g.rng.IntN(min(len(others), 2)+1)]...)
	if len(wishes) > 0 && g.rng.IntN(4) == 0 {
		topics = append(topics, wishes[0])
	}
	return topics
}

// without is a list of its own, without what is left out.
func without(list []string, out ...string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(out, s) })
}

// within is a moment from a phase; many people apply in its last fifth.
func (g *generator) within(from, to time.Time) time.Time {
	span := to.Sub(from)
	if g.rng.IntN(3) == 0 {
		from, span = from.Add(span*4/5), span/5
	}
	if span <= 0 {
		return from
	}
	return from.Add(time.Duration(g.rng.Int64N(int64(span)))).Truncate(time.Second)
}
