package main

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// unacknowledged: what a webhook was told with 200 stays true.
func unacknowledged(s Snapshot) []string {
	var broken []string
	first := map[string]Delivery{}
	for _, d := range s.Notes.Deliveries {
		if d.Status != 200 {
			continue
		}
		before, again := first[d.Submission.ID]
		_, found := s.application(d.Application)
		switch {
		case !found:
			broken = append(broken, fmt.Sprintf("%s of %s was acknowledged as %s, which there is not", d.Submission.ID,
				d.Submission.Email, d.Application))
		case again && before.Application != d.Application:
			broken = append(broken, fmt.Sprintf("%s was acknowledged as %s and as %s", d.Submission.ID,
				before.Application, d.Application))
		case !again:
			first[d.Submission.ID] = d
		}
	}
	return broken
}

// mixed: an application is for the cohort that it named, and sits, waits or leads there only.
func mixed(s Snapshot) []string {
	var broken []string
	for _, d := range s.Notes.Deliveries {
		a, found := s.application(d.Application)
		if found && (a.Cohort != d.Submission.Cohort || a.Email != d.Submission.Email) {
			broken = append(broken, fmt.Sprintf("%s of %s became %s", d.Submission.ID, d.Submission.Email, a.ID))
		}
	}
	for _, p := range s.Waitlist {
		if pug.CohortOf(p.Person.ID) != p.Cohort {
			broken = append(broken, fmt.Sprintf("%s waits in %s", p.Person.ID, p.Cohort))
		}
	}
	for _, g := range s.Groups {
		for _, seat := range g.Seats {
			if pug.CohortOf(seat.Member.ID) != g.Cohort {
				broken = append(broken, fmt.Sprintf("%s sits in %s", seat.Member.ID, g.ID))
			}
		}
	}
	return broken
}

func undecided(s Snapshot) []string {
	var broken []string
	for _, a := range s.Applications {
		if a.Status == pug.StatusPending {
			broken = append(broken, fmt.Sprintf("%s of %s is pending, its deadline was %s", a.ID, a.Email,
				a.Deadline.UTC().Format("2006-01-02")))
		}
	}
	return broken
}

// letterOf is what a letter tells its reader about themselves, by its subject; empty for all other letters.
func letterOf(subject string) string {
	for _, l := range []struct{ begins, tells string }{
		{"You are a Champion of the", "champion"}, {"You are approved for the", "approved"},
		{"You are approved, and on the waitlist", "approved"}, {"Not this time: your application", "declined"},
		{"You are on the waitlist of the", "waitlisted"}, {"Your newer application", "replaced"},
		{"You have a seat in the group", "seated"}, {"Welcome to your group", "seated"},
		{"Your group starts today", "seated"}, {"Invitation: ", "seated"}, {"You keep your seat", "seated"},
		{"Your application for the", "withdrawn"}, {"You are off the waitlist of", "withdrawn"},
		{"You have moved to another", "seated"}, {"You have your seat back", "seated"}, {"You have left your", "free"},
		{"You are excused", "free"}, {"A seat for you", "free"}, {"Sorry, this seat", "free"},
	} {
		if strings.HasPrefix(subject, l.begins) {
			return l.tells
		}
	}
	return ""
}

// outcome is what the letter of an application's outcome tells.
func outcome(a pug.Application) string {
	if a.Status == pug.StatusApproved && a.Kind == pug.KindChampion {
		return "champion"
	}
	return string(a.Status)
}

// untrueLetters: a letter may be late, but it is not sent once it is false. One that comes again, for want of SES's
// answer, may have been overtaken by what its reader did.
func untrueLetters(s Snapshot) []string {
	var broken []string
	came := map[[2]string]time.Time{}
	for _, m := range s.Notes.Mails {
		letter := [2]string{m.To, m.Subject}
		before, again := came[letter]
		came[letter] = m.At
		if again && m.At.Sub(before) < day {
			continue
		}
		tells := letterOf(m.Subject)
		isTrue := tells == "" || tells == "seated" && m.Seated || tells == "free" && m.Free ||
			slices.ContainsFunc(m.Applications, func(a pug.Application) bool { return outcome(a) == tells })
		if !isTrue {
			broken = append(broken, fmt.Sprintf("%s reads %q at %s", m.To, m.Subject, m.At.UTC().Format(time.DateTime)))
		}
	}
	return broken
}

// repeatedLetters: only where something went wrong between SES and the record of it may a letter come twice. Letters
// may have the same subject; so as many may come as there are.
func repeatedLetters(s Snapshot) []string {
	for _, f := range s.Faults {
		if strings.HasPrefix(f.Name, "letters ") || strings.HasPrefix(f.Name, "stream letters ") || f.Kind == Deployed {
			return nil
		}
	}
	type about struct{ to, subject string }
	left := map[about]int{}
	for _, l := range s.Letters {
		left[about{l.To.Email, l.Subject}]++
	}
	var broken []string
	for _, m := range s.Notes.Mails {
		if left[about{m.To, m.Subject}]--; left[about{m.To, m.Subject}] == -1 {
			broken = append(broken, fmt.Sprintf("%s got %q once too often, at %s", m.To, m.Subject, m.At.UTC()))
		}
	}
	return broken
}

// untold compares what each person was told of a cohort with what became of all that they applied for in it.
func untold(s Snapshot) []string {
	type who struct {
		email  string
		cohort pug.CohortID
	}
	owed := map[who][]string{}
	for _, a := range s.Applications {
		if a.Status != pug.StatusOdd && a.Status != pug.StatusPending && a.Email != "" {
			w := who{a.Email, a.Cohort}
			owed[w] = append(owed[w], outcome(a))
			if a.Decided != nil { // before it was withdrawn
				a.Status, _ = a.Decided.Choice.Status()
				owed[w] = append(owed[w], outcome(a))
			}
		}
	}
	told := map[who][]string{}
	for _, m := range s.Notes.Mails {
		tells := letterOf(m.Subject)
		if tells == "" || tells == "seated" || tells == "free" {
			continue
		}
		for _, id := range s.World.allCohorts() {
			if w := (who{m.To, id}); strings.Contains(m.Subject, id.Name()) && !slices.Contains(told[w], tells) {
				told[w] = append(told[w], tells)
			}
		}
	}
	var broken []string
	byName := func(a, b who) int { return cmp.Or(strings.Compare(a.email, b.email), cmp.Compare(a.cohort, b.cohort)) }
	for _, w := range sortedKeys(owed, byName) {
		due, heard := unique(owed[w]), unique(told[w])
		if !slices.Equal(due, heard) {
			broken = append(broken, fmt.Sprintf("%s is %v in %s, and was told %v", w.email, due, w.cohort, heard))
		}
	}
	return broken
}

func unthanked(s Snapshot) []string {
	var broken []string
	for _, d := range s.Notes.Deliveries {
		a, found := s.application(d.Application)
		if d.Status != 200 || !found || slices.ContainsFunc(a.Problems, pug.Problem.ForStaffOnly) {
			continue
		}
		subject := "We have your application"
		if a.Status == pug.StatusOdd {
			subject = "Your application to the Partner User Groups cannot"
		}
		if !s.got(a.Email, subject) {
			broken = append(broken, fmt.Sprintf("%s (%s) never got %q", a.Email, a.Status, subject))
		}
	}
	return broken
}

var confirmed = regexp.MustCompile(`^The application of (.+?) was (approved|declined|waitlisted)`)

// statuses are that of an application and those that it had by earlier decisions.
func statuses(a pug.Application) []string {
	all := []string{string(a.Status)}
	earlier := a.Earlier
	if a.Decided != nil {
		earlier = append(slices.Clone(earlier), *a.Decided)
	}
	for _, d := range earlier {
		status, _ := d.Choice.Status()
		all = append(all, string(status))
	}
	return all
}

// overturned: what a page once confirmed must be what the records say, or what stood before the application was
// withdrawn (L2) or the decision was changed (L4).
func overturned(s Snapshot) []string {
	var broken []string
	for _, c := range s.Notes.Clicks {
		found := confirmed.FindStringSubmatch(c.Page)
		if c.Purpose != "review" || c.Status != 200 || found == nil {
			continue
		}
		stands := slices.ContainsFunc(s.Applications, func(a pug.Application) bool {
			return a.Name() == found[1] && slices.Contains(statuses(a), found[2])
		})
		if !stands {
			broken = append(broken, fmt.Sprintf("%s was shown %q, which is not true", c.Who, found[0]))
		}
	}
	return broken
}
