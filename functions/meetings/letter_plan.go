package meetings

import (
	"fmt"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// planLetter asks the Champion for topic and date (R8).
func (f function) planLetter(o occasion, number int) letter.Letter {
	name := pug.MonthName(o.month.Name)
	return letter.Letter{
		Subject: reminder(number, fmt.Sprintf("Plan your group's meeting in %s", name)),
		Paragraphs: []string{
			fmt.Sprintf("Your group on %q meets once in %s, for an hour or more. Please choose the topic, the date and the place of your video meeting.", o.group.Topic.Name, name),
			"Members get a calendar invitation as soon as you have chosen. With the same link you can change the meeting, or cancel it, until it starts.",
		},
		After:   []string{f.ends(o.month.To)},
		Because: becauseChampion,
	}
}

// silentPlanLetter tells staff of a Champion who did not answer.
func (f function) silentPlanLetter(o occasion) letter.Letter {
	name := pug.MonthName(o.month.Name)
	return letter.Letter{
		Subject: fmt.Sprintf("No meeting planned for %s: %s's group on %s", name, o.group.Champion.Name, o.group.Topic.Name),
		Paragraphs: []string{
			fmt.Sprintf("%s was asked for the meeting in %s, and reminded, and has not answered. A personal word may help; the link in their mail works until the month ends.", o.group.Champion.Name, name),
		},
		Facts:   []letter.Fact{{Label: "Group", Value: groupName(o.group)}, {Label: "Champion", Value: o.group.Champion.Email}},
		Because: becauseStaff,
	}
}

// unplannedLetter closes a month without a meeting, kindly.
func (f function) unplannedLetter(g pug.Group, month pug.Month) letter.Letter {
	name := pug.MonthName(month.Name)
	return letter.Letter{
		Subject: fmt.Sprintf("No meeting in %s", name),
		Paragraphs: []string{
			fmt.Sprintf("%s has ended without a date for your group on %q. That happens, and there is nothing left to do for it.", name, g.Topic.Name),
			"If something makes it hard to find a date, tell us: we are glad to help.",
		},
		After:   []string{f.questions()},
		Because: becauseChampion,
	}
}

// unplannedStaffLetter tells staff of every group that did not meet in a month.
func (f function) unplannedStaffLetter(cohort pug.CohortID, month pug.Month, groups []pug.Group) letter.Letter {
	var names []string
	for _, g := range groups {
		names = append(names, groupName(g))
	}
	return letter.Letter{
		Subject:    fmt.Sprintf("Groups of the %s cohort without a meeting in %s", cohort.Name(), pug.MonthName(month.Name)),
		Paragraphs: []string{"The month has ended, and the Champions of these groups gave no date. Their members are not held to have missed anything."},
		Lists:      []letter.List{{Heading: "Groups", Items: names}},
		Because:    becauseStaff,
	}
}

// invitationLetter goes to everybody in the group with the invitation.
func (f function) invitationLetter(o occasion) letter.Letter {
	return letter.Letter{
		Subject: fmt.Sprintf("Invitation: %s, %s", o.meeting.Topic, f.when(o.meeting)),
		Paragraphs: []string{
			fmt.Sprintf("Your Partner User Group meets in %s, hosted by %s. Please accept the invitation, so that it is in your calendar.", pug.MonthName(o.month.Name), o.group.Champion.Name),
		},
		Facts: f.facts(o.meeting),
		After: []string{f.questions()},
	}
}

// changeLetter goes to everybody in the group when the Champion changed the meeting.
func (f function) changeLetter(o occasion) letter.Letter {
	return letter.Letter{
		Subject: fmt.Sprintf("Changed: %s, %s", o.meeting.Topic, f.when(o.meeting)),
		Paragraphs: []string{
			fmt.Sprintf("%s has changed the meeting of your Partner User Group. This is how it stands now; the invitation brings your calendar up to date.", o.group.Champion.Name),
		},
		Facts: f.facts(o.meeting),
		After: []string{f.questions()},
	}
}

// cancellationLetter goes to everybody in the group when the Champion called the meeting off.
func (f function) cancellationLetter(o occasion) letter.Letter {
	return letter.Letter{
		Subject: fmt.Sprintf("Cancelled: %s, %s", o.meeting.Topic, f.when(o.meeting)),
		Paragraphs: []string{
			fmt.Sprintf("%s has cancelled this meeting of your Partner User Group. The cancellation with this mail takes it out of your calendar, and nobody counts as having missed it. If there is a new date, you get a new invitation.", o.group.Champion.Name),
		},
		Facts:  f.facts(o.meeting),
		Quotes: quote(o.group.Champion.Name, o.meeting.Note),
		After:  []string{f.questions()},
	}
}

// hostLetter says the same to the Champion, whose own doing it is.
func hostLetter(text letter.Letter, o occasion) letter.Letter {
	month := pug.MonthName(o.month.Name)
	again := fmt.Sprintf("Until it starts, you can change or cancel it by the link in the mail that asked you to plan the meeting in %s.", month)
	switch {
	case o.meeting.State == pug.MeetingCancelled:
		text.Paragraphs = []string{
			"You have cancelled this meeting, and your members are told. The cancellation with this mail takes it out of your calendar.",
			fmt.Sprintf("If you find another date in %s, the link in the mail that asked you to plan the meeting still works.", month),
		}
	case o.meeting.Sequence > o.meeting.Series:
		text.Paragraphs = []string{"You have changed your group's meeting, and your members are told. This is how it stands now; the invitation brings your calendar up to date.", again}
	default:
		text.Paragraphs = []string{"Your group's meeting is planned, and your members are invited. Please accept the invitation, so that it is in your calendar too.", again}
	}
	text.Because, text.Quotes = becauseChampion, nil
	return text
}
