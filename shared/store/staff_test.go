package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

func ofSettings(people ...string) []pug.Staff {
	var staff []pug.Staff
	for _, name := range people {
		staff = append(staff, pug.Staff{Email: name + "@example.com", Name: name, Mail: pug.StaffMailDigest})
	}
	return staff
}

func staffOf(t *testing.T, s *store.Store) pug.Team {
	t.Helper()
	team, err := s.Staff(t.Context())
	wants(t, err, "")
	return team
}

// without removes somebody from the team that was read.
func without(t *testing.T, s *store.Store, team pug.Team, email string) error {
	t.Helper()
	left, err := team.Remove(email)
	wants(t, err, "")
	return s.ChangeStaff(t.Context(), left)
}

func TestL11StaffAreThoseOfTheSettingsUntilTheyAreChanged(t *testing.T) {
	plain := table(t)
	s := plain.BegunBy(ofSettings("ada", "bo"))
	if diff := cmp.Diff(pug.Team{People: ofSettings("ada", "bo")}, staffOf(t, s)); diff != "" {
		t.Error(diff)
	}
	wants(t, without(t, s, staffOf(t, s), "bo@example.com"), "")
	// From then on the settings say nothing.
	if diff := cmp.Diff(pug.Team{Revision: 1, People: ofSettings("ada"), Left: []string{"bo@example.com"}}, staffOf(t, plain.BegunBy(ofSettings("bo", "eve")))); diff != "" {
		t.Error(diff)
	}
}

func TestL11TwoWhoRemoveEachOtherLeaveOne(t *testing.T) {
	for name, changed := range map[string]bool{"as the settings have them": false, "as the desk has them": true} {
		t.Run(name, func(t *testing.T) {
			s := table(t).BegunBy(ofSettings("ada", "bo", "eve"))
			if changed {
				wants(t, without(t, s, staffOf(t, s), "eve@example.com"), "")
			} else {
				s = s.BegunBy(ofSettings("ada", "bo"))
			}
			read := staffOf(t, s)
			results := atOnceAll(2, func(i int) error { return without(t, s, read, read.People[i].Email) })
			if results[""] != 1 || results[pug.Conflict] != 1 {
				t.Errorf("removing each other: %v", results)
			}
			if left := staffOf(t, s).People; len(left) != 1 {
				t.Errorf("%d are left", len(left))
			}
		})
	}
}

func TestWhatFollowsFromAChangeOfStaffIsStoredWithIt(t *testing.T) {
	s := table(t).BegunBy(ofSettings("ada", "bo"))
	read := staffOf(t, s)
	line := store.Logged{Entry: pug.Entry{At: morning, By: "ada", Deed: "removed", What: "bo was removed from staff"}}
	left, err := read.Remove("bo@example.com")
	wants(t, err, "")
	wants(t, s.ChangeStaff(t.Context(), left, line), "")
	line.What = "bo was removed twice"
	wants(t, s.ChangeStaff(t.Context(), left, line), pug.Conflict)
	if diff := cmp.Diff([]string{"bo was removed from staff"}, lines(t, s, "")); diff != "" {
		t.Error(diff)
	}
}

func TestL11ALinkIsReadWithWhoIsStaffAtThatMoment(t *testing.T) {
	s := table(t).BegunBy(ofSettings("ada", "bo"))
	minted := link.Minted{Hash: "f00d", Link: link.Link{Purpose: "review", Subject: "a1", Person: "bo@example.com",
		Issued: morning, Expires: morning.AddDate(0, 0, 7)}}
	wait := store.Waiting{ID: "l1", Email: "bo@example.com", Written: morning, Next: morning}
	wants(t, s.Post(t.Context(), store.Letter{ID: wait.ID, To: store.Mailbox{Email: wait.Email}, Written: morning}), "")
	made, err := s.Attempt(t.Context(), morning, morning.Add(time.Minute), []store.Attempt{{Waiting: wait, Link: &minted}})
	wants(t, err, "")
	if !made[0] {
		t.Fatal("the link was not stored")
	}
	read := func(hash string) (pug.Team, bool) {
		l, team, found, err := s.LinkAndStaff(t.Context(), hash)
		wants(t, err, "")
		if found && l != minted.Link {
			t.Errorf("read the link as %+v", l)
		}
		return team, found
	}
	if team, found := read("f00d"); len(team.People) != 2 || !found {
		t.Errorf("read %+v, %t", team, found)
	}
	wants(t, without(t, s, staffOf(t, s), "bo@example.com"), "")
	if team, found := read("f00d"); len(team.People) != 1 || !found {
		t.Errorf("read %+v, %t, when Bo had left", team, found)
	}
	if _, found := read("beef"); found {
		t.Error("found a link that is not there")
	}
}
