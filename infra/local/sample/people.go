package sample

import (
	"fmt"
	"math/rand/v2"
)

// person is somebody who applies.
type person struct {
	given, family, email, company, region, zone string
}

// person makes a person of a region, with an address that nobody else has.
func (g *generator) person(region string) person {
	var at place
	for at.Region != region {
		at = pick(g.rng, g.market.Places)
	}
	p := person{region: region, given: pick(g.rng, at.Given), family: pick(g.rng, at.Family),
		zone: pick(g.rng, at.Zones)}
	p.company = g.company()
	domain := domainOf(p.company)
	p.email = mailbox(p.given, p.family) + "@" + domain
	for n := 2; g.taken[p.email]; n++ {
		p.email = fmt.Sprintf("%s%d@%s", mailbox(p.given, p.family), n, domain)
	}
	g.taken[p.email] = true
	return p
}

// company is a new one for most, and for one in nine that of somebody before them.
func (g *generator) company() string {
	if len(g.recent) > 0 && g.rng.IntN(9) == 0 {
		return pick(g.rng, g.recent)
	}
	name := pick(g.rng, g.market.Companies.First) + " " + pick(g.rng, g.market.Companies.Second)
	g.recent = append(g.recent, name)
	return name
}

// domainOf is where a company gets its mail. The same company always has the same one.
func domainOf(company string) string {
	return ascii(company) + []string{".example.com", ".example.org", ".example"}[len(company)%3]
}

// mailbox is the part of an address before the @, for names in any script.
func mailbox(given, family string) string {
	first, last := ascii(given), ascii(family)
	if first == "" || last == "" {
		return "hello"
	}
	return first + "." + last
}

func pick[T any](rng *rand.Rand, from []T) T {
	return from[rng.IntN(len(from))]
}
