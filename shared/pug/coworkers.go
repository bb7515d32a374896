package pug

import (
	"slices"
	"strings"
)

// Coworkers are two people who may work for the same company although the rules do not take it for the same, for staff
// to judge.
type Coworkers struct {
	One, Other Person
	Why        string // in a few words
}

// employer is what tells whom somebody works for.
type employer struct {
	key, domain, name string
	begins            []string // as what the name may have been cut short: its first words
}

// CoworkersAmong lists likely co-workers among people, in their order.
func CoworkersAmong(people []Person) []Coworkers {
	employers := make([]employer, len(people))
	for i, p := range people {
		domain := companyDomain(p.Email)
		employers[i] = employer{p.CompanyKey(), domain, domainName(domain), begins(p.Company)}
	}
	var all []Coworkers
	for i, one := range people {
		for j := i + 1; j < len(people); j++ {
			if why := employers[i].like(employers[j]); why != "" {
				all = append(all, Coworkers{one, people[j], why})
			}
		}
	}
	return all
}

// like says why two employers may be one; empty if nothing speaks for it, or if they are one for the rules.
func (e employer) like(other employer) string {
	switch {
	case e.key != "" && e.key == other.key:
		return ""
	case e.domain != "" && e.domain == other.domain:
		return "both write from " + e.domain
	case e.key == "" || other.key == "":
		return ""
	case e.key == other.name || other.key == e.name:
		return "the address of one names the company of the other"
	case likeNames(e.key, other.key), slices.Contains(e.begins, other.key), slices.Contains(other.begins, e.key):
		return "their companies have similar names"
	}
	return ""
}

// begins are the beginnings of a company's name, word by word.
func begins(company string) []string {
	var all []string
	begun := ""
	for _, word := range companyWords(company) {
		begun += word
		all = append(all, begun)
	}
	return all
}

// likeNames says whether two keys look like one name, written wrongly or not in full.
func likeNames(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	const telling = 5 // letters; shorter names are alike by chance
	return len(a) >= telling && (strings.HasPrefix(b, a) || edits(a, b) == 1)
}
