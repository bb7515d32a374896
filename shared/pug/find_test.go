package pug

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAnApplicationIsFoundByItsWords(t *testing.T) {
	for name, test := range map[string]struct {
		a    Application
		want []string
	}{
		"name, address and company": {
			Application{FirstName: "Zoë", LastName: "O'Hara", Email: "zoe@north-quay.example", Company: "Acme, Inc."},
			[]string{"acme", "north", "ohara", "quayexample", "zoe", "zoe@north-quay.example"}},
		"a company that joins two names": {
			Application{FirstName: "Ina", Email: "ina@a.example", Company: "Berg & Söhne GmbH"},
			[]string{"aexample", "berg", "ina", "ina@a.example", "sohne"}},
		"no name": {Application{Email: "info@acme.example"}, []string{"acmeexample", "info@acme.example"}},
	} {
		if diff := cmp.Diff(test.want, test.a.Found().Tokens()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestWhatIsTypedFindsWhomItMeans(t *testing.T) {
	zoe := Application{FirstName: "Zoë", LastName: "O'Hara", Email: "zoe.ohara@north-quay.example", Company: "Acme Inc"}
	for typed, test := range map[string]struct {
		token string
		finds bool
	}{
		"zoe":                          {"zo", true},
		"ZOË":                          {"zo", true},
		"O’Hara Zo":                    {"ohara", true},
		"Zoe.OHara@north-quay.example": {"zoe.ohara@north-quay.example", true},
		"zoe.ohara@north":              {"zoe.ohara@north", true},
		"zoe@north-quay.example":       {"zoe@north-quay.example", false},
		"@north-quay.example":          {"quayexample", true},
		"north-quay":                   {"north", true},
		"acme inc":                     {"acme", true},
		"hara":                         {"hara", false},
		"zoe berg":                     {"berg", false},
		"z acme":                       {"acme", true},
		"inc":                          {"inc", true},
		"z":                            {"", true},
		"  ":                           {"", true},
		"李":                            {"李", false},
	} {
		q := ParseQuery(typed)
		if q.Token() != test.token || q.Finds(zoe.Found()) != test.finds {
			t.Errorf("%q looks for %q, and finds: %t", typed, q.Token(), q.Finds(zoe.Found()))
		}
	}
}

func TestPeopleAreFoundHoweverTheyAreTyped(t *testing.T) {
	muller := Found{Name: "Jörg Müller", Email: "ina@xn--mller-kva.example", Company: "Acme"}
	ina := Found{Name: "Ina Berg", Email: "ina.berg@a.example"}
	for _, row := range []struct {
		typed string
		who   Found
	}{
		{"ina@müller.example", muller}, {"Mueller", muller}, {"Joerg Muller", muller}, {"Müller", muller},
		{"Aaron", Found{Name: "Aaron Aas"}}, {"Samuel", Found{Name: "Samuel Aas"}}, {"山田太郎", Found{Name: "太郎 山田"}},
		{"山田太郎", Found{Name: "山田太郎"}}, {"山田", Found{Name: "太郎 山田"}}, {"Ina Berg <ina.berg@a.example>", ina},
		{"mailto:ina.berg@a.example", ina}, {"\"Ina.Berg@A.example\",", ina}, {"Dr. Ina Berg", ina}, {"ina.berg@a", ina},
	} {
		q := ParseQuery(row.typed)
		under := func(token string) bool { return strings.HasPrefix(token, q.Token()) }
		if q.Token() == "" || !slices.ContainsFunc(row.who.Tokens(), under) || !q.Finds(row.who) {
			t.Errorf("%q, looked for under %q, does not find %s", row.typed, q.Token(), row.who.Name)
		}
	}
}

func TestWhoIsFoundIsSortedByPerson(t *testing.T) {
	found := []Found{
		{ID: "2026-H2-member-b", Name: "Bo", Email: "bo@b.example"},
		{ID: "2026-H2-member-a", Name: "Ann", Email: "ann@a.example"},
		{ID: "2027-H1-member-a", Name: "Ann", Email: "ann@a.example"},
		{ID: "2027-H1-member-c", Name: "Ann", Email: "ann@b.example"},
	}
	ByPerson(found)
	var ids []string
	for _, f := range found {
		ids = append(ids, f.ID)
	}
	want := []string{"2027-H1-member-a", "2026-H2-member-a", "2027-H1-member-c", "2026-H2-member-b"}
	if !slices.Equal(ids, want) {
		t.Errorf("sorted as %v", ids)
	}
}
