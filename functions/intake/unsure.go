package intake

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/contact"
	"github.com/partnerusergroups/pugs/shared/hubspot"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// copied is the submission as it is to be taken where the contact lists a newer one, by a form that is not known, while
// another cohort takes applications. Whoever applies again by a copy of the programme's form and says what they said
// before leaves nothing else by which HubSpot would tell: it is kept for staff, under another key than it has once the
// form is known.
func (f function) copied(ctx context.Context, s hubspot.Submission) (hubspot.Submission, pug.Problem, error) {
	kind := pug.ParseKind(pug.Line(s.Properties[contact.Application], maxShort))
	if len(s.Newer) == 0 || !kind.Known() {
		return s, pug.Problem{}, nil
	}
	before, _, err := f.Calendar.CohortAt(ctx, kind, s.At)
	if err != nil {
		return s, pug.Problem{}, err
	}
	for _, c := range s.Newer[:min(len(s.Newer), mostOvertaken)] {
		id, dates, err := f.Calendar.CohortAt(ctx, kind, c.At)
		if err != nil {
			return s, pug.Problem{}, err
		}
		if id != before && len(dates.Phase(kind).Check(kind, id, c.At, f.When)) == 0 {
			s.Key, s.Former, s.At, s.Earlier = "unknown form "+c.Key, nil, c.At, nil
			return s, unknownForm(c), nil
		}
	}
	return s, pug.Problem{}, nil
}

func unknownForm(c hubspot.Conversion) pug.Problem {
	return pug.Problem{Code: pug.ProblemUnsure, Value: pug.Line(c.Title, maxShort),
		Detail: "It came by a form that is not known to be the programme's, with the answers that the contact gave " +
			"before. The applicant was not told. If the form is a copy of the programme's, add its id to the setting " +
			"forms."}
}

// unsure are the problems where nothing tells which of a contact's submissions came: what is judged by the time of it
// may not be so.
func unsure(problems []pug.Problem) []pug.Problem {
	var all []pug.Problem
	for _, p := range problems {
		if p.ByTime() {
			p.Code = pug.ProblemUnsure
			p.Detail += " HubSpot does not tell by which form this came, so it may have been sent at another time. " +
				"The applicant was not told."
		}
		all = append(all, p)
	}
	return all
}
