package grouping

import (
	"fmt"
	"slices"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// topicForm asks for as many topics as somebody may name, best first, and is filled in with those that they have named.
func topicForm(submit string, options []page.Option, named []pug.Topic) page.Form {
	form := page.Form{Submit: submit}
	for n, label := range []string{"First choice", "Second choice", "Third choice", "Fourth choice"} {
		field := page.Field{Kind: page.Select, Name: fmt.Sprintf("topic%d", n+1), Label: label, Required: n == 0,
			Options: options}
		if n < len(named) {
			field.Value = named[n].Key
		}
		form.Fields = append(form.Fields, field)
	}
	return form
}

// chosenTopics are those of the topics on offer that the form says, each once.
func chosenTopics(form page.Form, offered []pug.Topic) []pug.Topic {
	var topics []pug.Topic
	for _, field := range form.Fields {
		at := slices.IndexFunc(offered, func(t pug.Topic) bool { return t.Key == field.Value })
		if at >= 0 && !slices.Contains(topics, offered[at]) {
			topics = append(topics, offered[at])
		}
	}
	return topics
}
