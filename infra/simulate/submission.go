package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Submission is one form that somebody sends.
type Submission struct {
	ID     string
	Kind   pug.Kind
	Email  string
	Cohort pug.CohortID
	At     time.Time
	Fields map[string]string // beyond what everybody fills in, by HubSpot's names; empty: left out
}

// The topic of the group that opens, and the one of a group that may not.
const (
	popular = "Pricing retainers"
	rare    = "Hiring in agencies"
)

// submissions are who applies to a cohort: a Champion whom people want, one whom few do, members enough for a group
// and some more, and forms that are late, odd or sent again by the same person.
func submissions(seed uint64, cohort pug.CohortID, dates pug.Dates) []Submission {
	d := diceFor(seed, "submissions to "+string(cohort))
	f := form{dice: d, cohort: cohort, dates: dates}
	f.champion("rosa@northwind.example", popular)
	f.champion("emil@fabrikam.example", rare)
	members := 7 + d.IntN(4)
	if d.chance(0.03) {
		members = pug.MemberSeats + 3 // more than a group takes
	}
	for range members {
		f.member(popular)
	}
	few := d.IntN(3)
	if d.chance(0.2) {
		few = pug.MinMembers + 3 // both groups open
	}
	for range few {
		f.member(rare)
	}
	f.others()
	slices.SortStableFunc(f.sent, func(a, b Submission) int { return a.At.Compare(b.At) })
	return f.sent
}

// late is who applies after the close.
const late = "lara@partner91.example"

type form struct {
	dice
	cohort pug.CohortID
	dates  pug.Dates
	people int
	sent   []Submission
}

func (f *form) send(kind pug.Kind, email string, at time.Time, fields map[string]string) {
	id := fmt.Sprintf("s%s%03d", strings.ReplaceAll(string(f.cohort), "-", ""), len(f.sent)+1)
	f.sent = append(f.sent, Submission{id, kind, email, f.cohort, at.Truncate(time.Second), fields})
}

func (f *form) champion(email, topic string) {
	f.send(pug.KindChampion, email, f.within(f.dates.ChampionsOpen, f.dates.ChampionsClose),
		map[string]string{"pug_topic_1": topic})
}

// member has somebody new apply for a group on the topic; some work where somebody before them does.
func (f *form) member(topic string) {
	f.people++
	email := fmt.Sprintf("m%02d@partner%02d.example", f.people, f.people)
	fields := map[string]string{"pug_topic_1": topic}
	if f.people > 1 && f.chance(0.2) {
		fields["company"] = fmt.Sprintf("partner%02d.example", f.people-1)
	}
	if topic == rare && f.chance(0.5) {
		fields["pug_topic_2"] = popular
	}
	f.send(pug.KindMember, email, f.within(f.dates.MembersOpen, f.dates.MembersClose), fields)
}

// others are the forms that make work: odd ones, late ones, and a second one of somebody who applied, from the same
// address or from a misspelt one.
func (f *form) others() {
	if f.chance(0.4) {
		f.send(pug.KindMember, "odette@partner90.example", f.within(f.dates.MembersOpen, f.dates.MembersClose),
			map[string]string{"pug_commitments": "false"})
	}
	if f.chance(0.4) {
		after := cloud.Span(f.Float64(), time.Minute, 7*day)
		f.send(pug.KindMember, late, f.dates.MembersClose.Add(after), nil)
	}
	again := f.sent[2+f.IntN(f.people)]
	if f.chance(0.4) {
		f.send(pug.KindMember, again.Email, again.At.Add(cloud.Span(f.Float64(), time.Minute, 3*day)),
			map[string]string{"pug_topic_1": popular, "company": again.Fields["company"]})
	}
	if f.chance(0.2) {
		f.send(pug.KindMember, "rosa@northwind.example", f.within(f.dates.MembersOpen, f.dates.MembersClose), nil)
	}
	if of := f.sent[2+f.IntN(f.people)]; f.chance(0.2) {
		f.send(pug.KindMember, misspelt(of.Email), f.within(f.dates.MembersOpen, f.dates.MembersClose),
			map[string]string{"pug_topic_1": popular, "firstname": first(of.Email)})
	}
}

// misspelt is an address with a slip in it.
func misspelt(email string) string { return email[:1] + email }

// within is a moment of a phase; some people wait for its last minutes.
func (f *form) within(from, to time.Time) time.Time {
	if f.chance(0.15) {
		return to.Add(-cloud.Span(f.Float64(), time.Second, time.Hour))
	}
	return from.Add(time.Duration(f.Int64N(int64(to.Sub(from)))))
}

// properties are the form as HubSpot sends it, without the id and the time of the submission.
func (s Submission) properties() map[string]string {
	local, domain, _ := strings.Cut(s.Email, "@")
	all := map[string]string{
		"pug_application": string(s.Kind), "email": s.Email, "firstname": capital(local),
		"lastname": "Example", "company": domain, "pug_partner_type": "solutions_partner", "pug_role": "sales",
		"pug_region": "NA", "pug_topic_1": popular, "pug_commitments": "true", "pug_cohort": string(s.Cohort),
	}
	maps.Copy(all, s.Fields)
	maps.DeleteFunc(all, func(_, value string) bool { return value == "" })
	return all
}

// Body is the webhook's, in the flat shape.
func (s Submission) Body() []byte {
	all := s.properties()
	all["submission_id"], all["submitted_at"] = s.ID, strconv.FormatInt(s.At.UnixMilli(), 10)
	body, _ := json.Marshal(all) // texts always have a JSON form
	return body
}

// command is how a story of the stand has the form sent.
func (s Submission) command() string {
	words := []string{"submit", string(s.Kind), s.Email, "id=" + s.ID, "at=" + s.At.Format("2006-01-02T15:04"),
		"cohort=" + string(s.Cohort)}
	for _, name := range slices.Sorted(maps.Keys(s.Fields)) {
		words = append(words, quoted(name+"="+s.Fields[name]))
	}
	return strings.Join(words, " ")
}
