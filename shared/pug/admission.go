package pug

import (
	"slices"
	"time"
)

// LetIn is the application as it is once staff let it in, although it was late or odd as it came (L9): in review, with
// a deadline of its own. Right is what staff put right of it. The others are the applications of the same person for
// the cohort that count. pug.Already: it is in review, or decided; pug.Conflict: it cannot be let in, and what can be
// done instead; pug.Invalid: what is still wrong with it.
func (a Application) LetIn(c Cohort, right Application, others []Application, by, now time.Time) (Application, error) {
	if err := a.MayBeLetIn(c); err != nil {
		return a, err
	}
	a.FirstName, a.LastName, a.Email, a.Company = right.FirstName, right.LastName, right.Email, right.Company
	a.PartnerType, a.Role, a.Region, a.Topics = right.PartnerType, right.Role, right.Region, right.Topics
	a.Commitments = right.Commitments
	for _, p := range a.Assess() {
		if p.Code != ProblemAdvertising { // staff have looked
			return a, Errorf(Invalid, "%s", p.Detail)
		}
	}
	if !by.After(now) {
		return a, Errorf(Invalid, "Give a time that is still to come, by which the application is decided.")
	}
	if no := c.tooLate(a.Kind, by); no != "" {
		return a, Errorf(Invalid, "%s", no)
	}
	for _, other := range others {
		if err := a.beside(other); err != nil {
			return a, err
		}
	}
	a.Status, a.Problems, a.Deadline, a.Own = StatusPending, nil, by, true
	return a, nil
}

// MayBeLetIn says why an application cannot be let in, whatever is put right of it; nil if it can. The cohort is empty
// before it was planned.
func (a Application) MayBeLetIn(c Cohort) error {
	no := func(format string, args ...any) error { return Errorf(Conflict, format, args...) }
	switch {
	case a.Status == StatusPending:
		return Errorf(Already, "The application of %s is in review already. Decide on it.", a.Name())
	case a.Status != StatusOdd:
		return Errorf(Already, "The application of %s is %s already. Change the decision where that was wrong.",
			a.Name(), a.State())
	case !a.Kind.Known() || a.Cohort == "":
		return no("It does not say whether it is a Champion's or a member's, or for which cohort. Have %s send the "+
			"form again.", a.Name())
	case c.Stage == StageClosed:
		return no("The %s cohort has ended. %s can apply for the next one.", a.Cohort.Name(), a.Name())
	case c.Published != nil && !c.Stage.Published():
		return no("The groups of the %s cohort are being published just now. Try again in some minutes.",
			a.Cohort.Name())
	case a.Kind == KindChampion && c.Published != nil:
		return no("The groups of the %s cohort are published, so a Champion who is let in has none to lead. Make them "+
			"the Champion of a group on the page of that group.", a.Cohort.Name())
	}
	return nil
}

// tooLate says why an application of the kind cannot be decided as late as that; empty where it can, or before the
// cohort was planned.
func (c Cohort) tooLate(k Kind, by time.Time) string {
	switch {
	case c.Dates.End.IsZero():
	case k == KindChampion && by.After(c.Dates.Curate):
		return "The groups are published before that, and a Champion has none to lead then. Give an earlier time."
	case !by.Before(c.Dates.End):
		return "The cohort has ended by then. Give an earlier time."
	}
	return ""
}

// beside says why an application cannot be let in beside another one of the same person.
func (a Application) beside(other Application) error {
	switch {
	case other.Kind == a.Kind && other.Status == StatusPending:
		return Errorf(Conflict, "Another application of %s is in review. Decide on that one.", a.Name())
	case other.Kind == a.Kind:
		return Errorf(Conflict, "Another application of %s is %s. Change the decision on that one.", a.Name(),
			other.State())
	case other.Kind == KindChampion && other.Status == StatusApproved:
		return Errorf(Conflict, "%s is a Champion of the %s cohort, and needs no seat as a member.", a.Name(),
			a.Cohort.Name())
	}
	return nil
}

// Extension lets the people of an address apply until a time after their phase has closed (L9).
type Extension struct {
	Cohort CohortID  `json:"cohort"`
	Kind   Kind      `json:"kind"`
	Email  string    `json:"email"`
	Until  time.Time `json:"until"`
	Decide time.Time `json:"decide"` // by when what comes is decided
}

// Check says what is wrong with an extension, by the names of its fields: kind, until and decide.
func (e Extension) Check(c Cohort, now time.Time) []DateProblem {
	var problems []DateProblem
	if e.Kind == KindChampion && c.Published != nil {
		return []DateProblem{{"kind", "The groups are published, so a Champion who applies now has none to lead. " +
			"Make them the Champion of a group on the page of that group."}}
	}
	switch {
	case !e.Until.After(now):
		problems = append(problems, DateProblem{"until", "Give a time that is still to come."})
	case !e.Until.After(c.Dates.Phase(e.Kind).Close):
		problems = append(problems,
			DateProblem{"until", "Everybody may apply until then. Give a time after the close."})
	}
	if e.Decide.Before(e.Until) {
		problems = append(problems, DateProblem{"decide", "Give a time after the one until which they may apply."})
	} else if no := c.tooLate(e.Kind, e.Decide); no != "" {
		problems = append(problems, DateProblem{"decide", no})
	}
	return problems
}

// Extended is the application without the problem that it came late, if the extension covers that, and with its
// deadline.
func (a Application) Extended(e Extension) Application {
	if !a.Late() || !a.Submitted.Before(e.Until) {
		return a
	}
	a.Problems = slices.DeleteFunc(slices.Clone(a.Problems), func(p Problem) bool { return p.Code == ProblemLate })
	a.Deadline, a.Own = e.Decide, true
	return a
}

// SamePerson parts the applications at an address into those of the applicant and those of other people.
func SamePerson(a Application, there []Application) (same, others []Application) {
	for _, other := range there {
		if other.IsOf(a) {
			same = append(same, other)
		} else {
			others = append(others, other)
		}
	}
	return same, others
}

// Beside is the application with what tells it from those of other people at its address, and which of these, by id, do
// not tell of that yet. By its other applications, which are the same, its person is known already.
func (a Application) Beside(same, others []Application) (beside Application, untold []string) {
	for _, other := range others {
		a.Shared, a.Sharing = true, a.NameKey()
		if !other.Shared {
			untold = append(untold, other.ID)
		}
	}
	for _, own := range same {
		another := func(o Application) bool { return o.Kind == a.Kind && o.Sharing == own.Sharing }
		if own.Kind == a.Kind || !slices.ContainsFunc(slices.Concat(same, others), another) {
			a.Sharing = own.Sharing
		}
	}
	return a, untold
}
