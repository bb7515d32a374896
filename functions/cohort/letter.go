package cohort

import (
	"fmt"
	"time"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Why somebody gets a letter.
const (
	becauseStaff    = "you are on the staff of the Partner User Groups"
	becauseChampion = "you are the Champion of a group"
	becauseMember   = "you are a member of a group"
)

// signed adds whom to write to.
func (f function) signed(l letter.Letter) letter.Letter {
	l.After = append(l.After, fmt.Sprintf("Questions? Write to %s.", f.Settings.Sender.Address))
	return l
}

func kindTitle(k pug.Kind) string {
	if k == pug.KindChampion {
		return "Champion"
	}
	return "Member"
}

func opened(in phaseIn, phase pug.Phase, zone *time.Location) letter.Letter {
	return letter.Letter{
		Subject:    fmt.Sprintf("%s applications for the %s cohort are open", kindTitle(in.Kind), in.Cohort.Name()),
		Paragraphs: []string{"The form can be shared now. Each application comes to you by mail with a link of your own; the first decision stands."},
		Facts: []letter.Fact{
			{Label: "Open until", Value: page.When(phase.Close.In(zone))},
			{Label: "Decided by", Value: page.When(phase.Decide.In(zone))},
		},
		After:   []string{"An application that nobody has decided by then is waitlisted."},
		Because: becauseStaff,
	}
}

func phaseEnded(in phaseIn, t totals) letter.Letter {
	text := letter.Letter{
		Subject:    fmt.Sprintf("%s applications for the %s cohort are decided: %d approved", kindTitle(in.Kind), in.Cohort.Name(), t.approved),
		Paragraphs: []string{"Nothing is left to do. This is how the phase ended."},
		Facts: []letter.Fact{
			{Label: "Approved", Value: fmt.Sprint(t.approved)},
			{Label: "Declined", Value: fmt.Sprint(t.declined)},
			{Label: "Waitlisted", Value: fmt.Sprint(t.waitlisted)},
			{Label: "Replaced by a newer one", Value: fmt.Sprint(t.replaced)},
			{Label: "Too late", Value: fmt.Sprint(t.late)},
		},
		Because: becauseStaff,
	}
	mix := letter.List{Heading: "The approved, by kind of partner"}
	for _, p := range pug.PartnerTypes() {
		mix.Items = append(mix.Items, fmt.Sprintf("%s: %d", p.Label(), t.mix[p]))
	}
	text.Lists = append(text.Lists, mix)
	if in.Kind == pug.KindChampion {
		topics := letter.List{Heading: "Approved Champions and their topics"}
		for _, a := range t.champions {
			topics.Items = append(topics.Items, fmt.Sprintf("%s: %s (%s, %s)", a.Name(), a.Topic().Name, a.Role.Label(), a.Region.Label()))
		}
		text.Lists = append(text.Lists, topics)
	}
	if len(t.odd) > 0 {
		odd := letter.List{Heading: "Not reviewable as they were sent"}
		for _, a := range t.odd {
			odd.Items = append(odd.Items, fmt.Sprintf("%s: %s", a.Name(), a.Problems[0].Detail))
		}
		text.Lists = append(text.Lists, odd)
	}
	return text
}

func healed(id pug.CohortID) letter.Letter {
	return letter.Letter{
		Subject: fmt.Sprintf("Please check: the %s cohort launched by itself, a day late", id.Name()),
		Paragraphs: []string{
			"The launch schedule did not fire, so the cohort waited a day and then launched on its own. Champions and members have their mail, and meetings go ahead.",
			"Please have an engineer look at the schedule before the next launch.",
		},
		Because: becauseStaff,
	}
}

func groupFacts(g pug.Group) []letter.Fact {
	return []letter.Fact{
		{Label: "Topic", Value: g.Topic.Name}, {Label: "Role", Value: g.Role.Label()}, {Label: "Region", Value: g.Region.Label()},
		{Label: "Champion", Value: fmt.Sprintf("%s (%s)", g.Champion.Name, g.Champion.Company)},
	}
}

func launchedChampion(g pug.Group, seats []pug.Seat) letter.Letter {
	members := letter.List{Heading: "Your members"}
	for _, s := range seats {
		if s.Excused.IsZero() {
			members.Items = append(members.Items, fmt.Sprintf("%s, %s (%s)", s.Member.Name, s.Member.Company, s.Member.Email))
		}
	}
	return letter.Letter{
		Subject: fmt.Sprintf("Your group starts today: %s", g.Topic.Name),
		Paragraphs: []string{
			"The cohort is launched, and you are the Champion of this group. Each month you get a mail with a link to set the topic, the date and the place of the meeting; your members are then invited for you.",
		},
		Facts: groupFacts(g), Lists: []letter.List{members},
		Because: becauseChampion,
	}
}

func launchedMember(g pug.Group) letter.Letter {
	return letter.Letter{
		Subject: fmt.Sprintf("Your group starts today: %s", g.Topic.Name),
		Paragraphs: []string{
			fmt.Sprintf("The cohort is launched. %s hosts six monthly meetings of at least an hour; the invitation to each comes by mail.", g.Champion.Name),
			"Before each meeting you get a link to hand in ideas and talking points. The group lives on what its members bring.",
		},
		Facts:   groupFacts(g),
		Because: becauseMember,
	}
}

func leadAgain(g pug.Group, next pug.CohortID, dates pug.Dates, deadline time.Time) letter.Letter {
	return letter.Letter{
		Subject: fmt.Sprintf("Will you lead your group again? %s", g.Topic.Name),
		Paragraphs: []string{
			fmt.Sprintf("Your cohort nears its end, and Champions may lead the same group again. The %s cohort starts on %s.", next.Name(), page.Day(dates.Launch.In(deadline.Location()))),
			"Say yes, and your topic, role and region carry over: there is no form to fill in. The team decides as on any application, and you hear from us by mail.",
		},
		Facts:   groupFacts(g),
		After:   []string{fmt.Sprintf("The link works until %s. Without an answer, your group ends with this cohort.", page.When(deadline))},
		Because: becauseChampion,
	}
}

func renewalFacts(g pug.Group, r pug.Renewal) []page.Fact {
	return []page.Fact{
		{Label: "Topic", Value: g.Topic.Name}, {Label: "Role", Value: g.Role.Label()}, {Label: "Region", Value: g.Region.Label()},
		{Label: "Next cohort", Value: r.Next.Name()},
	}
}

func renewalSentence(r pug.Renewal) string {
	if r.Decision.Choice == pug.ChoiceYes {
		return fmt.Sprintf("%s wants to lead the group again in the %s cohort. The team decides, and writes to the Champion.", r.Champion.Name, r.Next.Name())
	}
	return fmt.Sprintf("%s does not lead the group again this time. Thank you for leading it.", r.Champion.Name)
}

func thanks(g pug.Group) letter.Letter {
	return letter.Letter{
		Subject:    fmt.Sprintf("Thank you for leading %s", g.Topic.Name),
		Paragraphs: []string{"The cohort has ended. A group is what its Champion makes of it: thank you for six months of work for other partners."},
		Because:    becauseChampion,
	}
}

func closed(id pug.CohortID, groups []pug.Group, held int) letter.Letter {
	list := letter.List{Heading: "Groups at the end"}
	for _, g := range groups {
		list.Items = append(list.Items, fmt.Sprintf("%s (%s, %s), led by %s. Members: %d", g.Topic.Name, g.Role.Label(), g.Region.Label(), g.Champion.Name, g.Partners-1))
	}
	return letter.Letter{
		Subject:    fmt.Sprintf("The %s cohort has ended. Groups: %d, meetings: %d", id.Name(), len(groups), held),
		Paragraphs: []string{"The last meetings are settled, and nothing is left to do for this cohort."},
		Lists:      []letter.List{list},
		Because:    becauseStaff,
	}
}
