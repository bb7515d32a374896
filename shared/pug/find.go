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

// ParseQuery reads a query. What is typed is folded as names are, so that case, accents and punctuation do not matter,
// and titles are left out; an address is one word, also where it was copied out of a letter.
func ParseQuery(text string) Query {
	var all []string
	for _, typed := range strings.Fields(Line(text, maxQuery)) {
		if strings.Index(typed, "@") > 0 {
			all = append(all, typedAddress(typed))
			continue
		}
		all = append(all, words(typed)...)
	}
	all = untitled(all)
	slices.Sort(all)
	return Query{slices.Compact(all)}
}

// typedAddress is an address as it is stored; of one that is not typed in full, the beginning.
func typedAddress(typed string) string {
	typed = strings.TrimPrefix(strings.ToLower(strings.Trim(typed, `<>()[]"',;`)), "mailto:")
	if email, err := ParseEmail(typed); err == nil {
		return email
	}
	return typed
}

// maxQuery is more characters than any name or address that somebody types in whole.
const maxQuery = 300

// Token is what narrows the search most: the longest word that is no legal form, as far as it is the same in every
// spelling. It is empty where that is a single letter, by which everybody would be found.
func (q Query) Token() string {
	telling := slices.DeleteFunc(slices.Clone(q.words), func(word string) bool { return legalForms[word] })
	if len(telling) == 0 {
		telling = q.words
	}
	longest := ""
	for _, word := range telling {
		word = anySpelling(word)
		if utf8.RuneCountInString(word) > utf8.RuneCountInString(longest) {
			longest = word
		}
	}
	if longest != "" && utf8.RuneCountInString(longest) == 1 && longest[0] < utf8.RuneSelf {
		return ""
	}
	return longest
}

// anySpelling is the beginning that a word has as well where it is spelt in another way: "Mu" of "Mueller", who may be
// "Müller". Of three Chinese characters and more, which may be a whole name, it is the first.
func anySpelling(word string) string {
	letters, other := []rune(word), []rune(keyless.Replace(word))
	if len(letters) > 2 && unicode.Is(unicode.Han, letters[0]) {
		return string(letters[:1])
	}
	same := 0
	for same < min(len(letters), len(other)) && letters[same] == other[same] {
		same++
	}
	if same < 2 || strings.Contains(word, "@") { // too little to look under; an address has one spelling
		return word
	}
	return string(letters[:same])
}

// Finds says whether every word of the query begins one of the application's, however either is spelt. A name of two
// words in letters of East Asia may be typed as one.
func (q Query) Finds(f Found) bool {
	known := f.words()
	if name := words(f.Name); len(name) == 2 && strings.ContainsFunc(f.Name, eastAsian) {
		known = append(known, name[0]+name[1], name[1]+name[0])
	}
	return !slices.ContainsFunc(q.words, func(asked string) bool {
		return !slices.ContainsFunc(known, func(word string) bool {
			return strings.HasPrefix(word, asked) || strings.HasPrefix(keyless.Replace(word), keyless.Replace(asked))
		})
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
