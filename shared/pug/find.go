package pug

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxTokens is by how many words an application is found at most: those of the longest names, addresses and companies
// that people have, and less than what would crowd a transaction.
const MaxTokens = 16

// Found is an application as those who look for somebody see it.
type Found struct {
	ID      string `json:"id"` // of the application
	Name    string `json:"name"`
	Email   string `json:"email"`
	Company string `json:"company"`
}

// Found is what is shown of the application to those who look for somebody.
func (a Application) Found() Found { return Found{a.ID, a.Name(), a.Email, a.Company} }

// Tokens are the words by which the application is found, each once and in order: those of the name and of the company
// without its legal form, the address, and the words of its domain; of a word in Chinese characters also the first,
// which may be the family name.
func (f Found) Tokens() []string {
	all := f.words()
	all = slices.DeleteFunc(all, func(word string) bool { return legalForms[word] || word == "and" })
	for _, word := range all {
		if first, _ := utf8.DecodeRuneInString(word); unicode.Is(unicode.Han, first) {
			all = append(all, string(first))
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	return all[:min(len(all), MaxTokens)]
}

func (f Found) words() []string {
	_, domain, _ := strings.Cut(f.Email, "@")
	all := slices.Concat(words(domain), words(f.Company))
	if f.Email != "" {
		all = append(all, f.Email)
	}
	if f.Name != f.Email {
		all = append(all, words(f.Name)...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Query is what somebody typed to find a person: words that stand in the person's name, address or company, or begin
// one that does.
type Query struct{ words []string }

// ParseQuery reads a query. What is typed is folded as names are, so that case, accents and punctuation do not matter;
// an address is one word.
func ParseQuery(text string) Query {
	var all []string
	for _, typed := range strings.Fields(Line(text, maxQuery)) {
		if strings.Index(typed, "@") > 0 {
			all = append(all, strings.ToLower(typed))
			continue
		}
		all = append(all, words(typed)...)
	}
	slices.Sort(all)
	return Query{slices.Compact(all)}
}

// maxQuery is more characters than any name or address that somebody types in whole.
const maxQuery = 300

// Token is the word that narrows the search most: the longest that is no legal form. It is empty where every word has
// a single letter, by which everybody would be found.
func (q Query) Token() string {
	telling := slices.DeleteFunc(slices.Clone(q.words), func(word string) bool { return legalForms[word] })
	if len(telling) == 0 {
		telling = q.words
	}
	longest := ""
	for _, word := range telling {
		if utf8.RuneCountInString(word) > utf8.RuneCountInString(longest) {
			longest = word
		}
	}
	if longest != "" && utf8.RuneCountInString(longest) == 1 && longest[0] < utf8.RuneSelf {
		return ""
	}
	return longest
}

// Finds says whether every word of the query begins one of the application's.
func (q Query) Finds(f Found) bool {
	known := f.words()
	return !slices.ContainsFunc(q.words, func(asked string) bool {
		return !slices.ContainsFunc(known, func(word string) bool { return strings.HasPrefix(word, asked) })
	})
}

// ByPerson sorts what was found: people by their names, and the applications of each of them from the latest cohort to
// the first.
func ByPerson(found []Found) {
	slices.SortFunc(found, func(a, b Found) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Email, b.Email),
			cmp.Compare(CohortOf(b.ID), CohortOf(a.ID)), cmp.Compare(a.ID, b.ID))
	})
}
