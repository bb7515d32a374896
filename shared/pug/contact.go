package pug

import (
	"cmp"
	"fmt"
	"slices"
)

// Contact is what a person's contact at HubSpot shows of them: how they stand in one cohort. The zero value of a field
// is one that does not apply.
type Contact struct {
	Status ContactStatus
	Cohort CohortID
	// Group is what staff call the group in which they sit or which they lead, as in "Group 2 (Pricing)", and Champion
	// the name of its Champion: a list of a group's members shows whom they turn to.
	Group, Champion string
	// Meetings is what is known of a member's attendance; nil for everybody else. Who was excused keeps it.
	Meetings *MeetingCount
}

// MeetingCount counts the meetings that a member attended, and those that count as missed (R11).
type MeetingCount struct{ Attended, Missed int }

// ContactStatus is where a person stands.
type ContactStatus string

// Where a person can stand.
const (
	ContactApplied    ContactStatus = "applied"    // staff have not decided yet
	ContactOdd        ContactStatus = "odd"        // what they sent cannot be reviewed, and there is nothing else
	ContactApproved   ContactStatus = "approved"   // groups are not formed yet, or a Champion's did not open
	ContactWaitlisted ContactStatus = "waitlisted" // in review, or since no group had a seat
	ContactDeclined   ContactStatus = "declined"
	ContactMember     ContactStatus = "member"    // has a seat
	ContactChampion   ContactStatus = "champion"  // leads a group
	ContactExcused    ContactStatus = "excused"   // had a seat (R11)
	ContactWithdrawn  ContactStatus = "withdrawn" // takes part no more by their own wish (L2, L15)
)

func contactStatuses() []term[ContactStatus] {
	return []term[ContactStatus]{
		{ContactApplied, "Applied"}, {ContactOdd, "Cannot be reviewed as it is"}, {ContactApproved, "Approved"},
		{ContactWaitlisted, "On the waitlist"}, {ContactDeclined, "Declined"}, {ContactMember, "Member of a group"},
		{ContactChampion, "Champion of a group"}, {ContactExcused, "Excused from a group"},
		{ContactWithdrawn, "Withdrew"},
	}
}

// ContactStatuses lists everywhere that a person can stand, in the order in which HubSpot offers it.
func ContactStatuses() []ContactStatus { return values(contactStatuses()) }

// Label is how HubSpot shows the status.
func (s ContactStatus) Label() string { return labelOf(contactStatuses(), s) }

// Foremost is the one of a person's applications by which their contact goes; closed says of a cohort whether it has
// ended. Cohorts overlap: while one still meets, its members apply for the next. A group in a cohort that goes on comes
// first, so that members stay on the lists of their groups; else the latest cohort does, and there what leads to a
// group, then what was submitted last. An odd application is shown only where there is no other, and of two people at
// one address, who are one contact at HubSpot, the one who applied second only while the first is not known.
func Foremost(applications []Application, closed func(CohortID) bool) (Application, bool) {
	all := slices.DeleteFunc(slices.Clone(applications), func(a Application) bool {
		return a.Status == StatusReplaced
	})
	if len(all) == 0 {
		return Application{}, false
	}
	rank := func(holds bool) int {
		if holds {
			return 1
		}
		return 0
	}
	return slices.MaxFunc(all, func(a, b Application) int {
		return cmp.Or(
			rank(a.Status != StatusOdd)-rank(b.Status != StatusOdd),
			rank(a.Sharing == "")-rank(b.Sharing == ""),
			rank(a.Group != "" && !closed(a.Cohort))-rank(b.Group != "" && !closed(b.Cohort)),
			cmp.Compare(a.Cohort, b.Cohort),
			rank(a.Group != "")-rank(b.Group != ""),
			a.Submitted.Compare(b.Submitted),
			cmp.Compare(a.ID, b.ID),
		)
	}), true
}

// Contact is what the person's contact shows by this application. Group is the one in which they sit, which they lead
// or from which they were excused (see LastGroup), and history their attendance there.
func (a Application) Contact(group Group, history []Attendance) Contact {
	c := Contact{Status: a.contactStatus(group), Cohort: a.Cohort}
	if a.Group != "" {
		number := ProposedGroup{ID: a.Group}.Name()
		c.Group, c.Champion = fmt.Sprintf("%s (%s)", number, group.Topic.Name), group.Champion.Name
	}
	if c.Status == ContactMember || c.Status == ContactExcused || c.Status == ContactWithdrawn && history != nil {
		c.Meetings = &MeetingCount{Attended: count(history, Attended), Missed: Misses(history)}
	}
	return c
}

// LastGroup is the group in which the person sits, which they lead, or which they left; empty where there was never
// one.
func (a Application) LastGroup() string { return cmp.Or(a.Group, a.ExcusedFrom, a.LeftGroup) }

func (a Application) contactStatus(group Group) ContactStatus {
	// Members come to lead their group, and Champions to have a seat in it (L1).
	leads := slices.ContainsFunc(group.Leaders(), func(p Person) bool { return p.ID == a.ID })
	if group.Cohort == "" { // it was erased
		leads = a.Kind == KindChampion
	}
	switch {
	case a.Group != "" && leads:
		return ContactChampion
	case a.Group != "":
		return ContactMember
	case a.Place != 0:
		return ContactWaitlisted
	case a.ExcusedFrom != "":
		return ContactExcused
	case a.LeftGroup != "" || a.Status == StatusWithdrawn:
		return ContactWithdrawn
	}
	return map[Status]ContactStatus{StatusPending: ContactApplied, StatusApproved: ContactApproved,
		StatusDeclined: ContactDeclined, StatusWaitlisted: ContactWaitlisted, StatusOdd: ContactOdd}[a.Status]
}
