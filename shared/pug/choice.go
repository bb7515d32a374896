package pug

import (
	"slices"
	"strings"
	"unicode"
)

// ParseRole is the role that somebody means: forms send its value or its label, in the case that they like. What is
// none of the programme's comes back as it is, and is not Known.
func ParseRole(text string) Role { return choose(roles(), text) }

// ParseRegion is ParseRole for regions.
func ParseRegion(text string) Region { return choose(regions(), text) }

// ParsePartnerType is ParseRole for partner types.
func ParsePartnerType(text string) PartnerType { return choose(partnerTypes(), text) }

// ParseKind is ParseRole for kinds of application.
func ParseKind(text string) Kind {
	return choose([]term[Kind]{{KindChampion, KindChampion.Label()}, {KindMember, KindMember.Label()}}, text)
}

// choose finds the one term that the text names: by its value, by its label, or by a part of the label such as the
// "CEO" of "Owner / CEO".
func choose[T ~string](list []term[T], text string) T {
	key := letters(strings.ReplaceAll(text, "&", "and"))
	for _, t := range list {
		if key != "" && slices.Contains(spellings(t), key) {
			return t.value
		}
	}
	return T(text)
}

// parts puts a comma between the parts of a label.
var parts = strings.NewReplacer(" and ", ",", "/", ",")

// spellings are how forms may name a term. A test sees to it that no two terms of a list share one.
func spellings[T ~string](t term[T]) []string {
	all := []string{letters(string(t.value)), letters(t.label)}
	for part := range strings.SplitSeq(parts.Replace(t.label), ",") {
		all = append(all, letters(part))
	}
	return all
}

// letters is a text's letters and digits, in lower case.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}
