package pug

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"unicode/utf8"
)

// Is says whether two records are of the same person: the address is the same, and so is the name. Several people may
// share a mailbox, as info@ is shared.
func (p Person) Is(other Person) bool {
	return strings.EqualFold(p.Email, other.Email) && sameName(p.Name, other.Name)
}

// IsOf says whether two applications are of the same person: the address is the same, and so is a name that each of
// them has or had. Forms are often filled in with the former one.
func (a Application) IsOf(other Application) bool {
	return strings.EqualFold(a.Email, other.Email) && slices.ContainsFunc(a.Names(), func(name string) bool {
		return slices.ContainsFunc(other.Names(), func(theirs string) bool { return sameName(name, theirs) })
	})
}

// NameKey tells people who share an address apart: the hash of the words of their name, in whatever order and spelling.
// It is empty for who gave no name.
func (a Application) NameKey() string {
	name := nameWords(a.Name())
	slices.Sort(name)
	return hashOf(strings.Join(name, " "))
}

// LikeKey is what people's names are looked up by within a cohort: the hash of what is the same for names that may be
// one. That of most names is their NameKey, by which all were looked up before.
func (a Application) LikeKey() string { return hashOf(likeness(a.Name())) }

func hashOf(name string) string {
	if name == "" {
		return ""
	}
	hash := sha256.Sum256([]byte(name))
	return hex.EncodeToString(hash[:8])
}

// Named says whether a name may be the person's: in whatever spelling and order, or shortened to initials or to one of
// its words.
func (p Person) Named(name string) bool {
	if len(nameWords(p.Name)) == 0 || len(nameWords(name)) == 0 {
		return false
	}
	return sameWords(nameWords(p.Name), nameWords(name)) || p.Called(name)
}

// Called says whether a name is the person's as a whole, in whatever spelling and order.
func (p Person) Called(name string) bool {
	own := likeness(p.Name)
	return own != "" && own == likeness(name)
}

// nameWords are the words of a name. Who has none is called by their address, which is none.
func nameWords(name string) []string {
	if strings.Contains(name, "@") {
		return nil
	}
	return words(name)
}

// sameName says whether two names at one address may be one person's: the words of one are among those of the other,
// in any order, or are their initials. So "Berg, Ina", "Ina B." and "Ina" are Ina Berg, and so is who gave no name.
// Where one is a "Jr." and the other is not, they are two.
func sameName(one, other string) bool {
	a, ofA := generation(nameWords(one))
	b, ofB := generation(nameWords(other))
	return len(a) == 0 || len(b) == 0 || ofA == ofB && sameWords(a, b)
}

// generation parts what a name says of whose child it is, "Jr." and the like, from the rest of it.
func generation(name []string) (rest []string, of string) {
	for _, word := range name {
		if known := generations[word]; known != "" && len(name) > 1 {
			of = known
		} else {
			rest = append(rest, word)
		}
	}
	return rest, of
}

var generations = map[string]string{"jr": "jr", "jnr": "jr", "junior": "jr", "sr": "sr", "snr": "sr", "senior": "sr",
	"ii": "ii", "2nd": "ii", "iii": "iii", "3rd": "iii", "iv": "iv", "4th": "iv"}

func sameWords(short, long []string) bool {
	if len(short) > len(long) {
		short, long = long, short
	}
	for _, same := range []func(a, b string) bool{equal, initial} {
		short = slices.DeleteFunc(short, func(word string) bool {
			at := slices.IndexFunc(long, func(w string) bool { return same(word, w) })
			if at >= 0 {
				long = slices.Delete(long, at, at+1)
			}
			return at >= 0
		})
	}
	return len(short) == 0
}

func equal(a, b string) bool { return a == b }

func initial(a, b string) bool {
	if utf8.RuneCountInString(a) > 1 {
		a, b = b, a
	}
	return utf8.RuneCountInString(a) == 1 && strings.HasPrefix(b, a)
}
