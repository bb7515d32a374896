package intake

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/contact"
	"github.com/partnerusergroups/pugs/shared/hubspot"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// What is longer is cut, in characters: the record must fit into the table, and a letter into a mail.
const (
	maxShort = 200
	maxWhy   = 4000
)

// ahead is how far the clock of the form may be ahead of ours.
const ahead = 5 * time.Minute

// reader reads the bodies of the programme's forms, of which ids may be set.
func reader(forms []string) hubspot.Reader {
	kept := []string{"email", "firstname", "lastname", "company", contact.Cohort}
	var ours []string
	for _, property := range contact.Form() {
		ours = append(ours, property.Name)
	}
	own := func(name string) bool { return slices.Contains(ours, name) }
	keep := func(name string) bool { return own(name) || slices.Contains(kept, name) }
	return hubspot.Reader{Keep: keep, Kind: contact.Application, Own: own, Forms: forms}
}

// read makes an application of a submission, whose properties go by HubSpot's internal names, with what is odd about it
// as far as it alone can tell. The cohort is left open.
func read(s hubspot.Submission, now time.Time) pug.Application {
	line := func(property string) string { return pug.Line(s.Properties[property], maxShort) }
	typed := line("email")
	email, wrong := pug.ParseEmail(s.Properties["email"])
	a := pug.Application{
		Kind:        pug.ParseKind(line(contact.Application)),
		Origin:      pug.OriginForm,
		Email:       typed,
		FirstName:   line("firstname"),
		LastName:    line("lastname"),
		Company:     line("company"),
		PartnerType: pug.ParsePartnerType(line(contact.PartnerType)),
		Role:        pug.ParseRole(line(contact.Role)),
		Region:      pug.ParseRegion(line(contact.Region)),
		TimeZone:    timeZone(line(contact.TimeZone)),
		Why:         pug.Prose(s.Properties[contact.Why], maxWhy),
		Commitments: accepted(s.Properties[contact.Commitments]),
		Shares:      accepted(s.Properties[contact.Commitments]), // the form says so there
		Public:      accepted(s.Properties[contact.Public]),
		Submitted:   submitted(s.At, now),
	}
	a.Topics = topics(s, a.Kind)
	a.Problems = a.Assess()
	if len(a.Topics) > pug.MaxTopics {
		a.Problems = append(a.Problems, pug.Problem{Code: pug.ProblemUnknown,
			Detail: fmt.Sprintf("There are too many topics. Please choose %d at most.", pug.MaxTopics)})
	}
	if a.Email = email; typed != "" && wrong != nil { // nobody can be written to there
		a.Problems = append(a.Problems, pug.Problem{Code: pug.ProblemUnknown, Detail: wrong.Error(), Value: typed})
	}
	return a
}

// submitted is the time by which lateness is judged: that of the form, else that of arrival.
func submitted(at, now time.Time) time.Time {
	if at.IsZero() || at.After(now.Add(ahead)) {
		return now
	}
	return at.UTC()
}

// topics reads the topics, best first, each once, and at most one more than there may be. A Champion proposes one; what
// else the contact names may be of a time when they were a member, and the other way round.
func topics(s hubspot.Submission, kind pug.Kind) []pug.Topic {
	names := []string{s.Properties[contact.TopicNew]}
	if kind != pug.KindChampion || pug.TopicKey(names[0]) == "" {
		names = nil
		for _, property := range contact.Topics() { // one made of check boxes has several
			names = append(names, strings.Split(s.Properties[property], ";")...)
		}
	}
	var named []pug.Topic
	known := map[string]bool{}
	for _, name := range names {
		name = pug.Line(pug.CleanTopic(name), maxShort)
		key := pug.TopicKey(name)
		if key == "" || known[key] || len(named) > pug.MaxTopics {
			continue
		}
		known[key] = true
		named = append(named, pug.Topic{Name: name, Key: key})
	}
	return named
}

// timeZone keeps the name of a time zone, given by itself or by a city, and nothing else: without one, the programme's
// zone is used.
func timeZone(name string) string {
	zone, known := calendar.Find(name)
	if !known {
		return ""
	}
	return zone.String()
}

// notes are for whoever sets HubSpot up, of what is read as if it were empty.
func notes(s hubspot.Submission) []string {
	zone := pug.Line(s.Properties[contact.TimeZone], maxShort)
	if zone == "" || timeZone(zone) != "" {
		return s.Notes
	}
	return append(s.Notes, fmt.Sprintf("%s is %q, which is neither a city nor a time zone: the programme's counts.",
		contact.TimeZone, zone))
}

// accepted says whether the box of the commitments was ticked: a single one is true or yes, of several it is among
// those that are.
func accepted(text string) bool {
	for box := range strings.SplitSeq(strings.ToLower(text), ";") {
		if slices.Contains([]string{"true", "yes", "on", "1"}, strings.TrimSpace(box)) {
			return true
		}
	}
	return false
}

// enter makes an application of a submission, for the cohort that is named in it or that its time tells, and with its
// deadline there. What is odd about it so far is noted with it.
func (f function) enter(ctx context.Context, s hubspot.Submission, now time.Time) (pug.Application, error) {
	a := read(s, now)
	id, dates, odd, err := f.cohort(ctx, a, pug.Line(s.Properties[contact.Cohort], maxShort))
	if err != nil {
		return a, err
	}
	a.Cohort = id
	if odd.Detail != "" {
		odd.Code = pug.ProblemUnknown
		a.Problems = append(a.Problems, odd)
		return a, nil
	}
	if a.Kind.Known() { // otherwise it has no phase
		phase := dates.Phase(a.Kind)
		a.Deadline = phase.Decide.UTC()
		a = fresh(a, s, phase.Open)
		for _, p := range phase.Check(a.Kind, id, a.Submitted, f.When) {
			if s.At.IsZero() {
				p.Value = "no time of submission that can be read, so that of arrival counts"
			}
			a.Problems = append(a.Problems, p)
		}
	}
	if !a.Late() || a.Email == "" {
		return a, nil
	}
	extension, err := f.Store.Extension(ctx, id, a.Kind, a.Email)
	return a.Extended(extension), err
}

// fresh is the application without what the contact said before the phase opened, though the form asked for it again:
// an answer that is left empty does not clear the one before. Topics stay: that somebody chooses one again cannot be
// told from that either.
func fresh(a pug.Application, s hubspot.Submission, opened time.Time) pug.Application {
	old := func(property string) bool {
		set, known := s.Set[property]
		return known && set.Before(opened) && !a.Submitted.Before(opened)
	}
	if old(contact.Why) {
		a.Why = ""
	}
	a.Public = a.Public && !old(contact.Public)
	return a
}

// cohort is the cohort that is meant with its dates, and what is odd about it. One that is named and comes before the
// one that takes applications is not meant: it is where the person's contact was left off (contact.Cohort).
func (f function) cohort(ctx context.Context, a pug.Application, named string) (
	id pug.CohortID, dates pug.Dates, odd pug.Problem, err error,
) {
	open, dates, err := f.Calendar.CohortAt(ctx, a.Kind, a.Submitted)
	if err != nil {
		return "", dates, odd, err
	}
	id, wrong := pug.ParseCohortID(strings.ToUpper(named))
	switch {
	case named == "" && open == "":
		return "", dates, pug.Problem{Detail: "There is no cohort to apply for at this time."}, nil
	case named == "", wrong == nil && id < open:
		return open, dates, odd, nil
	case wrong != nil:
		return "", dates, pug.Problem{Detail: "We do not know that cohort.", Value: named}, nil
	case !f.Settings.Runs(id):
		return id, dates, pug.Problem{Detail: fmt.Sprintf("The programme does not run the %s cohort.", id.Name())}, nil
	}
	dates, err = f.Calendar.Dates(ctx, id)
	return id, dates, odd, err
}
