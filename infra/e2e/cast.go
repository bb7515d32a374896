package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/people"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// seed is what the simulated people's choices follow from. With this one, members are waitlisted, flagged and excused, and a seat that
// came free is taken.
const seed = 1

// heldMonths is for how many months Champions plan meetings. Each must hold a full minute, since that is what the page takes, so each
// takes a minute of waiting; two misses flag a member, and in the third month a newcomer comes.
const heldMonths = 3

// spacing lies between two submissions, so that their order is certain.
const spacing = 200 * time.Millisecond

// niche is what a group is about.
type niche struct{ topic, role, region string }

func niches() []niche {
	return []niche{
		{"Pricing retainers", "sales", "EMEA"},
		{"AI in service delivery", "service_delivery", "NA"},
		{"Hiring and keeping people", "owner_ceo", "APAC"},
	}
}

// membersPerNiche is enough for groups of at least five after staff have declined some.
const membersPerNiche = 8

// champions are the applications of one Champion for each niche, in the flat shape of a webhook's body.
func champions(open time.Time) []json.RawMessage {
	var bodies []json.RawMessage
	for i, n := range niches() {
		bodies = append(bodies, body("champion", n, i, open.Add(time.Duration(i)*spacing)))
	}
	return bodies
}

// members are those of the members, the niches by turns.
func members(open time.Time) []json.RawMessage {
	var bodies []json.RawMessage
	for i := range membersPerNiche * len(niches()) {
		bodies = append(bodies, body("member", niches()[i%len(niches())], i, open.Add(time.Duration(i)*spacing)))
	}
	return bodies
}

func body(kind string, n niche, i int, at time.Time) json.RawMessage {
	given := []string{"Amal", "Bea", "Chidi", "Dana", "Emil", "Farah", "Goran", "Hana"}[i%8]
	family := []string{"Okafor", "Lindqvist", "Moreau", "Tanaka"}[i/8] + map[string]string{"champion": "-Prior", "member": ""}[kind]
	text, err := json.Marshal(map[string]string{
		"pug_application": kind, "email": fmt.Sprintf("%s%d@%s%d.example", kind, i+1, kind, i+1), "firstname": given, "lastname": family,
		"company": fmt.Sprintf("Partner %s %d", kind, i+1), "pug_partner_type": "solutions_partner", "pug_role": n.role, "pug_region": n.region,
		"pug_topic_1": n.topic, "pug_commitments": "true", "submission_id": fmt.Sprintf("%s-%d", kind, i+1), "submitted_at": strconv.FormatInt(at.UnixMilli(), 10),
	})
	if err != nil {
		panic(err) // strings are always JSON
	}
	return text
}

// habits are of people who act at once, and of whom nobody does now one thing and now another: what they do does not depend on when. So staff
// move nobody while they curate: whom they pick depends on the subject of the mail that asks them, and that names a date.
func habits(soon bool) people.Habits {
	always := func(c pug.Choice) people.Answer { return people.Answer{Choices: []people.Share{{Choice: c, Share: 1}}} }
	return people.Habits{
		Champions: always(pug.ChoiceApprove),
		Members: people.Answer{Choices: []people.Share{
			{Choice: pug.ChoiceApprove, Share: 0.8}, {Choice: pug.ChoiceDecline, Share: 0.06}, {Choice: pug.ChoiceWaitlist, Share: 0.14}}},
		Flags:   always(pug.ChoiceExcuse),
		Seat:    always(pug.ChoiceYes),
		Renewal: always(pug.ChoiceYes),
		Join:    always(pug.ChoiceYes),
		Plan:    people.Planning{Months: heldMonths, Soon: soon},
		Points:  people.Sharing{Share: 0.3},
		Come:    people.Coming{Attended: 1, Absent: 0.15, AbsentMissed: 1},
		Scanned: 0.1,
	}
}
