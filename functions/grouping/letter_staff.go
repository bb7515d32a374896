package grouping

import (
	"fmt"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// mostDemands is how many kinds of excess interest a letter lists.
const mostDemands = 10

func (b board) counts() []letter.Fact {
	return []letter.Fact{
		{Label: "Groups", Value: fmt.Sprintf("%d of at most %d", len(b.Groups), pug.MaxGroups)},
		{Label: "Members with a seat", Value: fmt.Sprint(b.Value().Placed)},
		{Label: "On the waitlist", Value: fmt.Sprint(b.Waiters())},
		{Label: "Champions without a group", Value: fmt.Sprint(len(b.Free()))},
	}
}

func (b board) groupList() letter.List {
	l := letter.List{Heading: "Groups"}
	for _, group := range b.Groups {
		lead := b.LeadOf(group)
		l.Items = append(l.Items, fmt.Sprintf("%s, led by %s: %s", lead.String(), lead.Person.Name, count(len(group.Members), "member", "members")))
	}
	return l
}

func (b board) freeList() letter.List {
	l := letter.List{Heading: "Champions without a group"}
	for _, lead := range b.Free() {
		l.Items = append(l.Items, fmt.Sprintf("%s: %s", lead.Person.WithCompany(), lead.String()))
	}
	return l
}

// some leaves lists without items out.
func some(lists ...letter.List) []letter.List {
	var kept []letter.List
	for _, l := range lists {
		if len(l.Items) > 0 {
			kept = append(kept, l)
		}
	}
	return kept
}

// askToCurate asks staff to look at the proposed groups and to publish them.
func (f function) askToCurate(b board, reminder bool) letter.Letter {
	ends, wanted := f.When(b.cohort.Dates.Curate), b.Demand()
	subject := fmt.Sprintf("Curate the groups of the %s cohort by %s", b.cohort.ID.Name(), ends)
	if reminder {
		subject = "Reminder: " + subject
	}
	more := letter.List{Heading: "Interest that would fill a further group, if it had a Champion"}
	for i, d := range wanted {
		if i == mostDemands {
			more.Items = append(more.Items, fmt.Sprintf("and %d more like it", len(wanted)-mostDemands))
			break
		}
		more.Items = append(more.Items, d.String())
	}
	return letter.Letter{
		Subject:   subject,
		Preheader: fmt.Sprintf("%s, %s", count(len(b.Groups), "group", "groups"), count(b.Value().Placed, "member with a seat", "members with a seat")),
		Paragraphs: []string{
			fmt.Sprintf("The groups of the %s cohort are proposed. Please look at them, change what you know better, and publish. The page says why everybody sits where they do, and what each change does before you make it.", b.cohort.ID.Name()),
			b.proof(),
		},
		Facts: b.counts(),
		Lists: some(b.freeList(), more),
		After: []string{
			fmt.Sprintf("The link is yours alone and works until %s. If nobody has published by then, the groups are published as they stand.", ends),
			f.contact(),
		},
		Because: becauseStaff,
	}
}

// publishedByItself tells staff that the deadline published the groups.
func (f function) publishedByItself(c pug.Cohort) letter.Letter {
	return letter.Letter{
		Subject: fmt.Sprintf("The groups of the %s cohort were published as they stood", c.ID.Name()),
		Paragraphs: []string{
			fmt.Sprintf("Nobody published the groups of the %s cohort by %s, so they are published as they stood. Groups with fewer than %d members were dissolved, and their members are on the waitlist.",
				c.ID.Name(), f.When(c.Dates.Curate), pug.MinMembers),
		},
		After:   []string{"There is nothing left to do: members and Champions are told now, and you get a summary. " + f.contact()},
		Because: becauseStaff,
	}
}

// summary tells staff what was published, and by whom.
func (f function) summary(b board) letter.Letter {
	d := b.cohort.Published
	return letter.Letter{
		Subject:   fmt.Sprintf("Published: %s of the %s cohort with %s", count(len(b.Groups), "group", "groups"), b.cohort.ID.Name(), count(b.Value().Placed, "member", "members")),
		Preheader: fmt.Sprintf("They launch on %s.", f.When(b.cohort.Dates.Launch)),
		Paragraphs: []string{
			fmt.Sprintf("The groups of the %s cohort are published, and everybody has been told: Champions, members and the waitlist.", b.cohort.ID.Name()),
		},
		Facts: append([]letter.Fact{
			{Label: "Published by", Value: d.By}, {Label: "Published on", Value: f.When(d.At)}, {Label: "Launch", Value: f.When(b.cohort.Dates.Launch)},
		}, b.counts()...),
		Lists:   some(b.groupList(), b.freeList()),
		After:   []string{"There is nothing to do now. " + f.contact()},
		Because: becauseStaff,
	}
}
