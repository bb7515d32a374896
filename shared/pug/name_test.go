package pug_test

import (
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestAnotherNameAtAnAddressIsAnotherPerson(t *testing.T) {
	for _, row := range []struct {
		says       string
		one, other string
		same       bool
	}{
		{"case does not matter", "Ina Berg", "ina BERG", true},
		{"nor does the order", "Ina Berg", "Berg, Ina", true},
		{"nor do accents", "Zoë Müller", "Zoe Muller", true},
		{"nor full width", "Ina Berg", "Ｉｎａ　Ｂｅｒｇ", true},
		{"the last name by its initial", "Ina Berg", "Ina B.", true},
		{"the first name by its initial", "Ina Berg", "I. Berg", true},
		{"the first name alone", "Ina Berg", "Ina", true},
		{"a middle name", "Ina Berg", "Ina Maria Berg", true},
		{"no name", "Ina Berg", "", true},
		{"an address for a name", "Ina Berg", "info@agency.example", true},
		{"an apostrophe left out", "Ina O'Hara", "Ina OHara", true},
		{"another first name", "Ina Berg", "Bo Berg", false},
		{"another last name", "Ina Berg", "Ina Lund", false},
		{"another initial", "Ina Berg", "Ina L.", false},
		{"an initial is used up once", "Ina Isberg", "I. Lund", false},
		{"another person altogether", "Ina Berg", "Bo", false},
		{"a son, and his father", "John Smith", "John Smith Jr.", false},
		{"father and son, both said", "John Smith Sr", "Smith, John, Junior", false},
		{"a son however it is written", "John Smith Jr.", "John Smith junior", true},
		{"a son who gave no name", "John Smith Jr.", "", true},
		{"names in other scripts", "山田太郎", "山田花子", false},
	} {
		t.Run(row.says, func(t *testing.T) {
			one, other := person(row.one), person(row.other)
			if one.Is(other) != row.same || other.Is(one) != row.same {
				t.Errorf("%q and %q: want the same %v", row.one, row.other, row.same)
			}
			if other.Email = "x@other.example"; one.Is(other) {
				t.Error("another address is the same person")
			}
		})
	}
}

func person(name string) pug.Person { return pug.Person{Name: name, Email: "info@agency.example"} }

func TestANameKeyIsThatOfTheWholeNameInAnyOrder(t *testing.T) {
	key := func(first, last string) string {
		return pug.Application{FirstName: first, LastName: last, Email: "ina@agency.example"}.NameKey()
	}
	if key("Ina", "Berg") != key("BERG,", "ïna") || len(key("Ina", "Berg")) != 16 {
		t.Errorf("the keys are %q and %q", key("Ina", "Berg"), key("BERG,", "ïna"))
	}
	if key("Ina", "Berg") == key("Ina", "Lund") || key("", "") != "" {
		t.Error("different people have one key, or nobody has one")
	}
}
