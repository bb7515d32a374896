package pug

import (
	"cmp"
	"strings"
)

// Figures count the applications of a cohort, by what they are and what became of them so far.
type Figures map[Figure]int

// Figure is what is counted: the applications of a kind and a status, and of these the ones with a role, a region or a
// partner type. The values differ, so that a figure need not say which of them it means.
type Figure struct {
	Kind   Kind // empty for odd ones that named none
	Status Status
	Of     string // a Role, a Region, a PartnerType or Unmet; empty for all
}

// Unmet is what those are counted by on whose topics nobody led a group when they applied.
const Unmet = "unmet"

// Count is how many applications of a kind have the status.
func (f Figures) Count(kind Kind, status Status) int { return f[Figure{kind, status, ""}] }

// By is how many of these have the value: a Role, a Region, a PartnerType or Unmet.
func (f Figures) By(kind Kind, status Status, value string) int {
	return f[Figure{kind, status, value}]
}

// Add counts an application in, or out with -1.
func (f Figures) Add(a Application, n int) {
	kind := a.Kind
	if !kind.Known() {
		kind = ""
	}
	of := []string{""}
	if a.Role.Known() {
		of = append(of, string(a.Role))
	}
	if a.Region.Known() {
		of = append(of, string(a.Region))
	}
	if a.PartnerType.Known() {
		of = append(of, string(a.PartnerType))
	}
	if a.Unmet {
		of = append(of, Unmet)
	}
	for _, value := range of {
		f[Figure{kind, a.Status, value}] += n
	}
}

// unknownKind is how the figures of those who named no kind are stored.
const unknownKind = "unknown"

// String names the figure as it is stored: "member pending sales".
func (f Figure) String() string {
	return strings.TrimSpace(cmp.Or(string(f.Kind), unknownKind) + " " + string(f.Status) + " " + f.Of)
}

// ParseFigure reads the name of a figure.
func ParseFigure(name string) Figure {
	kind, rest, _ := strings.Cut(name, " ")
	status, of, _ := strings.Cut(rest, " ")
	if kind == unknownKind {
		kind = ""
	}
	return Figure{Kind(kind), Status(status), of}
}
