package intake

import (
	"context"
	"fmt"
	"net/mail"
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
	maxEmail = 254 // RFC 5321, section 4.5.3.1.3, less the brackets around a path
)

// ahead is how far the clock of the form may be ahead of ours.
const ahead = 5 * time.Minute

// read makes an application of a submission, whose properties go by HubSpot's internal names, with what is odd about it
// as far as it alone can tell. The cohort is left open.
func read(s hubspot.Submission, now time.Time) pug.Application {
	short := func(property string) string { return cut(s.Properties[property], maxShort) }
	a := pug.Application{
		Kind:        pug.Kind(short("pug_application")),
		Origin:      pug.OriginForm,
		Email:       strings.ToLower(strings.TrimSpace(s.Properties["email"])),
		FirstName:   short("firstname"),
		LastName:    short("lastname"),
		Company:     short("company"),
		PartnerType: pug.PartnerType(short("pug_partner_type")),
		Role:        pug.Role(short("pug_role")),
		Region:      pug.Region(short("pug_region")),
		Topics:      topics(s),
		TimeZone:    timeZone(short("pug_time_zone")),
		Why:         cut(s.Properties["pug_why"], maxWhy),
		Commitments: strings.EqualFold(strings.TrimSpace(s.Properties["pug_commitments"]), "true"),
		Public:      strings.EqualFold(strings.TrimSpace(s.Properties["pug_public"]), "true"),
		Submitted:   submitted(s.At, now),
	}
	a.Problems = a.Assess()
	if a.Email != "" && !isAddress(a.Email) {
		a.Problems = append(a.Problems, pug.Problem{Code: pug.ProblemUnknown,
			Detail: fmt.Sprintf("%q is not a mail address.", cut(a.Email, maxShort))})
		a.Email = "" // nobody can be written to there
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

// topics reads the topics, best first, each once.
func topics(s hubspot.Submission) []pug.Topic {
	var named []pug.Topic
	known := map[string]bool{}
	for n := 1; n <= pug.MaxTopics; n++ {
		name := cut(pug.CleanTopic(s.Properties[fmt.Sprint("pug_topic_", n)]), maxShort)
		key := pug.TopicKey(name)
		if key == "" || known[key] {
			continue
		}
		known[key] = true
		named = append(named, pug.Topic{Name: name, Key: key})
	}
	return named
}

// timeZone keeps the name of a time zone, and nothing else: without one, the programme's zone is used.
func timeZone(name string) string {
	if _, known := calendar.Zone(name); !known {
		return ""
	}
	return name
}

func isAddress(email string) bool {
	parsed, err := mail.ParseAddress(email)
	return err == nil && parsed.Address == email && len(email) <= maxEmail
}

// cut trims text and keeps its first characters.
func cut(text string, most int) string {
	text = strings.TrimSpace(text)
	if characters := []rune(text); len(characters) > most {
		return strings.TrimSpace(string(characters[:most]))
	}
	return text
}

// enter makes an application of a submission, for the cohort that is named in it or that its time tells, and with its
// deadline there. What is odd about it so far is noted with it.
func (f function) enter(
	ctx context.Context, s hubspot.Submission, hash string, now time.Time,
) (pug.Application, error) {
	a := read(s, now)
	id, dates, odd, err := f.cohort(ctx, a, strings.TrimSpace(s.Properties["pug_cohort"]))
	if err != nil {
		return a, err
	}
	a.Cohort, a.ID = id, pug.ApplicationID(id, a.Kind, hash[:16])
	if odd != "" {
		a.Problems = append(a.Problems, pug.Problem{Code: pug.ProblemUnknown, Detail: odd})
		return a, nil
	}
	if a.Kind.Known() { // otherwise it has no phase
		phase := dates.Phase(a.Kind)
		a.Deadline = phase.Decide.UTC()
		a.Problems = append(a.Problems, phase.Check(a.Kind, id, a.Submitted)...)
	}
	return a, nil
}

// cohort is the cohort that is meant with its dates, and what is odd about it in a sentence.
func (f function) cohort(ctx context.Context, a pug.Application, named string) (
	id pug.CohortID, dates pug.Dates, odd string, err error,
) {
	if named == "" {
		id, dates, err = f.Calendar.CohortAt(ctx, a.Kind, a.Submitted)
		if err == nil && id == "" {
			odd = "There is no cohort to apply for at this time."
		}
		return id, dates, odd, err
	}
	id, err = pug.ParseCohortID(strings.ToUpper(named))
	switch {
	case err != nil:
		return "", dates, fmt.Sprintf("%q is not a cohort of the programme.", cut(named, maxShort)), nil
	case !f.Settings.Runs(id):
		return id, dates, fmt.Sprintf("The programme does not run the %s cohort.", id.Name()), nil
	}
	dates, err = f.Calendar.Dates(ctx, id)
	return id, dates, "", err
}
