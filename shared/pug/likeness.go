package pug

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
)

//go:embed titles.txt
var titlesText string

// titles are what stands before or behind a name and is none of it. What tells father and son apart is no title.
var titles = listOf(titlesText)

// likeness is the same for names that may be one, written in two ways: in another order, with a title, with a hyphen or
// in one word, and with "ue" for "ü" by those who lack the key. It is for suspicion alone: people who are alike in it
// may be two.
func likeness(name string) string {
	all := untitled(nameWords(hyphens.Replace(name)))
	for i, word := range all {
		all[i] = keyless.Replace(word)
	}
	slices.Sort(all)
	like := strings.Join(all, " ")
	if !strings.ContainsFunc(like, eastAsian) {
		return like
	}
	// Family name and given name are often written together there, in either order.
	letters := []rune(strings.ReplaceAll(like, " ", ""))
	slices.Sort(letters)
	return string(letters)
}

// untitled are the words of a name without titles, as long as something of it is left.
func untitled(name []string) []string {
	rest := slices.DeleteFunc(slices.Clone(name), func(word string) bool { return titles[word] })
	if len(rest) == 0 {
		return name
	}
	return rest
}

var hyphens = strings.NewReplacer("-", "", "\u2010", "", "\u2011", "")

// keyless takes what is typed for letters with a mark, "ä", "ö", "ü", "ø", "å", as that letter without its mark.
var keyless = strings.NewReplacer("ae", "a", "oe", "o", "ue", "u", "aa", "a")

func eastAsian(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// Mailbox is the same for addresses that reach one mailbox, or most probably do: whatever follows a "+", the dots at
// Gmail, and the domains of one provider. Like likeness, it is for suspicion alone.
func Mailbox(email string) string {
	local, domain, _ := strings.Cut(strings.ToLower(email), "@")
	local, _, _ = strings.Cut(local, "+")
	if first, alias := sameProvider()[domain]; alias {
		domain = first
	}
	if domain == "gmail.com" {
		local = strings.ReplaceAll(local, ".", "")
	}
	return local + "@" + domain
}

// sameProvider are the domains of providers that have several, by one of them.
func sameProvider() map[string]string {
	return map[string]string{
		"googlemail.com": "gmail.com", "me.com": "icloud.com", "mac.com": "icloud.com",
		"hotmail.com": "outlook.com", "live.com": "outlook.com", "msn.com": "outlook.com",
		"protonmail.com": "proton.me", "protonmail.ch": "proton.me", "pm.me": "proton.me",
		"ya.ru": "yandex.ru", "yandex.com": "yandex.ru", "ymail.com": "yahoo.com", "rocketmail.com": "yahoo.com",
	}
}
