package desk

import (
	"net/http"
	"time"

	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/store"
)

// letterView is the page of a letter: what it says, and what became of it.
type letterView struct {
	Letter store.Letter
	Facts  []page.Fact
	Text   string
	Acts   []actLink
}

// letterPath is the page of a letter; empty for those that go to nobody of a cohort.
func letterPath(l store.Letter) string {
	if path := l.Path(); path != "" {
		return "/desk/letters/" + path
	}
	return ""
}

// letter is the page of a letter as it was sent. No link of it works from here: its secret is in the mail alone.
func (f function) letter(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
	l, err := f.Store.LetterAt(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	shown, err := f.layout.Shown(l)
	if err != nil {
		return err
	}
	view := letterView{Letter: l, Text: shown.Text, Facts: f.letterFacts(l),
		Acts: []actLink{{"Send it again", letterPath(l) + "/again"}}}
	if l.Hold != "" && l.State == store.LetterWaiting {
		view.Acts = append(view.Acts, actLink{"See what is held", "/desk/holds/" + l.Hold})
	}
	f.show(w, r, v, "letter", l.Subject, view)
	return nil
}

func (f function) letterFacts(l store.Letter) []page.Fact {
	facts := []page.Fact{{Label: "To", Value: l.To.Name + " (" + l.To.Email + ")"},
		{Label: "Written", Value: f.When(l.Written)}, {Label: "State", Value: sentState(l)}}
	add := func(label, value string) {
		if value != "" {
			facts = append(facts, page.Fact{Label: label, Value: value})
		}
	}
	if !l.Sent.IsZero() {
		add("Sent", f.When(l.Sent))
	}
	add("Answer", l.Answer)
	if l.Link != nil {
		add("Its link works until", f.When(l.Link.Expires))
	}
	if l.Invitation != nil {
		add("For calendars", l.Invitation.Summary+", "+page.When(l.Invitation.Start.In(f.Settings.Zone)))
	}
	if l.Again != nil && l.Again.At.After(l.Written) {
		add("Sent again", f.When(l.Again.At)+" to "+l.Again.Email)
	}
	return facts
}

// sentState is what became of a letter, for people.
func sentState(l store.Letter) string {
	return map[store.LetterState]string{store.LetterWaiting: "Waiting", store.LetterSent: "Sent",
		store.LetterRefused: "Not sent", store.LetterBounced: "Came back",
		store.LetterComplained: "Reported as spam"}[l.State]
}

// mailedRow is a letter in a list.
type mailedRow struct {
	To, Person    string
	Subject, Href string
	State         string
	Bad           bool
	When          time.Time
}

func (f function) mailedRow(l store.Letter) mailedRow {
	return mailedRow{To: l.To.Name, Person: l.To.ID, Subject: l.Subject, Href: letterPath(l), State: sentState(l),
		Bad:  l.State != store.LetterWaiting && l.State != store.LetterSent,
		When: l.Written.In(f.Settings.Zone)}
}
