package pug_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// team are people of staff by their names; each hears in the way that is given with them.
func team(people ...string) pug.Team {
	t := pug.Team{Revision: 3}
	for _, person := range people {
		name, how, _ := strings.Cut(person, " ")
		if how == "" {
			how = "digest"
		}
		t.People = append(t.People, pug.Staff{
			Email: strings.ToLower(name) + "@example.com", Name: name, Mail: pug.StaffMail(how),
			Since: time.Date(2026, time.October, 3, 9, 0, 0, 0, time.UTC), By: "Ada",
		})
	}
	return t
}

func names(staff []pug.Staff) string {
	var names []string
	for _, s := range staff {
		names = append(names, s.Name)
	}
	return strings.Join(names, " ")
}

func TestL11StaffChange(t *testing.T) {
	now := time.Date(2026, time.October, 5, 9, 0, 0, 0, time.UTC)
	add := func(email, name string) func(pug.Team) (pug.Team, error) {
		return func(t pug.Team) (pug.Team, error) {
			return t.Add(pug.Staff{Email: email, Name: name, Since: now, By: "Ada"})
		}
	}
	remove := func(email string) func(pug.Team) (pug.Team, error) {
		return func(t pug.Team) (pug.Team, error) { return t.Remove(email) }
	}
	hear := func(email string, how pug.StaffMail) func(pug.Team) (pug.Team, error) {
		return func(t pug.Team) (pug.Team, error) { return t.Hear(email, how) }
	}
	for name, c := range map[string]struct {
		change func(pug.Team) (pug.Team, error)
		of     pug.Team
		staff  string
		kind   pug.ErrorKind
		says   string
	}{
		"somebody is added":                         {add("Eve@Example.com ", " Eve "), team("Ada"), "Ada Eve", "", ""},
		"who is staff cannot be added":              {add("ADA@example.com", "Ada"), team("Ada"), "Ada", pug.Already, "Ada is staff already, added on 3 October 2026 by Ada."},
		"an address that is none is not added":      {add("eve", "Eve"), team("Ada"), "Ada", pug.Invalid, "has no @"},
		"nobody is added without a name":            {add("eve@example.com", " "), team("Ada"), "Ada", pug.Invalid, "name is missing"},
		"somebody is removed":                       {remove("BO@example.com"), team("Ada", "Bo", "Eve"), "Ada Eve", "", ""},
		"the last one cannot be removed":            {remove("ada@example.com"), team("Ada"), "Ada", pug.Invalid, "Ada is the last staff member. Add somebody else first."},
		"nor can the last one who gets email":       {remove("ada@example.com"), team("Ada", "Bo none"), "Ada Bo", pug.Invalid, "last one who gets email"},
		"who is no staff cannot be removed":         {remove("eve@example.com"), team("Ada", "Bo"), "Ada Bo", pug.NotFound, "removed just now"},
		"somebody hears of each":                    {hear("bo@example.com", "each"), team("Ada", "Bo"), "Ada Bo", "", ""},
		"somebody hears of nothing":                 {hear("bo@example.com", "none"), team("Ada", "Bo"), "Ada Bo", "", ""},
		"somebody must hear of what cannot wait":    {hear("bo@example.com", "none"), team("Ada none", "Bo"), "Ada Bo", pug.Invalid, "Nobody else gets email"},
		"there are three ways to hear of it":        {hear("bo@example.com", "weekly"), team("Ada", "Bo"), "Ada Bo", pug.Invalid, "one of the three"},
		"who is no staff cannot choose how to hear": {hear("eve@example.com", "each"), team("Ada", "Bo"), "Ada Bo", pug.NotFound, "removed just now"},
	} {
		t.Run(name, func(t *testing.T) {
			before := names(c.of.People)
			after, err := c.change(c.of)
			if names(after.People) != c.staff || after.Revision != c.of.Revision || names(c.of.People) != before {
				t.Errorf("%+v became %+v", c.of, after)
			}
			if (err == nil) != (c.kind == "") || err != nil && (!pug.IsError(err, c.kind) || !strings.Contains(err.Error(), c.says)) {
				t.Errorf("the error is %v", err)
			}
		})
	}
}

func TestWhoIsAddedIsKnownByNameAndHearsInTheMorning(t *testing.T) {
	now := time.Date(2026, time.October, 5, 9, 0, 0, 0, time.UTC)
	after, err := team("Ada").Add(pug.Staff{Email: "Eve@Example.com ", Name: " Eve ", Since: now, By: "Ada"})
	if err != nil {
		t.Fatal(err)
	}
	eve, found := after.Find("EVE@example.com")
	want := pug.Staff{Email: "eve@example.com", Name: "Eve", Mail: pug.StaffMailDigest, Since: now, By: "Ada"}
	if diff := cmp.Diff(want, eve); diff != "" || !found {
		t.Error(found, diff)
	}
}

func TestStaffHearAsTheyChose(t *testing.T) {
	of := team("Ada each", "Bo digest", "Eve none")
	for name, c := range map[string]struct {
		hear []pug.Staff
		want string
	}{
		"of what cannot wait":     {of.Told(), "Ada Bo"},
		"of each application":     {of.ToldOfEach(), "Ada"},
		"of it all, in a morning": {of.Digested(), "Bo"},
	} {
		if got := names(c.hear); got != c.want {
			t.Errorf("%s %s hear", name, got)
		}
	}
}
