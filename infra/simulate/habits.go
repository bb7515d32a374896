package main

import (
	"time"

	"github.com/partnerusergroups/pugs/infra/local/people"
	"github.com/partnerusergroups/pugs/shared/pug"
)

const day = 24 * time.Hour

// habits are how people behave in a world: as lively as a small cohort must be for everything that the programme
// provides for to happen to somebody. What some worlds have much of, others have little of.
func habits(d dice) people.Habits {
	h := people.DefaultHabits()
	h.Mends = false // what staff do at the desk is the world's own, see deeds
	h.Champions = answer(d, 0.95, pug.ChoiceApprove, pug.ChoiceApprove, pug.ChoiceApprove, pug.ChoiceApprove,
		pug.ChoiceApprove, pug.ChoiceApprove, pug.ChoiceDecline, pug.ChoiceWaitlist)
	h.Members = answer(d, 0.93, pug.ChoiceApprove, pug.ChoiceApprove, pug.ChoiceApprove, pug.ChoiceApprove,
		pug.ChoiceApprove, pug.ChoiceApprove, pug.ChoiceWaitlist, pug.ChoiceDecline)
	h.Flags = answer(d, 0.9, pug.ChoiceExcuse, pug.ChoiceExcuse, pug.ChoiceKeep)
	h.Seat = answer(d, 0.8, pug.ChoiceYes, pug.ChoiceYes, pug.ChoiceNo)
	h.Renewal = answer(d, 0.9, pug.ChoiceYes, pug.ChoiceYes, pug.ChoiceNo)
	h.Join = answer(d, 0.9, pug.ChoiceYes, pug.ChoiceYes, pug.ChoiceNo)
	if d.chance(0.2) { // nobody publishes in time
		h.Curate = people.Delay{Least: 8 * day, Most: 9 * day}
	}
	h.Curious = pick(d, []float64{0, 0.1, 0.5})
	h.Pins, h.Moves, h.Again = d.IntN(2), d.IntN(2), pick(d, []float64{0, 0.3})
	h.Plan.Changed, h.Plan.Cancelled, h.Plan.Silent = 0.1, pick(d, []float64{0.05, 0.25}), pick(d, []float64{0.05, 0.2})
	h.Plan.Months = 2 + d.IntN(5)
	h.Report.Silent = pick(d, []float64{0.02, 0.15})
	h.Points.Share, h.Scanned = 0.2, 0.02
	h.Come = people.Coming{Attended: pick(d, []float64{0.65, 0.85}), Excused: 0.05, Absent: 0.15, AbsentMissed: 0.8}
	return h
}

// answer gives the choices the same share each, of those who answer at all. Some worlds answer at once, some at the
// last moment.
func answer(d dice, answers float64, choices ...pug.Choice) people.Answer {
	a := people.Answer{Delay: pick(d, []people.Delay{
		{Least: time.Minute, Most: 10 * time.Minute}, {Least: time.Hour, Most: 60 * time.Hour},
		{Least: time.Minute, Most: 7 * day},
	})}
	for _, c := range choices {
		a.Choices = append(a.Choices, people.Share{Choice: c, Share: answers / float64(len(choices))})
	}
	return a
}
