package meetings

import (
	"fmt"
	"time"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Why somebody gets a letter, where it is not for taking part.
const (
	becauseStaff    = "you are on the staff of the Partner User Groups"
	becauseChampion = "you are the Champion of a group"
)

func addresses(seats []pug.Seat) []letter.Address {
	var to []letter.Address
	for _, s := range seats {
		to = append(to, letter.To(s.Member))
	}
	return to
}

// groupName is how letters name a group. The Champion tells groups on the same topic apart (R7).
func groupName(g pug.Group) string {
	return fmt.Sprintf("%s (%s, %s), led by %s", g.Topic.Name, g.Role.Label(), g.Region.Label(), g.Champion.Name)
}

// when is the start of the meeting in its own zone.
func (f function) when(m pug.Meeting) string { return page.When(m.Starts.In(f.Zone(m.Zone))) }

// ends is when a link ends, as letters say it.
func (f function) ends(t time.Time) string {
	return fmt.Sprintf("The link works until %s. Questions? Write to %s.", page.When(t.In(f.Settings.Zone)), f.Settings.Sender.Address)
}

// questions says whom to write to, in letters without a link.
func (f function) questions() string {
	return fmt.Sprintf("Questions? Write to %s.", f.Settings.Sender.Address)
}

// facts are what everybody needs to know of a planned meeting. The programme's own time is told where its clocks show another.
func (f function) facts(m pug.Meeting) []letter.Fact {
	facts := []letter.Fact{{Label: "Topic", Value: m.Topic}, {Label: "When", Value: f.when(m)}}
	if there := page.When(m.Starts.In(f.Settings.Zone)); there != f.when(m) {
		facts = append(facts, letter.Fact{Label: "Programme time", Value: there})
	}
	return append(facts, letter.Fact{Label: "Length", Value: fmt.Sprintf("%d minutes", m.Minutes)}, letter.Fact{Label: "Place", Value: m.Location})
}

// pageFacts are the same facts for pages.
func (f function) pageFacts(m pug.Meeting) []page.Fact {
	var facts []page.Fact
	for _, fact := range f.facts(m) {
		facts = append(facts, page.Fact(fact))
	}
	return facts
}

// reminder marks the subject of every round after the first.
func reminder(number int, subject string) string {
	if number > 0 {
		return "Reminder: " + subject
	}
	return subject
}

// quote is somebody's note, or nothing where none was written.
func quote(who, text string) []letter.Quote {
	if text == "" {
		return nil
	}
	return []letter.Quote{{Who: who, Text: text}}
}
