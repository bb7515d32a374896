package people

import (
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// askStaff is a question to all of the staff. Which one of them takes it follows from the question; most mails end here, unopened.
func (p *People) askStaff(e errand) {
	common := diceFor(p.Seed, "staff", e.purpose, e.title)
	mine := slices.Index(p.Staff, e.person) == common.IntN(len(p.Staff))
	if e.purpose == "groups" {
		if mine && p.take(e) {
			p.later(e, e.dice.delay(p.Habits.Curate), p.curate)
		}
		return
	}
	habit := p.staffHabit(e)
	if _, answers := common.choice(habit); !answers {
		return // one of those that everybody leaves to the others
	}
	if mine || e.dice.chance(p.Habits.Curious) {
		p.ask(e, certain(habit))
	}
}

func (p *People) staffHabit(e errand) Answer {
	switch {
	case e.purpose == "absence":
		return p.Habits.Standing
	case strings.Contains(e.title, "as a Champion"):
		return p.Habits.Champions
	}
	return p.Habits.Members
}

// certain is the habit of those who do answer: its choices, without the silence.
func certain(a Answer) Answer {
	total := 0.0
	for _, s := range a.Choices {
		total += s.Share
	}
	scaled := Answer{Delay: a.Delay}
	for i, s := range a.Choices {
		scaled.Choices = append(scaled.Choices, Share{s.Choice, s.Share / total})
		if i == len(a.Choices)-1 {
			scaled.Choices[i].Share++ // whatever rounding leaves
		}
	}
	return scaled
}

// note is what somebody writes next to a choice.
func note(c pug.Choice) string {
	switch c {
	case pug.ChoiceDecline:
		return "Thank you for applying. Not this time: the group would be too far from your day-to-day work."
	case pug.ChoiceWaitlist:
		return "A good fit once a seat comes free."
	case pug.ChoiceExcuse:
		return "We talked; the dates do not work out."
	}
	return ""
}
