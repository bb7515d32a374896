package scene

import (
	"slices"
	"strings"
)

// Part is somebody whom one can be on the stand.
type Part struct {
	Name, Email string
	Part        string // "Champion of Group 1"
}

// Matches says whether the name or the address has a text in it, or the part has it as whole words: "Group 1" is not
// "Group 10".
func (p Part) Matches(text string) bool {
	text = strings.ToLower(text)
	return strings.Contains(strings.ToLower(p.Name+"\n"+p.Email), text) ||
		strings.Contains(" "+strings.ToLower(p.Part)+" ", " "+text+" ")
}

// Cast is everybody who has a part in the cohort besides staff: group by group, the Champion first, then those who are
// in no group.
func (s Scene) Cast() []Part {
	var cast []Part
	for _, t := range s.Tiles() {
		if t.Lead.Email != "" {
			cast = append(cast, Part{t.Lead.Name, t.Lead.Email, "Champion of " + t.Name})
		}
		for _, m := range t.Members {
			cast = append(cast, Part{m.Name, m.Email, "member of " + t.Name})
		}
	}
	parts := map[string]string{"pending": "applicant", "approved": "approved", "waitlisted": "on the waitlist",
		"declined": "declined"}
	for _, crowd := range s.Crowds() {
		for _, d := range crowd.Dots {
			cast = append(cast, Part{d.Name, d.Email, parts[string(crowd.Status)]})
		}
	}
	return cast
}

// Few is the first of each part.
func Few(cast []Part) []Part {
	var few []Part
	known := map[string]bool{}
	for _, p := range cast {
		if !known[p.Part] {
			few = append(few, p)
		}
		known[p.Part] = true
	}
	return few
}

// PartOf is the part of the person at an address; an empty one for who has none.
func PartOf(cast []Part, email string) Part {
	i := slices.IndexFunc(cast, func(p Part) bool { return p.Email == email })
	if i < 0 {
		return Part{}
	}
	return cast[i]
}
