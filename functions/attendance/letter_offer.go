package attendance

import (
	"fmt"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// offerFacts are what a person needs to know to say yes or no, in the letter and on the page.
func (f function) offerFacts(o pug.Offer, g pug.Group, next pug.Meeting) []letter.Fact {
	return append(append(groupFacts(g), f.meetingFacts(next)...),
		letter.Fact{Label: "Answer by", Value: page.When(o.Expires.In(f.Settings.Zone))})
}

func (f function) meetingFacts(next pug.Meeting) []letter.Fact {
	if next.Starts.IsZero() {
		return nil
	}
	return []letter.Fact{
		{Label: "Next meeting", Value: fmt.Sprintf("%s, %d minutes", page.When(next.Starts.In(f.Zone(next.Zone))), next.Minutes)},
		{Label: "About", Value: next.Topic},
	}
}

// offerLetter offers the seat.
func (f function) offerLetter(o pug.Offer, g pug.Group, next pug.Meeting) letter.Letter {
	until := page.When(o.Expires.In(f.Settings.Zone))
	return letter.Letter{
		Subject: fmt.Sprintf("A seat for you, if you answer by %s: %s", page.Day(o.Expires.In(f.Settings.Zone)), g.Topic.Name),
		Paragraphs: []string{
			"A seat has come free in a group that suits your application, and you are next on the waitlist. The group meets once a month until the cohort ends.",
		},
		Facts: f.offerFacts(o, g, next),
		After: []string{
			fmt.Sprintf("The link works until %s. Without an answer, the seat is offered to somebody else, and you keep your place on the waitlist. %s", until, f.contact()),
		},
		Because: becauseWaiting,
	}
}

// welcomeLetter confirms the seat.
func (f function) welcomeLetter(g pug.Group, next pug.Meeting) letter.Letter {
	facts := append(groupFacts(g), f.meetingFacts(next)...)
	if next.Location != "" {
		facts = append(facts, letter.Fact{Label: "Place", Value: next.Location})
	}
	return letter.Letter{
		Subject: fmt.Sprintf("Welcome to your group: %s", g.Topic.Name),
		Paragraphs: []string{
			fmt.Sprintf("The seat is yours. Your Champion is %s, who hosts the monthly meetings and knows that you join: %s.", g.Champion.Name, g.Champion.Email),
			"Before each meeting you get a link to hand in ideas and talking points. The group lives on what its members bring.",
		},
		Facts:   facts,
		After:   []string{f.contact()},
		Because: becauseMember,
	}
}

// joinedLetter tells the Champion who joins.
func (f function) joinedLetter(o pug.Offer, g pug.Group) letter.Letter {
	return letter.Letter{
		Subject:    fmt.Sprintf("%s joins your group: %s", o.Person.Name, g.Topic.Name),
		Paragraphs: []string{"The free seat of your group is taken. A short word of welcome, and the link to the next meeting, will help them to start well."},
		Facts:      []letter.Fact{{Label: "New member", Value: o.Person.WithCompany()}, {Label: "Mail", Value: o.Person.Email}},
		After:      []string{f.contact()},
		Because:    becauseChampion,
	}
}

// lapsedLetter tells the person that the offer is over.
func (f function) lapsedLetter(g pug.Group) letter.Letter {
	return letter.Letter{
		Subject: fmt.Sprintf("The offer of a seat has lapsed: %s", g.Topic.Name),
		Paragraphs: []string{
			"We had no answer from you in time, so the seat is offered to somebody else. You keep your place on the waitlist, and hear from us when another seat comes free.",
		},
		After:   []string{f.contact()},
		Because: becauseWaiting,
	}
}

// goneLetter tells the person that their yes found no seat.
func (f function) goneLetter(g pug.Group) letter.Letter {
	return letter.Letter{
		Subject: fmt.Sprintf("Sorry, this seat could not be given to you: %s", g.Topic.Name),
		Paragraphs: []string{
			"Thank you for saying yes. The seat could not be given to you any more: the group is full, or you have a seat in another group by now. Whatever seat or place on the waitlist you have stays yours.",
		},
		After:   []string{f.contact()},
		Because: becauseWaiting,
	}
}

// freeLetter tells staff that the seat stays free.
func (f function) freeLetter(g pug.Group, why string) letter.Letter {
	return letter.Letter{
		Subject:    fmt.Sprintf("A seat stays free: %s", g.Topic.Name),
		Paragraphs: []string{"The seat of an excused member stays free. " + why + " Nothing is left to do."},
		Facts:      groupFacts(g),
		After:      []string{f.contact()},
		Because:    becauseStaff,
	}
}
