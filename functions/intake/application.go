package intake

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
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
	kept := []string{"pug_application", "email", "firstname", "lastname", "company", "pug_partner_type", "pug_role",
		"pug_region", "pug_time_zone", "pug_why", "pug_commitments", "pug_cohort"}
	for n := range pug.MaxTopics {
		kept = append(kept, topicProperty(n))
	}
	keep := func(name string) bool { return slices.Contains(kept, name) }
	return hubspot.Reader{Keep: keep, Kind: kept[0], Forms: forms}
}

// topicProperty is where the form has the topic that comes at a place in the order, from 0 on.
func topicProperty(n int) string { return fmt.Sprint("pug_topic_", n+1) }

// read makes an application of a submission, whose properties go by HubSpot's internal names, with what is odd about it
// as far as it alone can tell. The cohort is left open.
func read(s hubspot.Submission, now time.Time) pug.Application {
	line := func(property string) string { return pug.Line(s.Properties[property], maxShort) }
	typed := line("email")
	email, wrong := pug.ParseEmail(s.Properties["email"])
	a := pug.Application{
		Kind:        pug.ParseKind(line("pug_application")),
		Origin:      pug.OriginForm,
		Email:       typed,
		FirstName:   line("firstname"),
		LastName:    line("lastname"),
		Company:     line("company"),
		PartnerType: pug.ParsePartnerType(line("pug_partner_type")),
		Role:        pug.ParseRole(line("pug_role")),
		Region:      pug.ParseRegion(line("pug_region")),
		Topics:      topics(s),
		TimeZone:    timeZone(line("pug_time_zone")),
		Why:         pug.Prose(s.Properties["pug_why"], maxWhy),
		Commitments: accepted(s.Properties["pug_commitments"]),
		Public:      accepted(s.Properties["pug_public"]),
		Submitted:   submitted(s.At, now),
	}
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

// topics reads the topics, best first, each once, and at most one more than there may be. A property made of check
// boxes has several, with semicolons between.
func topics(s hubspot.Submission) []pug.Topic {
	var named []pug.Topic
	known := map[string]bool{}
	for n := range pug.MaxTopics {
		for name := range strings.SplitSeq(s.Properties[topicProperty(n)], ";") {
			name = pug.Line(pug.CleanTopic(name), maxShort)
			key := pug.TopicKey(name)
			if key == "" || known[key] || len(named) > pug.MaxTopics {
				continue
			}
			known[key] = true
			named = append(named, pug.Topic{Name: name, Key: key})
		}
	}
	return named
}

// timeZone keeps the name of a time zone, and nothing else: without one, the programme's zone is used.
func timeZone(name string) string {
	zone, known := calendar.Zone(name)
	if !known {
		return ""
	}
	return zone.String()
}

// notes are for whoever sets HubSpot up, of what is read as if it were empty.
func notes(s hubspot.Submission) []string {
	zone := pug.Line(s.Properties["pug_time_zone"], maxShort)
	if zone == "" || timeZone(zone) != "" {
		return s.Notes
	}
	return append(s.Notes, fmt.Sprintf("pug_time_zone is %q, which is no time zone: the programme's counts.", zone))
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
func (f function) enter(
	ctx context.Context, s hubspot.Submission, hash string, now time.Time,
) (pug.Application, error) {
	a := read(s, now)
	id, dates, odd, err := f.cohort(ctx, a, pug.Line(s.Properties["pug_cohort"], maxShort))
	if err != nil {
		return a, err
	}
	a.Cohort, a.ID = id, pug.ApplicationID(id, a.Kind, hash[:16])
	if odd.Detail != "" {
		odd.Code = pug.ProblemUnknown
		a.Problems = append(a.Problems, odd)
		return a, nil
	}
	if a.Kind.Known() { // otherwise it has no phase
		phase := dates.Phase(a.Kind)
		a.Deadline = phase.Decide.UTC()
		a.Problems = append(a.Problems, phase.Check(a.Kind, id, a.Submitted)...)
	}
	return a, nil
}

// cohort is the cohort that is meant with its dates, and what is odd about it.
func (f function) cohort(ctx context.Context, a pug.Application, named string) (
	id pug.CohortID, dates pug.Dates, odd pug.Problem, err error,
) {
	if named == "" {
		id, dates, err = f.Calendar.CohortAt(ctx, a.Kind, a.Submitted)
		if err == nil && id == "" {
			odd.Detail = "There is no cohort to apply for at this time."
		}
		return id, dates, odd, err
	}
	id, err = pug.ParseCohortID(strings.ToUpper(named))
	switch {
	case err != nil:
		return "", dates, pug.Problem{Detail: "The cohort is none of the programme's.", Value: named}, nil
	case !f.Settings.Runs(id):
		return id, dates, pug.Problem{Detail: fmt.Sprintf("The programme does not run the %s cohort.", id.Name())}, nil
	}
	dates, err = f.Calendar.Dates(ctx, id)
	return id, dates, odd, err
}
