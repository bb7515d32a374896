package grouping

import (
	"fmt"

	"github.com/partnerusergroups/pugs/shared/mailer"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// mostDemands is how many kinds of excess interest a letter lists.
const mostDemands = 10

func counts(r roster, unled int) []mailer.Fact {
	return []mailer.Fact{
		{Label: "Groups", Value: fmt.Sprintf("%d of at most %d", len(r.groups), pug.MaxGroups)},
		{Label: "Members with a seat", Value: fmt.Sprint(r.seated())},
		{Label: "On the waitlist", Value: fmt.Sprint(len(r.waitlist))},
		{Label: "Champions without a group", Value: fmt.Sprint(unled)},
	}
}

func groupList(r roster) mailer.List {
	l := mailer.List{Heading: "Groups"}
	for _, group := range r.groups {
		l.Items = append(l.Items, fmt.Sprintf("%s, led by %s: %s", title(group), group.Champion.Name, count(len(r.seats[group.ID]), "member", "members")))
	}
	return l
}

func championList(champions []pug.Application) mailer.List {
	l := mailer.List{Heading: "Champions without a group"}
	for _, c := range champions {
		l.Items = append(l.Items, fmt.Sprintf("%s: %s", with(c.Person()), title(groupOf(c))))
	}
	return l
}

// some leaves lists without items out.
func some(lists ...mailer.List) []mailer.List {
	var kept []mailer.List
	for _, l := range lists {
		if len(l.Items) > 0 {
			kept = append(kept, l)
		}
	}
	return kept
}

// askToCurate asks staff to look at the proposed groups and to publish them.
func (g *grouping) askToCurate(r roster, unled []pug.Application, wanted []demand, reminder bool) mailer.Letter {
	ends := g.when(r.cohort.Dates.Curate)
	subject := fmt.Sprintf("Curate the groups of the %s cohort by %s", r.cohort.ID.Name(), ends)
	if reminder {
		subject = "Reminder: " + subject
	}
	more := mailer.List{Heading: "Interest that would fill a further group, if it had a Champion"}
	for i, d := range wanted {
		if i == mostDemands {
			more.Items = append(more.Items, fmt.Sprintf("and %d more like it", len(wanted)-mostDemands))
			break
		}
		more.Items = append(more.Items, d.String())
	}
	return mailer.Letter{
		Subject:   subject,
		Preheader: fmt.Sprintf("%s, %s", count(len(r.groups), "group", "groups"), count(r.seated(), "member with a seat", "members with a seat")),
		Paragraphs: []string{
			fmt.Sprintf("The groups of the %s cohort are proposed. Please look at them, move people where you know better, and publish.", r.cohort.ID.Name()),
		},
		Facts: counts(r, len(unled)),
		Lists: some(championList(unled), more),
		After: []string{
			fmt.Sprintf("The link is yours alone and works until %s. If nobody has published by then, the groups are published as they stand.", ends),
			g.contact(),
		},
		Because: becauseStaff,
	}
}

// publishedByItself tells staff that the deadline published the groups.
func (g *grouping) publishedByItself(c pug.Cohort) mailer.Letter {
	return mailer.Letter{
		Subject: fmt.Sprintf("The groups of the %s cohort were published as they stood", c.ID.Name()),
		Paragraphs: []string{
			fmt.Sprintf("Nobody published the groups of the %s cohort by %s, so they are published as they stood. Groups with fewer than %d members were dissolved, and their members are on the waitlist.",
				c.ID.Name(), g.when(c.Dates.Curate), pug.MinMembers),
		},
		After:   []string{"There is nothing left to do: members and Champions are told now, and you get a summary. " + g.contact()},
		Because: becauseStaff,
	}
}

// summary tells staff what was published, and by whom.
func (g *grouping) summary(r roster, unled []pug.Application) mailer.Letter {
	d := r.cohort.Published
	return mailer.Letter{
		Subject:   fmt.Sprintf("Published: %s of the %s cohort with %s", count(len(r.groups), "group", "groups"), r.cohort.ID.Name(), count(r.seated(), "member", "members")),
		Preheader: fmt.Sprintf("They launch on %s.", g.when(r.cohort.Dates.Launch)),
		Paragraphs: []string{
			fmt.Sprintf("The groups of the %s cohort are published, and everybody has been told: Champions, members and the waitlist.", r.cohort.ID.Name()),
		},
		Facts: append([]mailer.Fact{
			{Label: "Published by", Value: d.By}, {Label: "Published on", Value: g.when(d.At)}, {Label: "Launch", Value: g.when(r.cohort.Dates.Launch)},
		}, counts(r, len(unled))...),
		Lists:   some(groupList(r), championList(unled)),
		After:   []string{"There is nothing to do now. " + g.contact()},
		Because: becauseStaff,
	}
}
