package pug_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestWhichOfSomebodysApplicationsTheirContactShows(t *testing.T) {
	member := func(cohort pug.CohortID, status pug.Status, group string) pug.Application {
		return pug.Application{ID: string(cohort) + "-member-" + string(status), Cohort: cohort, Kind: pug.KindMember,
			Status: status, Group: group, Submitted: time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)}
	}
	seated := member("2026-H2", pug.StatusApproved, "2026-H2-g01")
	again := func(status pug.Status) pug.Application { return member("2027-H1", status, "") }
	seatedAgain := member("2027-H1", pug.StatusApproved, "2027-H1-g03")
	later := member("2026-H2", pug.StatusPending, "")
	later.Submitted = later.Submitted.AddDate(0, 0, 1)
	second := seated
	second.ID, second.Sharing = "second", "bo lund"
	for name, c := range map[string]struct {
		applications []pug.Application
		closed       pug.CohortID
		want         string // empty: none
	}{
		"the only one": {[]pug.Application{again(pug.StatusDeclined)}, "", again(pug.StatusDeclined).ID},
		"a seat in the cohort that meets, while the next is applied for":   {[]pug.Application{seated, again(pug.StatusPending)}, "", seated.ID},
		"a seat in the cohort that meets, though the next one has decided": {[]pug.Application{again(pug.StatusWaitlisted), seated}, "", seated.ID},
		"the next one as soon as it has a seat":                            {[]pug.Application{seatedAgain, seated}, "", seatedAgain.ID},
		"the next one as soon as the other has closed":                     {[]pug.Application{seated, again(pug.StatusDeclined)}, "2026-H2", again(pug.StatusDeclined).ID},
		"the last seat, where nothing followed":                            {[]pug.Application{seated}, "2026-H2", seated.ID},
		"the later of two in one cohort, such as of a Champion who joins as a member": {
			[]pug.Application{later, member("2026-H2", pug.StatusApproved, "")}, "", later.ID},
		"none that was replaced":                 {[]pug.Application{member("2027-H1", pug.StatusReplaced, ""), seated}, "2026-H2", seated.ID},
		"no odd one beside another":              {[]pug.Application{again(pug.StatusOdd), member("2026-H1", pug.StatusDeclined, "")}, "2026-H1", "2026-H1-member-declined"},
		"the first of two people at one address": {[]pug.Application{second, again(pug.StatusPending)}, "", again(pug.StatusPending).ID},
		"an odd one where it is all":             {[]pug.Application{again(pug.StatusOdd)}, "", again(pug.StatusOdd).ID},
		"nothing where all are replaced":         {[]pug.Application{again(pug.StatusReplaced)}, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, ok := pug.Foremost(c.applications, func(id pug.CohortID) bool { return id == c.closed })
			if got.ID != c.want || ok != (c.want != "") {
				t.Errorf("it shows %q, want %q", got.ID, c.want)
			}
		})
	}
}

func TestWhatAContactShows(t *testing.T) {
	group := pug.Group{ID: "2026-H2-g02", Cohort: "2026-H2", Topic: pug.Topic{Name: "Pricing"},
		Champion: pug.Person{ID: "rosa", Name: "Rosa Lind", Email: "rosa@example.com"}}
	history := []pug.Attendance{pug.BeforeJoining, pug.Attended, pug.Missed, pug.Cancelled, pug.NotTold, pug.Attended}
	counted := &pug.MeetingCount{Attended: 2, Missed: 1}
	for name, c := range map[string]struct {
		about pug.Application
		want  pug.Contact
	}{
		"in review":      {pug.Application{Status: pug.StatusPending}, pug.Contact{Status: pug.ContactApplied}},
		"approved":       {pug.Application{Status: pug.StatusApproved}, pug.Contact{Status: pug.ContactApproved}},
		"declined":       {pug.Application{Status: pug.StatusDeclined}, pug.Contact{Status: pug.ContactDeclined}},
		"waitlisted":     {pug.Application{Status: pug.StatusWaitlisted}, pug.Contact{Status: pug.ContactWaitlisted}},
		"odd":            {pug.Application{Status: pug.StatusOdd}, pug.Contact{Status: pug.ContactOdd}},
		"without a seat": {pug.Application{Status: pug.StatusApproved, Place: 3}, pug.Contact{Status: pug.ContactWaitlisted}},
		"seated": {pug.Application{Kind: pug.KindMember, Status: pug.StatusApproved, Group: group.ID},
			pug.Contact{Status: pug.ContactMember, Group: "Group 2 (Pricing)", Champion: "Rosa Lind", Meetings: counted}},
		"leading": {pug.Application{ID: "rosa", Kind: pug.KindChampion, Status: pug.StatusApproved, Group: group.ID},
			pug.Contact{Status: pug.ContactChampion, Group: "Group 2 (Pricing)", Champion: "Rosa Lind"}},
		"leading after having been a member": {pug.Application{ID: "rosa", Kind: pug.KindMember, Group: group.ID},
			pug.Contact{Status: pug.ContactChampion, Group: "Group 2 (Pricing)", Champion: "Rosa Lind"}},
		"seated after having led": {pug.Application{ID: "former", Kind: pug.KindChampion, Group: group.ID},
			pug.Contact{Status: pug.ContactMember, Group: "Group 2 (Pricing)", Champion: "Rosa Lind", Meetings: counted}},
		"excused": {pug.Application{Kind: pug.KindMember, Status: pug.StatusApproved, ExcusedFrom: group.ID},
			pug.Contact{Status: pug.ContactExcused, Meetings: counted}},
		"excused, and on the waitlist again": {pug.Application{Status: pug.StatusApproved, ExcusedFrom: group.ID, Place: 9},
			pug.Contact{Status: pug.ContactWaitlisted}},
	} {
		t.Run(name, func(t *testing.T) {
			c.about.Cohort, c.want.Cohort = "2026-H2", "2026-H2"
			if diff := cmp.Diff(c.want, c.about.Contact(group, history)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestEveryStatusOfAContactHasALabel(t *testing.T) {
	for _, s := range pug.ContactStatuses() {
		if s.Label() == string(s) {
			t.Errorf("%s has none", s)
		}
	}
}
