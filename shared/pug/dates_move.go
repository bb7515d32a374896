package pug

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// DateLabel is what people call a date of a cohort by its name, see Dates.At.
func DateLabel(name string) string {
	return cmp.Or(map[string]string{
		"champions_open": "Champion applications open", "champions_close": "Champion applications close",
		"champions_decide": "Champions decided by", "members_open": "Member applications open",
		"members_close": "Member applications close", "members_decide": "Members decided by",
		"propose": "Groups proposed", "curate": "Groups curated by", "launch": "Launch",
		"renew": "Champions asked to lead again", "end": "End of the cohort",
	}[name], "Meeting of "+MonthName(name)+" asked for")
}

// Names lists the names of the dates in their order, those of the meeting months last.
func (d Dates) Names() []string {
	var names []string
	for _, m := range d.all() {
		names = append(names, m.name)
	}
	return names
}

// all are the dates, with those on which meetings are asked for.
func (d *Dates) all() []moment {
	all := d.moments()
	for i := range d.Months {
		all = append(all, moment{d.Months[i].Name, &d.Months[i].Ask})
	}
	return all
}

// Set is the dates with one of them at another time.
func (d Dates) Set(name string, at time.Time) Dates {
	d.Months = slices.Clone(d.Months)
	for _, m := range d.all() {
		if m.name == name {
			*m.at = at
		}
	}
	return d
}

// Launching is the dates with another launch, which the meeting months follow: by as many whole months as it moves in
// the zone, with the renewals and the end. No meeting is asked for before the launch.
func (d Dates) Launching(at time.Time, zone *time.Location) Dates {
	from, to := d.Launch.In(zone), at.In(zone)
	by := (to.Year()-from.Year())*12 + int(to.Month()-from.Month())
	later := func(t time.Time) time.Time { return t.In(zone).AddDate(0, by, 0) }
	d.Launch, d.Months = at, slices.Clone(d.Months)
	d.Renew, d.End = later(d.Renew), later(d.End)
	for i, m := range d.Months {
		m.From, m.To, m.Ask = later(m.From), later(m.To), later(m.Ask)
		m.Name = m.From.Format("2006-01")
		if m.Ask.Before(at) {
			m.Ask = at
		}
		d.Months[i] = m
	}
	return d
}

// DateMoved is a date of a cohort that is moved.
type DateMoved struct {
	Name     string
	From, To time.Time
}

// DatesMove is what becomes of a cohort whose dates are moved (L8).
type DatesMove struct {
	After  Cohort
	Moved  []DateMoved // in the order of the dates
	Reopen []Kind      // the phases that closed, and take applications again
}

// Moves says whether a date is moved.
func (m DatesMove) Moves(name string) bool {
	return slices.ContainsFunc(m.Moved, func(d DateMoved) bool { return d.Name == name })
}

// DateProblem is what is wrong with one of the dates, in a sentence.
type DateProblem struct{ Name, Sentence string }

// MoveDates tells what becomes of a cohort that gets other dates. A date that has passed stays; but a phase that closed
// opens again where its close is moved, as long as no groups are proposed. Where groups are published, those in them
// are to be told. Problems are those of single dates. An error is why none can be moved: pug.Already if nothing would
// be, pug.Conflict if the cohort has ended.
func (c Cohort) MoveDates(to Dates, now time.Time) (DatesMove, []DateProblem, error) {
	move := DatesMove{After: c}
	if c.Stage == StageClosed {
		return move, nil, Errorf(Conflict, "The %s cohort has ended: its dates stay as they are.", c.ID.Name())
	}
	var problems []DateProblem
	before := c.Dates.all()
	for i, m := range to.all() {
		moved := DateMoved{m.name, *before[i].at, *m.at}
		if moved.From.Equal(moved.To) {
			continue
		}
		move.Moved = append(move.Moved, moved)
		move.After = move.After.shifted(m.name)
		if no := c.stays(moved, now); no != "" {
			problems = append(problems, DateProblem{m.name, no})
		}
	}
	if len(move.Moved) == 0 {
		return move, nil, Errorf(Already, "These are the dates of the %s cohort already.", c.ID.Name())
	}
	move.After.Dates, move.After.Moved = to, c.Moved+1
	if c.Published != nil && c.Known == nil {
		move.After.Known = &c.Dates
	}
	for _, k := range []Kind{KindChampion, KindMember} {
		if !now.Before(c.Dates.Phase(k).Close) && now.Before(to.Phase(k).Close) {
			move.Reopen = append(move.Reopen, k)
		}
	}
	if problems == nil {
		problems = to.disorder(now)
	}
	return move, problems, nil
}

// shifted is the cohort with one more date that was moved.
func (c Cohort) shifted(name string) Cohort {
	if !slices.Contains(c.Shifted, name) {
		c.Shifted = append(slices.Clone(c.Shifted), name)
	}
	return c
}

// Since tells what happens for a date from what happened for it before it was moved: in the key of a letter, so that it
// is written once more. It is empty for a date that was never moved.
func (c Cohort) Since(name string) string {
	if !slices.Contains(c.Shifted, name) {
		return ""
	}
	at, _ := c.Dates.At(name)
	return "/" + at.UTC().Format("20060102T1504")
}

// stays says why a date cannot be moved so; empty if it can.
func (c Cohort) stays(m DateMoved, now time.Time) string {
	phase := slices.Contains([]string{"champions_close", "champions_decide", "members_close", "members_decide"}, m.Name)
	formed := c.Revision > 0 || slices.Index(stages(), c.Stage) >= slices.Index(stages(), StageForming)
	passed := !now.Before(m.From)
	switch {
	case passed && phase && formed:
		return "Groups are proposed, so the phase can't be opened again. Let single applicants in on their own pages."
	case passed && !phase:
		return "This date has passed, so it stays."
	case m.Name == "propose" && formed, m.Name == "curate" && c.Published != nil:
		return "This is done already, so the date stays."
	case !now.Before(m.To):
		return "This is in the past. Give a time that is still to come."
	}
	return ""
}

// disorder says which dates come in a wrong order. Where members apply already, Champions may be decided after that.
func (d Dates) disorder(now time.Time) []DateProblem {
	order := [][2]string{
		{"champions_open", "champions_close"}, {"champions_close", "champions_decide"},
		{"members_open", "members_close"}, {"members_close", "members_decide"},
		{"champions_decide", "propose"}, {"members_decide", "propose"}, {"propose", "curate"}, {"curate", "launch"},
		{"launch", "renew"}, {"renew", "end"},
	}
	if now.Before(d.MembersOpen) {
		order = append(order, [2]string{"champions_decide", "members_open"})
	}
	var problems []DateProblem
	for _, pair := range order {
		first, _ := d.At(pair[0])
		second, _ := d.At(pair[1])
		if second.Before(first) {
			problems = append(problems, DateProblem{pair[1],
				fmt.Sprintf("This comes before “%s”. Give a time after it.", DateLabel(pair[0]))})
		}
	}
	return append(problems, d.disorderOfMonths()...)
}

// disorderOfMonths says when a meeting is asked for too late, or before the launch, or would be after the end.
func (d Dates) disorderOfMonths() []DateProblem {
	var problems []DateProblem
	for i, m := range d.Months {
		switch {
		case i == 0 && !d.Launch.Before(m.To):
			problems = append(problems, DateProblem{"launch",
				MonthName(m.Name) + " is over by then. Have the meeting months follow the launch."})
		case !m.Ask.Before(m.To):
			problems = append(problems, DateProblem{m.Name, "The month is over by then. Give a time within it."})
		case i == len(d.Months)-1 && d.End.Before(m.To):
			problems = append(problems, DateProblem{"end", "The groups still meet in " + MonthName(m.Name) +
				". Give a time after that month. A group that ends sooner is closed on its own page."})
		}
	}
	return problems
}

// DatesNews are the dates that those in a cohort's groups do not know yet; zero where they do.
type DatesNews struct {
	Launch, Renew, End time.Time
	Months             []Month // of which the meetings are asked for at another time, or which are other ones
}

// DatesNews compares the dates of a cohort with those that people in its groups know.
func (c Cohort) DatesNews() DatesNews {
	var news DatesNews
	if c.Known == nil {
		return news
	}
	know, now := *c.Known, c.Dates
	if !know.Launch.Equal(now.Launch) {
		news.Launch = now.Launch
	}
	if !know.Renew.Equal(now.Renew) {
		news.Renew = now.Renew
	}
	if !know.End.Equal(now.End) {
		news.End = now.End
	}
	for i, m := range now.Months {
		if i >= len(know.Months) || m.Name != know.Months[i].Name || !m.Ask.Equal(know.Months[i].Ask) {
			news.Months = append(news.Months, m)
		}
	}
	return news
}

// ForMembers says whether there is news for members: the launch, or the end.
func (n DatesNews) ForMembers() bool { return !n.Launch.IsZero() || !n.End.IsZero() }

// ForChampions says whether there is news for Champions.
func (n DatesNews) ForChampions() bool {
	return n.ForMembers() || !n.Renew.IsZero() || len(n.Months) > 0
}

// Movable are the names of the dates that may still be moved.
func (c Cohort) Movable(now time.Time) []string {
	if c.Stage == StageClosed {
		return nil
	}
	return slices.DeleteFunc(c.Dates.Names(), func(name string) bool {
		at, _ := c.Dates.At(name)
		return c.stays(DateMoved{name, at, now.AddDate(1, 0, 0)}, now) != ""
	})
}

// PhaseCounts are what a phase that opens again has to do with.
type PhaseCounts struct {
	Pending int
	Late    int // came after its close
	Lapsed  int // waitlisted because nobody decided
}

// InPhase counts the applications of a phase.
func InPhase(applications []Application) PhaseCounts {
	var n PhaseCounts
	for _, a := range applications {
		switch {
		case a.Status == StatusPending:
			n.Pending++
		case a.Status == StatusOdd && a.Late():
			n.Late++
		case a.Status == StatusWaitlisted && a.Decision != nil && a.Decision.By == TheDeadline:
			n.Lapsed++
		}
	}
	return n
}
