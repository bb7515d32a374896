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
}

// Details lists what the applicant said in the form, in the order in which people read it. What was left out is left
// out; Why, which may be long, is not among them.
func (a Application) Details() []Fact {
	topics := "Topic"
	if len(a.Topics) > 1 {
		topics = "Topics, best first"
	}
	name := a.Name()
	if name == a.Email {
		name = ""
	}
	return slices.DeleteFunc([]Fact{
		{"Applies as", a.Kind.Label()}, {"Cohort", a.Cohort.Name()}, {"Name", name}, {"E-mail", a.Email},
		{"Company", a.Company}, {"Partner type", a.PartnerType.Label()}, {"Role", a.Role.Label()},
		{"Region", a.Region.Label()}, {topics, a.topicList()}, {"Time zone", a.TimeZone},
	}, func(f Fact) bool { return f.Value == "" })
}

// topicList is the topics in one line, numbered if there are several.
func (a Application) topicList() string {
	names := make([]string, len(a.Topics))
	for i, t := range a.Topics {
		names[i] = t.Name
		if len(a.Topics) > 1 {
			names[i] = fmt.Sprintf("%d. %s", i+1, t.Name)
		}
	}
	return strings.Join(names, " · ")
}
