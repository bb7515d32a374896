package grouping

import (
	"fmt"
	"time"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Because completes "You get this mail because" in the footer of mail.
const (
	becauseStaff    = "you are on the staff of the Partner User Groups"
	becauseChampion = "you applied to lead a Partner User Group"
	becauseMember   = "you applied to join a Partner User Group"
)

func (f function) contact() string {
	return fmt.Sprintf("Questions? Write to %s.", f.Settings.Sender.Address)
}

func groupFacts(group pug.Group) []letter.Fact {
	return []letter.Fact{
		{Label: "Topic", Value: group.Topic.Name},
		{Label: "Role", Value: group.Role.Label()},
		{Label: "Region", Value: group.Region.Label()},
		{Label: "Champion", Value: group.Champion.WithCompany()},
	}
}

// count writes a number with its noun in the right number.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// placed tells a member that they have a seat, and how well the group suits what they asked for.
func (f function) placed(c pug.Cohort, group pug.Group, fit curation.Fit) letter.Letter {
	return letter.Letter{
		Subject:   fmt.Sprintf("You have a seat in the group on %q", group.Topic.Name),
		Preheader: fmt.Sprintf("Your Champion is %s. The groups launch on %s.", group.Champion.Name, f.When(c.Dates.Launch)),
		Paragraphs: []string{
			fmt.Sprintf("Welcome! You have a seat in a Partner User Group of the %s cohort.", c.ID.Name()),
		},
		Facts: append(groupFacts(group), letter.Fact{Label: "Why this group", Value: whySeated(fit)}, letter.Fact{Label: "Launch", Value: f.When(c.Dates.Launch)}),
		After: []string{
			"There is nothing to do now. After the launch, your Champion sets the date of the first meeting and you get an invitation for your calendar. There is one meeting each month, six in all.",
			"If you can no longer take part, tell us: somebody on the waitlist would be glad of the seat. " + f.contact(),
		},
		Because: becauseMember,
	}
}

// whySeated says in a sentence how well a group suits a member.
func whySeated(fit curation.Fit) string {
	choice := "Its topic is your " + fit.Rank() + " choice"
	if fit.SameRegion {
		return choice + ", and it is in your region."
	}
	return choice + ", in a region next to yours."
}

// opens tells a Champion who the members of the group are.
func (f function) opens(b board, group pug.ProposedGroup) letter.Letter {
	lead, launch, because := b.LeadOf(group), f.When(b.cohort.Dates.Launch), becauseChampion
	news := fmt.Sprintf("Good news: the group that you lead in the %s cohort opens.", b.Cohort.Name())
	if b.named(lead) {
		news = fmt.Sprintf("The team asked you to lead a group of the %s cohort, and it opens. Thank you for taking it on!", b.Cohort.Name())
		because = "the staff of the Partner User Groups named you as a Champion"
	}
	members := letter.List{Heading: "Your members"}
	for _, m := range b.sitting(group) {
		members.Items = append(members.Items, m.Person().WithCompany())
	}
	return letter.Letter{
		Subject:    fmt.Sprintf("Your group on %q opens with %s", lead.Topic.Name, count(len(group.Members), "member", "members")),
		Preheader:  fmt.Sprintf("The groups launch on %s.", launch),
		Paragraphs: []string{news},
		Facts:      append(leadFacts(lead), letter.Fact{Label: "Launch", Value: launch}),
		Lists:      []letter.List{members},
		After: []string{
			"There is nothing to do now. At the launch, and each month after it, you get a link to set the topic, the date and the place of your meeting; your members are then invited.",
			f.contact(),
		},
		Because: because,
	}
}

func leadFacts(lead pug.Lead) []letter.Fact {
	return []letter.Fact{
		{Label: "Topic", Value: lead.Topic.Name},
		{Label: "Role", Value: lead.Role.Label()},
		{Label: "Region", Value: lead.Region.Label()},
	}
}

// waits tells somebody where they stand in the waitlist, and why.
func (f function) waits(c pug.Cohort, w curation.Waiting) letter.Letter {
	return letter.Letter{
		Subject:   fmt.Sprintf("You are number %d on the waitlist of the %s cohort", w.Place, c.ID.Name()),
		Preheader: w.Letter,
		Paragraphs: []string{
			fmt.Sprintf("The groups of the %s cohort are settled, and there is no seat for you yet: you are number %d on the waitlist.", c.ID.Name(), w.Place),
		},
		Facts: []letter.Fact{{Label: "Why", Value: w.Letter}, {Label: "The order", Value: pug.WaitlistOrder}},
		After: []string{
			"Seats come free during the six months. When one does in a group that suits you and it is your turn, we offer it to you by mail. There is nothing to do until then.",
			f.contact(),
		},
		Because: becauseMember,
	}
}

// unopened tells a Champion that their group does not open, and why.
func (f function) unopened(b board, lead pug.Lead) letter.Letter {
	why := fmt.Sprintf("We could not bring %d members together for it, the fewest that a group opens with.", pug.MinMembers)
	switch {
	case b.Shut(lead.Person.ID):
		why = "The team decided so when it curated the groups."
	case len(b.Groups) >= pug.MaxGroups:
		why = fmt.Sprintf("A cohort has at most %d groups, and others were chosen.", pug.MaxGroups)
	}
	return letter.Letter{
		Subject:   fmt.Sprintf("Your group on %q does not open in the %s cohort", lead.Topic.Name, b.Cohort.Name()),
		Preheader: why,
		Paragraphs: []string{
			fmt.Sprintf("Thank you for offering to lead a group. We are sorry that it does not open in the %s cohort.", b.Cohort.Name()),
		},
		Facts:   append(leadFacts(lead), letter.Fact{Label: "Why", Value: why}),
		After:   []string{"We would be glad to see your application for the next cohort. " + f.contact()},
		Because: becauseChampion,
	}
}

// inviteToJoin adds to the letter of unopened that the Champion may join as a member.
func (f function) inviteToJoin(l letter.Letter, ends time.Time) letter.Letter {
	l.Paragraphs = append(l.Paragraphs, "You are welcome to take part as a member instead: your topic, role and region carry over, and the team decides as on any application.")
	l.After = append([]string{fmt.Sprintf("The link works until %s.", f.When(ends))}, l.After...)
	return l
}
