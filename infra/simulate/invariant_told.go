package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// letterOf is what a letter tells its reader about themselves, by its subject; empty for all other letters.
func letterOf(subject string) string {
	if changed, is := strings.CutPrefix(subject, "Changed: "); is && strings.Contains(changed, "cohort") {
		subject = capital(changed)
	}
	if strings.HasPrefix(subject, "Your application for the") && strings.HasSuffix(subject, "is withdrawn") {
		return "withdrawn"
	}
	for _, l := range []struct{ begins, tells string }{
		{"You are a Champion of the", "champion"}, {"You are approved for the", "approved"},
		{"You are approved, and on the waitlist", "approved"}, {"Not this time: your application", "declined"},
		{"You are on the waitlist of the", "waitlisted"}, {"Your newer application", "replaced"},
		{"You have a seat in the group", "seated"}, {"Welcome to your group", "seated"},
		{"Your group starts today", "seated"}, {"Invitation: ", "seated"}, {"You keep your seat", "seated"},
		{"You are off the waitlist of", "withdrawn"},
		{"You lead the group on", "leads"}, {"You have moved to another", "seated"},
		{"You have your seat back", "seated"}, {"You have left your", "free"},
		{"You are excused", "free"}, {"A seat for you", "free"}, {seatGone, "free"},
	} {
		if strings.HasPrefix(subject, l.begins) {
			return l.tells
		}
	}
	return ""
}

// ofSeat says whether a letter tells its reader of their seat, rather than of an application.
func ofSeat(subject string) bool {
	return slices.Contains([]string{"seated", "free", "leads"}, letterOf(subject))
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
		isTrue := tells == "" || (tells == "seated" || tells == "leads") && m.Seated || tells == "free" && m.Free ||
			slices.ContainsFunc(m.Applications, func(a pug.Application) bool { return outcome(a) == tells })
		if !isTrue || m.Overtaken {
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
		left[about{s.first(l.To.Email), l.Subject}]++
	}
	var broken []string
	for _, m := range s.Notes.Mails {
		a := about{s.first(m.To), m.Subject}
		if s.erased(a.to) || s.namesErased(m.Subject) { // and so were their letters, and they in others
			continue
		}
		if left[a]--; left[a] == -1 {
			broken = append(broken, fmt.Sprintf("%s got %q once too often, at %s", m.To, m.Subject, m.At.UTC()))
		}
	}
	return broken
}

// told is what somebody is to hear of what became of all that they applied for in a cohort, and heard.
type told struct{ due, maybe, heard []string }

// untold compares what each person was told of a cohort with what became of all that they applied for in it. Of a
// decision that was changed before its letter went out, nobody hears. Who comes to lead a group by an act of staff
// hears that, whatever was decided on the application before.
func untold(s Snapshot) []string {
	all := map[[2]string]*told{}
	about := func(email string, cohort pug.CohortID) *told {
		who := [2]string{email, string(cohort)}
		if all[who] == nil {
			all[who] = &told{}
		}
		return all[who]
	}
	for _, a := range s.Applications {
		if a.Status != pug.StatusOdd && a.Status != pug.StatusPending && a.Email != "" {
			about(a.Email, a.Cohort).owes(a, s.unsaid(a))
		}
	}
	for _, d := range s.Notes.Done {
		if a, found := s.application(d.About); found && d.Done && d.Act == "withdraw" { // and taken back
			to := about(a.Email, a.Cohort)
			to.maybe = append(to.maybe, string(pug.StatusWithdrawn))
		}
	}
	for _, m := range s.Notes.Mails {
		tells := letterOf(m.Subject)
		if tells == "" || tells == "seated" || tells == "free" {
			continue
		}
		for _, id := range s.World.allCohorts() {
			if tells == "leads" || strings.Contains(m.Subject, id.Name()) {
				to := about(s.reader(m, id), id)
				to.heard = append(to.heard, tells)
			}
		}
	}
	var broken []string
	for _, who := range sortedKeys(all, func(a, b [2]string) int { return cmp.Compare(a[0]+a[1], b[0]+b[1]) }) {
		if s.deaf(who[0]) {
			continue
		}
		if t := all[who]; !t.fits() {
			broken = append(broken, fmt.Sprintf("%s is %v in %s, and was told %v", who[0], unique(t.due), who[1],
				unique(t.heard)))
		}
	}
	return broken
}

// owes adds what is told of an application. Who was named to lead a group, and does not any more, may have ceased to
// before they were told. Of an application in whose place staff kept another one, nobody is told, nor of a decision
// that was unsaid.
func (t *told) owes(a pug.Application, unsaid bool) {
	if a.Origin == pug.OriginNamed && a.Group == "" {
		t.maybe = append(t.maybe, outcome(a))
		return
	}
	if a.Instead != "" { // staff kept another one of theirs
		t.maybe = append(t.maybe, statuses(a)...)
		return
	}
	t.due = append(t.due, outcome(a))
	if a.Decided != nil { // before it was withdrawn
		a.Status, _ = a.Decided.Choice.Status()
		before := &t.due
		if unsaid {
			before = &t.maybe
		}
		*before = append(*before, outcome(a))
	}
	for _, d := range a.Earlier {
		a.Status, _ = d.Choice.Status()
		t.maybe = append(t.maybe, outcome(a))
	}
}

// unsaid says whether the letter that tells of a decision waited until it was not true any more.
func (s Snapshot) unsaid(a pug.Application) bool {
	return slices.ContainsFunc(s.Letters, func(l store.Letter) bool {
		return strings.HasPrefix(l.Key, "review/"+a.ID+"/outcome") && l.State == store.LetterRefused
	})
}

// fits says whether all was told, and nothing else.
func (t *told) fits() bool {
	leads := slices.Contains(t.heard, "leads")
	for _, due := range t.due {
		if !slices.Contains(t.heard, due) && !leads {
			return false
		}
	}
	for _, heard := range t.heard {
		if !slices.Contains(t.due, heard) && !slices.Contains(t.maybe, heard) && !leads {
			return false
		}
	}
	return true
}

// reader is the address by which the records know now who read a letter about a cohort. Another person may apply from
// an address that somebody has left.
func (s Snapshot) reader(m Mail, cohort pug.CohortID) string {
	for _, then := range m.Applications {
		if a, found := s.application(then.ID); found && a.Cohort == cohort && a.Email != "" {
			return a.Email
		}
	}
	theirs := func(a pug.Application) bool {
		return a.Cohort == cohort && slices.Contains(s.addresses(a.Email), m.To)
	}
	if i := slices.IndexFunc(s.Applications, theirs); i >= 0 && !s.applied(m.To, cohort) {
		return s.Applications[i].Email
	}
	return m.To
}

// applied says whether somebody applies to a cohort from an address, as the records know it now.
func (s Snapshot) applied(email string, cohort pug.CohortID) bool {
	return slices.ContainsFunc(s.Applications,
		func(a pug.Application) bool { return a.Cohort == cohort && a.Email == email })
}
