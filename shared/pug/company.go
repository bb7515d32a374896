package pug

import (
	_ "embed"
	"slices"
	"strings"
	"unicode/utf8"
)

// CompanyRule is the version of the rule by which CompanyKey compares companies. Whoever stores keys stores it with
// them, and counts anew where it has changed.
const CompanyRule = 4

//go:embed freemail.txt
var freeMailText string

// freeMail are the mail domains that say nothing of who writes from there: mailbox providers, and what RFC 2606
// reserves for examples.
var freeMail = listOf(freeMailText)

//go:embed legalforms.txt
var legalFormsText string

// legalForms are what companies are in law, in the words of companyWords; "and" is what joins two of them. What tells
// companies apart, such as "group" or "partners", is none.
var legalForms = listOf(legalFormsText)

const longestForm = 4 // words

// attachedForms are the legal forms of East Asia, which stand before a name or behind it without a space, and
// shortForms the letters in brackets that stand for them.
var (
	attachedForms = []string{"株式会社", "有限会社", "合同会社", "股份有限公司", "有限责任公司", "有限公司",
		plain("주식회사")}
	shortForms = []string{"株", "有", plain("주")}
)

// leadingWords stand before a name and are none of it: an article, and the legal forms that stand there.
var leadingWords = []string{"the", "pt", "ооо", "оао", "зао", "тов"}

//go:embed nocompany.txt
var noCompanyText string

// noCompany are the keys of what people write who have no company to name.
var noCompany = listOf(noCompanyText)

// CompanyKey is what the rules compare companies by (R5): people with the same key work for the same company, those
// without one for a company of their own. It is the company's name, folded, without the legal form at its end and
// without spaces: "Acme, Inc." and "ACME" are the same. The mail domain is a second sign, unless it is a mailbox
// provider's: where no company is named it stands for one, and a name that begins with it is no longer than it, so that
// "Northwind Trading" at northwind.example is "Northwind". Alone it decides nothing, since companies share hosts: see
// CoworkersAmong.
func (p Person) CompanyKey() string {
	if strings.TrimSpace(p.Company) == "" {
		return domainName(companyDomain(p.Email))
	}
	name := companyWords(p.Company)
	key := strings.Join(name, "")
	if noCompany[key] || noCompany[strings.Join(words(p.Company), "")] {
		return ""
	}
	if len(name) > 1 {
		own, begun := domainName(companyDomain(p.Email)), ""
		for _, word := range name {
			if begun += word; begun == own {
				return own
			}
		}
	}
	return key
}

// companyWords are the words of a company's name without its legal form. Who names a domain means its company, and none
// where it is a mailbox provider's.
func companyWords(company string) []string {
	if domain, is := namesDomain(company); is {
		if freeMail[domain] {
			return nil
		}
		return []string{domainName(domain)}
	}
	name := withoutAttached(words(company))
	if len(name) > 1 && slices.Contains(leadingWords, name[0]) {
		name = name[1:]
	}
	for cut := true; cut; {
		name, cut = withoutForm(name)
	}
	return name
}

// withoutAttached cuts the legal forms of East Asia off a name, as long as something of it is left.
func withoutAttached(name []string) []string {
	var left []string
	for _, word := range name {
		for _, form := range attachedForms {
			word = strings.TrimSuffix(strings.TrimPrefix(word, form), form)
		}
		if word != "" && !slices.Contains(shortForms, word) {
			left = append(left, word)
		}
	}
	if left == nil {
		return name
	}
	return left
}

// withoutForm cuts the longest legal form off the end of a name, as long as two letters of it are left.
func withoutForm(name []string) (rest []string, cut bool) {
	for n := min(longestForm, len(name)-1); n > 0; n-- {
		rest := name[:len(name)-n]
		letters := utf8.RuneCountInString(strings.Join(rest, ""))
		if letters >= 2 && legalForms[strings.Join(name[len(rest):], " ")] {
			return rest, true
		}
	}
	return name, false
}

// listOf reads a list with one entry on each line, as names are compared.
func listOf(text string) map[string]bool {
	list := map[string]bool{}
	for line := range strings.Lines(text) {
		list[plain(strings.TrimSuffix(line, "\n"))] = true
	}
	return list
}
