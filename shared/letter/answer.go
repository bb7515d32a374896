package letter

import (
	"strings"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// readAnswers reads whom replies go to, as the part "answer" of the templates writes them. No value that was typed can
// be taken for its marks: see typed. An address that no mail reaches is left out.
func readAnswers(list string) []store.Mailbox {
	var all []store.Mailbox
	for one := range strings.SplitSeq(list, ";") {
		name, email, _ := strings.Cut(strings.TrimSuffix(one, ">"), "<")
		m := store.Mailbox{Name: oneLine(untyped(name)), Email: oneLine(untyped(email))}
		if _, err := pug.ParseEmail(m.Email); err == nil {
			all = append(all, m)
		}
	}
	return all
}

// answered tells the reader who gets a reply; staff need not be told.
func (d draft) answered(team Address) string {
	if d.Team() {
		return ""
	}
	if len(d.Answers) == 0 {
		return "Questions? Reply to this email, or write to " + team.Email + "."
	}
	var names []string
	for _, a := range d.Answers {
		names = append(names, a.Name)
	}
	return "Reply to this email to reach " + strings.Join(names, " and ") + ". For anything else, write to " +
		team.Email + "."
}

// replyTo is whom a reply to a letter goes to: those who answer it, else the team.
func (d draft) replyTo(team Address) []Address {
	if len(d.Answers) == 0 {
		return []Address{team}
	}
	var to []Address
	for _, a := range d.Answers {
		to = append(to, Address{Name: a.Name, Email: a.Email})
	}
	return to
}
