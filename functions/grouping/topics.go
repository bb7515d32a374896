package grouping

import (
	"fmt"
	"slices"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// topicFields ask for up to pug.MaxTopics topics, best first; chosen are those that stand already.
func topicFields(options []page.Option, chosen []pug.Topic) []page.Field {
	var fields []page.Field
	for n, label := range []string{"First choice", "Second choice", "Third choice", "Fourth choice"} {
		field := page.Field{Kind: page.Select, Name: fmt.Sprintf("topic%d", n+1), Label: label, Options: options,
			Required: n == 0}
		if n < len(chosen) {
			field.Value = chosen[n].Key
		}
		fields = append(fields, field)
	}
	return fields
}

// topicsIn are the topics that the fields of a form name, best first and each once.
func topicsIn(form page.Form, offered []pug.Topic) []pug.Topic {
	var topics []pug.Topic
	for _, field := range form.Fields {
		at := slices.IndexFunc(offered, func(t pug.Topic) bool { return t.Key == field.Value })
		if at >= 0 && !slices.Contains(topics, offered[at]) {
			topics = append(topics, offered[at])
		}
	}
	return topics
}
