package main

import (
	"fmt"
	"regexp"
	"slices"

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
		theirs := a.Email == d.Submission.Email || a.Email == moved(d.Submission.Email)
		if found && (a.Cohort != d.Submission.Cohort || !theirs) {
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

func unthanked(s Snapshot) []string {
	var broken []string
	for _, d := range s.Notes.Deliveries {
		a, found := s.application(d.Application)
		if d.Status != 200 || !found || slices.ContainsFunc(a.Problems, pug.Problem.ForStaffOnly) {
			continue
		}
		thanked := s.got(a.Email, "We have your application")
		odd := s.got(a.Email, "Your application to the Partner User Groups cannot")
		letIn := a.Own && slices.Contains([]string{"odd", "late"}, s.taken(a.ID)) // rather than later by leave (L9)
		if !thanked && !(odd && a.Own) && a.Status != pug.StatusOdd || !odd && a.Status == pug.StatusOdd {
			broken = append(broken, fmt.Sprintf("%s (%s) was not thanked, or told what is odd", a.Email, a.Status))
		}
		if letIn && !s.got(a.Email, "Your application for the "+a.Cohort.Name()+" cohort is in review after all") {
			broken = append(broken, fmt.Sprintf("%s was let in, and not told", a.Email))
		}
	}
	return broken
}

// taken is how the webhook took the submission of an application, rather than that it was known already.
func (s Snapshot) taken(application string) string {
	i := slices.IndexFunc(s.Notes.Deliveries, func(d Delivery) bool {
		return d.Application == application && d.Status == 200 && d.Outcome != "duplicate"
	})
	if i < 0 {
		return ""
	}
	return s.Notes.Deliveries[i].Outcome
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
			return slices.Contains(a.Names(), found[1]) && slices.Contains(statuses(a), found[2])
		})
		if !stands {
			broken = append(broken, fmt.Sprintf("%s was shown %q, which is not true", c.Who, found[0]))
		}
	}
	return broken
}
