package sample

import (
	"fmt"
	"math/rand/v2"
)

// person is somebody who applies.
type person struct {
	given, family, email, company, region, zone string
}

// crowd makes people, no two with one address.
type crowd struct {
	rng    *rand.Rand
	market market
	taken  map[string]bool
	recent []string // companies of people made before: colleagues apply too
}

// one makes a person of a region.
func (c *crowd) one(region string) person {
	var at place
	for at.Region != region {
		at = pick(c.rng, c.market.Places)
	}
	p := person{region: region, given: pick(c.rng, at.Given), family: pick(c.rng, at.Family),
		zone: pick(c.rng, at.Zones)}
	p.company = c.company()
	domain := domainOf(p.company)
	p.email = mailbox(p.given, p.family) + "@" + domain
	for n := 2; c.taken[p.email]; n++ {
		p.email = fmt.Sprintf("%s%d@%s", mailbox(p.given, p.family), n, domain)
	}
	c.taken[p.email] = true
	return p
}

// company is a new one for most, and for one in nine that of somebody before them.
func (c *crowd) company() string {
	if len(c.recent) > 0 && c.rng.IntN(9) == 0 {
		return pick(c.rng, c.recent)
	}
	name := pick(c.rng, c.market.Companies.First) + " " + pick(c.rng, c.market.Companies.Second)
	c.recent = append(c.recent, name)
	return name
}

// domainOf is where a company gets its mail. The same company always has the same one.
func domainOf(company string) string {
	name := ascii(company)
	switch len(company) % 3 {
	case 0:
		return name + ".example.com"
	case 1:
		return name + ".example.org"
	}
	return name + ".example"
}

// mailbox is the part of an address before the @, for names in any script.
func mailbox(given, family string) string {
	g, f := ascii(given), ascii(family)
	if g == "" || f == "" {
		return "hello"
	}
	return g + "." + f
}

func pick[T any](rng *rand.Rand, from []T) T {
	return from[rng.IntN(len(from))]
}
