package attendance

import (
	"fmt"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Why somebody gets a letter.
const (
	becauseStaff    = "you are on the staff of the Partner User Groups"
	becauseChampion = "you are the Champion of a group"
	becauseMember   = "you are a member of a group"
	becauseExcused  = "you were a member of a group"
	becauseWaiting  = "you are on the waitlist of a cohort"
)

// contact is the paragraph that says whom to write to.
func (f function) contact() string {
	return fmt.Sprintf("Questions? Write to %s.", f.Settings.Sender.Address)
}

func groupFacts(g pug.Group) []letter.Fact {
	return []letter.Fact{
		{Label: "Topic", Value: g.Topic.Name}, {Label: "Role", Value: g.Role.Label()}, {Label: "Region", Value: g.Region.Label()},
		{Label: "Champion", Value: g.Champion.WithCompany()},
	}
}

// noteLetter is the friendly note after the first miss.
func (f function) noteLetter(m pug.Meeting, g pug.Group) letter.Letter {
	starts := m.Starts.In(f.Zone(m.Zone))
	return letter.Letter{
		Subject: fmt.Sprintf("We missed you on %s: %s", page.Day(starts), g.Topic.Name),
		Paragraphs: []string{
			fmt.Sprintf("Your group met on %s, and %s noted that you were not there. That happens, and nothing follows from one missed meeting: this is only so that you know.",
				page.Day(starts), g.Champion.Name),
			"A group lives on the people who come, so members who miss several meetings may be excused from it. If you know beforehand that you cannot make a meeting, tell your Champion, and it is not dailyOut as missed.",
		},
		Facts: []letter.Fact{
			{Label: "Group", Value: g.Topic.Name}, {Label: "Meeting", Value: page.When(starts)},
			{Label: "Champion", Value: g.Champion.WithEmail()},
		},
		After:   []string{"Was it noted by mistake? Tell your Champion. " + f.contact()},
		Because: becauseMember,
	}
}

// askLetter asks staff: keep or excuse.
func (f function) askLetter(flag pug.Flag, g pug.Group, again bool) letter.Letter {
	subject := fmt.Sprintf("Keep or excuse? %s missed %d meetings of %s", flag.Member.Name, flag.Missed, g.Topic.Name)
	if again {
		subject = "Reminder: " + subject
	}
	until := flag.Raised.Add(f.Settings.Intervals.FlagAnswer.Duration()).In(f.Settings.Zone)
	return letter.Letter{
		Subject:    subject,
		Paragraphs: []string{"Members who miss several meetings may be excused from their group. Please look at what is known of each meeting, and decide."},
		Facts: []letter.Fact{
			{Label: "Member", Value: flag.Member.WithCompany()}, {Label: "Group", Value: g.Topic.Name},
			{Label: "Champion", Value: g.Champion.WithEmail()}, {Label: "Missed meetings", Value: fmt.Sprint(flag.Missed)},
		},
		After: []string{
			fmt.Sprintf("The first decision stands. If nobody decides by %s, %s keeps the seat. %s", page.When(until), flag.Member.Name, f.contact()),
		},
		Because: becauseStaff,
	}
}

// undecidedLetter tells staff that the deadline kept the member.
func (f function) undecidedLetter(flag pug.Flag, g pug.Group) letter.Letter {
	return letter.Letter{
		Subject: fmt.Sprintf("%s keeps the seat: nobody decided in time", flag.Member.Name),
		Paragraphs: []string{
			fmt.Sprintf("%s missed %d meetings of %s. No decision came in time, so the seat stays theirs. If they miss another meeting, you are asked again.",
				flag.Member.Name, flag.Missed, g.Topic.Name),
		},
		After:   []string{f.contact()},
		Because: becauseStaff,
	}
}

// keptLetter tells the member that they stay.
func (f function) keptLetter(flag pug.Flag, g pug.Group) letter.Letter {
	looked := "The team has looked at it, and your seat stays yours."
	if flag.Decision.By == pug.TheDeadline {
		looked = "Your seat stays yours."
	}
	return letter.Letter{
		Subject: fmt.Sprintf("You keep your seat: %s", g.Topic.Name),
		Paragraphs: []string{
			fmt.Sprintf("You have missed %d meetings of your group. %s", flag.Missed, looked),
			"We hope to see you at the next one. If you cannot come, tell your Champion beforehand, and it is not dailyOut as missed.",
		},
		Facts:   []letter.Fact{{Label: "Group", Value: g.Topic.Name}, {Label: "Champion", Value: g.Champion.WithEmail()}},
		After:   []string{"If your work has changed and the seat should go to somebody else, just tell us. " + f.contact()},
		Because: becauseMember,
	}
}

// excusedLetter tells the member that they leave the group.
func (f function) excusedLetter(g pug.Group) letter.Letter {
	return letter.Letter{
		Subject: fmt.Sprintf("You are excused from your group: %s", g.Topic.Name),
		Paragraphs: []string{
			"You could not come to several meetings of your group, so the team has excused you from it. Your seat is free for somebody else now, and you need not come to the meetings that are left.",
			"We know that plans change. You are welcome to apply again for a later cohort, when it suits you better.",
		},
		Facts:   []letter.Fact{{Label: "Group", Value: g.Topic.Name}},
		After:   []string{"Do you see it differently? " + f.contact()},
		Because: becauseExcused,
	}
}

// leftLetter tells the Champion that a member left.
func (f function) leftLetter(flag pug.Flag, g pug.Group) letter.Letter {
	return letter.Letter{
		Subject: fmt.Sprintf("%s has left your group: %s", flag.Member.Name, g.Topic.Name),
		Paragraphs: []string{
			fmt.Sprintf("%s missed several meetings, and the team has excused them. They have been told.", flag.Member.WithCompany()),
			"If somebody suitable is on the waitlist, we offer them the seat, and tell you when they join.",
		},
		After:   []string{f.contact()},
		Because: becauseChampion,
	}
}
