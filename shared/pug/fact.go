package pug

import (
	"fmt"
	"slices"
	"strings"
)

// Fact is one thing that is known of a record, as pages and mail show it.
type Fact struct {
	Label string
	Value string
	Link  bool `json:",omitempty"` // the value is the address of a page, to be opened from there
}

// Details lists what the applicant said in the form, in the order in which people read it. What was left out is left
// out; Why, which may be long, is not among them.
func (a Application) Details() []Fact {
	name := a.Name()
	if name == a.Email {
		name = ""
	}
	return slices.DeleteFunc([]Fact{
		{Label: "Applies as", Value: a.Kind.Label()},
		{Label: "Cohort", Value: a.Cohort.Name()},
		{Label: "Name", Value: name},
		{Label: "Email", Value: a.Email},
		{Label: "Company", Value: a.Company},
		{Label: "Partner type", Value: a.PartnerType.Label()},
		{Label: "Role", Value: a.Role.Label()},
		{Label: "Region", Value: a.Region.Label()},
		a.TopicFact(),
		{Label: "Topics on the form", Value: topicList(a.Named)},
		{Label: "Time zone", Value: a.TimeZone},
	}, func(f Fact) bool { return f.Value == "" })
}

// TopicFact is what the applicant would like to talk about.
func (a Application) TopicFact() Fact {
	label := "Topic"
	if len(a.Topics) > 1 {
		label = "Topics, best first"
	}
	return Fact{Label: label, Value: topicList(a.Topics)}
}

// topicList is topics in one line, numbered if there are several.
func topicList(topics []Topic) string {
	names := make([]string, len(topics))
	for i, t := range topics {
		names[i] = t.Name
		if len(topics) > 1 {
			names[i] = fmt.Sprintf("%d. %s", i+1, t.Name)
		}
	}
	return strings.Join(names, " · ")
}
