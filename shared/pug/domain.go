package pug

import (
	"slices"
	"strings"
)

// companyDomain is the domain that an address belongs to as somebody registered it: "acme.example" for
// ada@mail.acme.example. It is empty where the domain says nothing of who writes.
func companyDomain(email string) string {
	_, host, _ := strings.Cut(email, "@")
	host = strings.ToLower(host)
	domain := registered(host)
	if freeMail[host] || freeMail[domain] {
		return ""
	}
	return domain
}

// registered are the last labels of a host that somebody can register: two, or three below a country's "co", "com" and
// the like. This is the Public Suffix List's idea; for comparing a few hundred companies its exceptions do not matter.
func registered(host string) string {
	labels := strings.Split(host, ".")
	if slices.Contains(labels, "") {
		return "" // no host, or none that is written as one
	}
	n := 2
	if len(labels) > 2 && len(labels[len(labels)-1]) == 2 && slices.Contains(secondLevels(), labels[len(labels)-2]) {
		n = 3
	}
	return strings.Join(labels[max(0, len(labels)-n):], ".")
}

func secondLevels() []string {
	return []string{"ac", "co", "com", "edu", "gob", "gov", "gv", "ltd", "me", "ne", "net", "or", "org", "plc"}
}

// domainName is the name in a domain, as companies are named by it: "northquay" for north-quay.co.uk.
func domainName(domain string) string {
	label, _, _ := strings.Cut(registered(domain), ".")
	return strings.ReplaceAll(label, "-", "")
}

// namesDomain reads a company's name that is the address of its pages: "www.acme.example", or "Acme.com". A name in
// which dots stand for something else, such as "Dr.Oetker", is none.
func namesDomain(company string) (domain string, is bool) {
	text := strings.TrimSpace(company)
	lower := strings.ToLower(text)
	for _, prefix := range []string{"https://", "http://", "www."} {
		lower = strings.TrimPrefix(lower, prefix)
	}
	lower, _, _ = strings.Cut(lower, "/")
	domain = registered(lower)
	name, top, _ := strings.Cut(domain, ".")
	known := slices.Contains([]string{"com", "net", "org", "io", "ai"}, top)
	if len(name) < 2 || len(top) < 2 || strings.ContainsAny(lower, " ,&@") || !known && text != strings.ToLower(text) {
		return "", false
	}
	return domain, true
}
