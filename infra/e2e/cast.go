package main

import (
	"encoding/json"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/people"
	"github.com/partnerusergroups/pugs/infra/local/sample"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// cohort is the one that is played. Its dates are not those of its name, since all of them are given; but schedules
// look after no cohorts but those of this year and of the years beside it.
const cohort pug.CohortID = "2027-H1"

// With this seed, members are declined, waitlisted, flagged and excused, and somebody takes a seat that came free.
const seed = 12

// heldMonths is in how many months Champions plan meetings. To miss two is to be flagged.
const heldMonths = 2

// submissions are the same ones whatever the dates: two Champions and some members apply as soon as they may.
func submissions(d pug.Dates) ([]json.RawMessage, error) {
	return sample.Generate(sample.Options{
		Seed: seed, Champions: 2, Members: 18, Niches: 2, Cohort: string(cohort),
		Dates: pug.Dates{ChampionsOpen: d.ChampionsOpen, ChampionsClose: d.ChampionsOpen,
			MembersOpen: d.MembersOpen, MembersClose: d.MembersOpen},
	})
}

// habits are of people who act at once, and do the same whenever they do it. So staff move nobody while they curate:
// whom they would pick depends on the subject of the mail that asks them, and that names a date. A scanner opens every
// link before its reader does.
func habits() people.Habits {
	always := func(c pug.Choice) people.Answer {
		return people.Answer{Choices: []people.Share{{Choice: c, Share: 1}}}
	}
	return people.Habits{
		Champions: always(pug.ChoiceApprove),
		Members: people.Answer{Choices: []people.Share{
			{Choice: pug.ChoiceApprove, Share: 0.8},
			{Choice: pug.ChoiceDecline, Share: 0.06},
			{Choice: pug.ChoiceWaitlist, Share: 0.14},
		}},
		Flags:   always(pug.ChoiceExcuse),
		Seat:    always(pug.ChoiceYes),
		Renewal: always(pug.ChoiceYes),
		Plan:    people.Planning{Months: heldMonths},
		Points:  people.Sharing{Share: 0.5},
		Come:    people.Coming{Attended: 1, Absent: 0.15, AbsentMissed: 1},
		Scanned: 1,
	}
}

// datesFrom are dates seconds apart, with room for a slow machine: what is undecided when its phase ends stays so, for
// want of timeouts. Only months are long, and lie ahead: a meeting is planned to the minute, within its month. A month
// ends when its meetings are over (time.go).
func datesFrom(now time.Time) pug.Dates {
	at := now.Truncate(time.Second) // webhooks know milliseconds
	after := func(seconds int) time.Time {
		at = at.Add(time.Duration(seconds) * time.Second)
		return at
	}
	d := pug.Dates{
		ChampionsOpen: after(0), ChampionsClose: after(15), ChampionsDecide: after(10),
		MembersOpen: after(0), MembersClose: after(20), MembersDecide: after(20),
		Propose: after(0), Curate: after(15), Launch: after(0), Renew: after(0), End: after(3600),
	}
	first := time.Date(now.Year(), now.Month()+1, 1, 12, 0, 0, 0, time.UTC)
	for i, name := range cohort.Months() {
		month := pug.Month{Name: name, Ask: d.Launch, From: first.AddDate(0, i, 0), To: first.AddDate(0, i+1, 0)}
		d.Months = append(d.Months, month)
	}
	return d
}
