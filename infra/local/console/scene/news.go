package scene

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/mailbox"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// News is something that happened, in a sentence.
type News struct {
	At     time.Time
	Text   string
	Others int    // of whom the same could be said
	Mail   int    // the id of the mail that it tells of; 0 for what is no mail
	Deed   string // what kind of thing was done, in one word; empty for a mail
}

// News is what the log and the mail say, the latest first: at most so many. What is the same for several people at a
// time is one piece of news.
func (s Scene) News(latest []mailbox.Mail, most int) []News {
	all := append(letters(latest, s.names()), lines(s.Log)...)
	slices.SortStableFunc(all, func(a, b News) int { return b.At.Compare(a.At) })
	return all[:min(most, len(all))]
}

// lines are the lines of the log as news, in their order.
func lines(log []pug.Entry) []News {
	var all []News
	for i, e := range log {
		if i > 0 && e.What == log[i-1].What && e.By == log[i-1].By && e.At.Equal(log[i-1].At) {
			all[len(all)-1].Others++
			continue
		}
		all = append(all, News{At: e.At, Text: sentence(e), Deed: e.Deed})
	}
	return all
}

// sentence is a line of the log as one would say it.
func sentence(e pug.Entry) string {
	e.About = slices.Clone(e.About)
	for i, subject := range e.About {
		e.About[i].Name, _, _ = strings.Cut(subject.Name, ", ") // without the company
	}
	switch by := e.Doer(); {
	case by == "":
		return e.String()
	case strings.ContainsAny(e.What, ":;,("):
		return by + ": " + e.String()
	default:
		return e.String() + " by " + by
	}
}

// letters are the mails as news: the latest come first, and stay so.
func letters(latest []mailbox.Mail, names map[string]string) []News {
	var all []News
	for i := 0; i < len(latest); {
		m := latest[i]
		n := i + 1
		for n < len(latest) && matter(latest[n]) == matter(m) {
			n++
		}
		to := names[strings.ToLower(m.To)]
		switch {
		case n-i > 1:
			to = fmt.Sprintf("%d people", n-i)
		case to == "":
			to = m.To
		}
		all = append(all, News{At: m.Time, Mail: m.ID, Text: "“" + matter(m) + "” went to " + to})
		i = n
	}
	return all
}

// dated is how the date of a meeting begins in a subject, as its reader has it.
var dated = regexp.MustCompile(`, (Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d`)

// matter is what a mail is about, without the date.
func matter(m mailbox.Mail) string {
	if at := dated.FindStringIndex(m.Subject); at != nil {
		return m.Subject[:at[0]]
	}
	return m.Subject
}

// names are those of everybody who applied, by address.
func (s Scene) names() map[string]string {
	names := map[string]string{}
	for _, a := range slices.Concat(s.Members, s.Champions) {
		names[a.Email] = a.Name()
	}
	return names
}
