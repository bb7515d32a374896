package contact

import (
	"fmt"
	"strconv"

	"github.com/partnerusergroups/pugs/shared/hubspot"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Group is the heading under which HubSpot shows the programme's properties.
func Group() hubspot.PropertyGroup {
	return hubspot.PropertyGroup{Name: "partner_user_groups", Label: "Partner User Groups"}
}

// The properties that are written back, so that people at HubSpot see, filter and write to whom they need. Forms leave
// them alone.
const (
	Status = "pug_status"
	// Cohort is the cohort that the others are about. It is a text: the list of cohorts grows by two a year.
	Cohort   = "pug_cohort"
	GroupOf  = "pug_group" // its topic and number; empty while there is none
	Attended = "pug_meetings_attended"
	Missed   = "pug_meetings_missed"
	Champion = "pug_champion" // who leads the group
)

// Written are the properties that the programme writes back.
func Written() []hubspot.Property {
	return []hubspot.Property{
		choice(Status, "PUG status", "What is true of this person in the programme now.",
			options(pug.ContactStatuses())...),
		text(Cohort, "PUG cohort", "The cohort that the other PUG properties are about, such as 2026-H2."),
		text(GroupOf, "PUG group", "The group in which this person has a seat, or which they lead."),
		number(Attended, "PUG meetings attended", "Meetings of the cohort that this person attended."),
		number(Missed, "PUG meetings missed", "Meetings of the cohort that this person missed, unless excused before."),
		text(Champion, "PUG Champion", "Who leads this person's group."),
	}
}

// Values are the properties that are written back of what is true of a person. What does not apply is cleared.
func Values(c pug.Contact) map[string]string {
	values := map[string]string{Status: string(c.Status), Cohort: string(c.Cohort), GroupOf: c.Group,
		Champion: c.Champion, Attended: "", Missed: ""}
	if c.Meetings != nil {
		values[Attended], values[Missed] = strconv.Itoa(c.Meetings.Attended), strconv.Itoa(c.Meetings.Missed)
	}
	return values
}

// The properties that forms fill, beside HubSpot's own email, firstname, lastname and company.
const (
	Application = "pug_application"
	PartnerType = "pug_partner_type"
	Role        = "pug_role"
	Region      = "pug_region"
	TopicNew    = "pug_topic_new" // the topic that a Champion proposes
	TimeZone    = "pug_time_zone"
	Why         = "pug_why"
	Public      = "pug_public"
	Commitments = "pug_commitments"
)

// Topics are the properties of the topics that a member chooses, best first.
func Topics() []string {
	var names []string
	for n := range pug.MaxTopics {
		names = append(names, fmt.Sprint("pug_topic_", n+1))
	}
	return names
}

// Form are the properties that forms fill.
func Form() []hubspot.Property {
	all := []hubspot.Property{
		choice(Application, "PUG application", "What this person applied for last.",
			hubspot.Option{Label: "Champion", Value: string(pug.KindChampion)},
			hubspot.Option{Label: "Member", Value: string(pug.KindMember)}),
		choice(PartnerType, "PUG partner type", "", options(pug.PartnerTypes())...),
		choice(Role, "PUG role", "What this person does at work.", options(pug.Roles())...),
		choice(Region, "PUG region", "Where this person works.", options(pug.Regions())...),
		text(TopicNew, "PUG topic, new", "The topic for which this person would lead a group."),
	}
	for n, name := range Topics() {
		all = append(all, choice(name, fmt.Sprint("PUG topic ", n+1),
			"The programme offers the topics of the groups that members can apply for.", notOpen()))
	}
	all = append(all,
		text(TimeZone, "PUG time zone", "A city or a time zone, such as Lagos or Europe/Dublin."),
		hubspot.Property{Name: Why, Label: "PUG reason", Description: "Why this person would like to take part.",
			Group: Group().Name, Type: "string", FieldType: "textarea"},
		checkbox(Public, "PUG Champion is public",
			"First name and company may be shown with the group on offer."),
		checkbox(Commitments, "PUG commitments", "Comes prepared, takes an active part, is engaged in the community. "+
			"The group may see name, company, role and region, the topics, and why."),
	)
	for i := range all {
		all[i].FormField = true
	}
	return all
}
