package pug

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// ProblemCode names why a signed submission can't be reviewed as it is.
type ProblemCode string

// The problems of a submission. Each is stored with it for staff to see.
const (
	ProblemMissing     ProblemCode = "missing"
	ProblemUnknown     ProblemCode = "unknown"
	ProblemCommitments ProblemCode = "commitments"
	ProblemEarly       ProblemCode = "early"
	ProblemLate        ProblemCode = "late"
	ProblemDecided     ProblemCode = "decided"
	ProblemChampion    ProblemCode = "champion"
	ProblemSuperseded  ProblemCode = "superseded"
	ProblemUnreadable  ProblemCode = "unreadable" // what came was damaged on its way
	ProblemOvertaken   ProblemCode = "overtaken"  // a newer submission in the same contact came in its place
	ProblemAdvertising ProblemCode = "advertising"
	ProblemUnsure      ProblemCode = "unsure" // nothing tells by which form it came, and so when
)

// Problem is one thing that is odd about a submission, with a sentence for the applicant and for staff. The sentence
// repeats nothing that the form said: anybody can have it sent to anybody. What staff should know of that is the value.
type Problem struct {
	Code   ProblemCode `json:"code"`
	Detail string      `json:"detail"`
	Value  string      `json:"value,omitempty"`
}

// ForStaffOnly says whether the applicant is not to hear of the problem: they can't mend it, or nobody knows whose
// address was given.
func (p Problem) ForStaffOnly() bool {
	return slices.Contains([]ProblemCode{ProblemUnreadable, ProblemOvertaken, ProblemAdvertising, ProblemUnsure},
		p.Code)
}

// ByTime says whether there is the problem because of when the form was submitted, or because it was submitted again.
func (p Problem) ByTime() bool {
	return slices.Contains([]ProblemCode{ProblemEarly, ProblemLate, ProblemDecided, ProblemSuperseded}, p.Code)
}

// Late says whether the application came after its phase closed, judged by the time of submission.
func (a Application) Late() bool {
	return slices.ContainsFunc(a.Problems, func(p Problem) bool { return p.Code == ProblemLate })
}

// Gravest is the problem that decides what can be done: sending the form again helps only where the new application
// would be reviewed.
func (a Application) Gravest() ProblemCode {
	for _, code := range []ProblemCode{
		ProblemUnreadable, ProblemAdvertising, ProblemUnsure, ProblemChampion, ProblemDecided, ProblemSuperseded,
		ProblemLate, ProblemEarly,
	} {
		if slices.ContainsFunc(a.Problems, func(p Problem) bool { return p.Code == code }) {
			return code
		}
	}
	return a.Problems[0].Code
}

// Remedy tells the applicant in a sentence what can be done about the problems.
func (a Application) Remedy() string {
	switch a.Gravest() {
	case ProblemChampion, ProblemDecided, ProblemSuperseded:
		return "No action needed: what was there before stays as it is."
	case ProblemLate:
		return "You are welcome to apply for the next cohort: please send the form again when its applications open."
	case ProblemEarly:
		return "Please send the form again when applications are open."
	}
	return "Please send the form again with this put right, while applications are open."
}

// Assess lists what is odd about a submission: missing fields, values that the programme does not have (R1, R3, R4),
// commitments not accepted (R10). A submission without problems can be reviewed, as far as it alone can tell.
func (a Application) Assess() []Problem {
	var problems []Problem
	missing := func(field string) {
		problems = append(problems, Problem{Code: ProblemMissing, Detail: fmt.Sprintf("The field %s is empty.", field)})
	}
	unknown := func(field, value, known string) {
		if value == "" {
			missing(field)
			return
		}
		problems = append(problems, Problem{Code: ProblemUnknown, Value: value,
			Detail: fmt.Sprintf("We do not know that %s. Please choose one of these: %s.", field, known)})
	}
	if !a.Kind.Known() {
		unknown("kind of application", string(a.Kind), "champion; member")
	}
	for _, f := range []struct{ name, value string }{
		{"email", a.Email}, {"name", a.FirstName + a.LastName}, {"company", a.Company},
	} {
		if f.value == "" {
			missing(f.name)
		}
	}
	if !a.PartnerType.Known() {
		unknown("partner type", string(a.PartnerType), choices(partnerTypes()))
	}
	if !a.Role.Known() {
		unknown("role", string(a.Role), choices(roles()))
	}
	if !a.Region.Known() {
		unknown("region", string(a.Region), choices(regions()))
	}
	if len(a.Topics) == 0 {
		missing("topic")
	}
	if !a.Commitments {
		problems = append(problems, Problem{Code: ProblemCommitments,
			Detail: "The programme's commitments were not accepted: please tick them."})
	}
	page := func(t Topic) bool { return advertisesPage(t.Name, a.Email) }
	if advertisesAsName(a.FirstName+" "+a.LastName, a.Email) || advertisesPage(a.Company, a.Email) ||
		slices.ContainsFunc(a.Topics, page) {
		problems = append(problems, Problem{Code: ProblemAdvertising,
			Detail: "The name, the company or a topic has an address or a telephone number in it, as advertising " +
				"has. The applicant was not told. If they are genuine, they can send the form again without it."})
	}
	return problems
}

// Check says what is odd about a submission at the given time. The time of submission counts, not that of arrival. When
// writes a moment for people.
func (p Phase) Check(kind Kind, cohort CohortID, submitted time.Time, when func(time.Time) string) []Problem {
	odd := func(code ProblemCode, what string, on time.Time) []Problem {
		kind := strings.ToUpper(string(kind[:1])) + string(kind[1:])
		return []Problem{{Code: code, Detail: fmt.Sprintf("%s applications for the %s cohort %s on %s.", kind,
			cohort.Name(), what, when(on))}}
	}
	switch {
	case submitted.Before(p.Open):
		return odd(ProblemEarly, "open", p.Open)
	case !submitted.Before(p.Close):
		return odd(ProblemLate, "closed", p.Close)
	}
	return nil
}

func choices[T ~string](list []term[T]) string {
	labels := make([]string, len(list))
	for i, t := range list {
		labels[i] = t.label
	}
	return strings.Join(labels, "; ") // some labels hold commas
}
