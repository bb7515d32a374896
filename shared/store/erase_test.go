package store_test

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// gone is Ina of inaSettled, who has changed her name and address and has left her group, so that she can be erased;
// much has been written of her to others.
func gone(t *testing.T) (env *functest.Env, ina pug.Application) {
	t.Helper()
	env, ina = inaSettled(t)
	s := env.Store
	to := pug.Identity{FirstName: "Ina", LastName: "Moen", Email: "ina@harbour.example", Company: "Harbour"}
	did := store.Logged{Entry: pug.Entry{At: morning, By: "Ina Bergström", Actor: ina.Email, Deed: "noted", Cohort: "2026-H2",
		About: []pug.Subject{{ID: "2026-H2-member-cy", Name: "Cy"}}, What: "The place of {0} was noted"}}
	was := store.Logged{Entry: pug.Entry{At: morning, By: "Ada Hart", Actor: functest.Ada, Deed: "changed", Cohort: "2026-H2",
		About: []pug.Subject{ina.Person().Subject(), {ID: "2026-H2-member-bo", Name: "Bo"}}, What: "{0} was told from {1}", Why: "Ina has married",
		Undo: "/desk/people/x/identity?email=ina%40fjord.example"}}
	staff := store.Letter{ID: store.LetterID("staff", functest.Ada), Key: "staff", To: store.Mailbox{Email: functest.Ada}, State: store.LetterSent,
		Subject: "Member application: Ina Bergström", Words: `{"greeted": "Ina Bergström (ina@fjord.example), Fjord"}`, Written: morning}
	wants(t, s.Identify(t.Context(), []store.Identification{identified(t, s, ina, to)}, did, was, staff), "")
	for _, email := range []string{ina.Email, to.Email} {
		wants(t, s.Extend(t.Context(), pug.Extension{Cohort: "2026-H2", Kind: pug.KindMember, Email: email}), "")
	}
	wants(t, s.FreeSeat(t.Context(), "2026-H2-g01", ina.ID, morning), "")
	ina, err := s.Application(t.Context(), ina.ID)
	wants(t, err, "")
	return env, ina
}

func TestL12NothingIsLeftOfSomebodyWhoIsErased(t *testing.T) {
	env, ina := gone(t)
	s := env.Store.BegunBy([]pug.Staff{{Email: functest.Ada, Name: "Ada Hart"}})
	standing, err := s.Standing(t.Context(), ina)
	wants(t, err, "")
	e := store.NewErasure([]store.Standing{standing}, morning)
	line := store.Logged{Entry: pug.Entry{At: morning, By: "Ada Hart", Deed: pug.DeedErased, Cohort: "2026-H2",
		About: []pug.Subject{{ID: ina.ID, Name: pug.ErasedName}}, What: "The data of {0} were erased", Why: "Asked for by email"}}
	wants(t, s.BeginErasure(t.Context(), []store.Standing{standing}, e, line), "")
	begun, err := s.Erasures(t.Context())
	if err != nil || len(begun) != 1 {
		t.Fatalf("begun are %+v, %v", begun, err)
	}
	wants(t, s.Erase(t.Context(), begun[0]), "")
	wants(t, s.Erase(t.Context(), begun[0]), "") // again
	leavesNothing(t, env)
	if left, err := s.Erasures(t.Context()); err != nil || len(left) != 0 {
		t.Errorf("it goes on: %+v, %v", left, err)
	}
	a, err := s.Application(t.Context(), ina.ID)
	if err != nil || a.Erased.IsZero() || a.Role != ina.Role || a.ExcusedFrom != "2026-H2-g01" {
		t.Errorf("what counts is gone: %+v, %v", a, err)
	}
	seats, err := s.Seats(t.Context(), "2026-H2-g01")
	if err != nil || len(seats) != 1 || seats[0].Member.ID != ina.ID {
		t.Errorf("the seats are %+v, %v", seats, err)
	}
	lines, _, err := s.LogOf(t.Context(), ina.ID, "", 10)
	if err != nil || len(lines) != 2 {
		t.Errorf("the log has %+v, %v", lines, err)
	}
	_, err = s.Taken(t.Context(), "hash of "+ina.ID)
	wants(t, err, "") // the same form, delivered late, brings nobody back
}

func TestL12NothingIsLeftInLettersToOthers(t *testing.T) {
	env, ina := gone(t)
	eve := pug.Staff{Email: "eve@staff.example", Name: "Eve Moss", Mail: pug.StaffMailEach}
	s := env.Store.BegunBy([]pug.Staff{{Email: functest.Ada, Name: "Ada Hart", Mail: pug.StaffMailEach}, eve})
	bo := employee(t, s, "bo", "Harbour", "2026-H2-g01")
	wants(t, s.TakeSeat(t.Context(), bo, nil), "")
	of, err := s.Application(t.Context(), bo.Member.ID)
	wants(t, err, "")
	lin := person(pug.KindMember, "lin")
	wants(t, s.Take(t.Context(), taking(lin)), "")
	env.Wait(t, 1, lin)
	place := pug.Place{Cohort: lin.Cohort, Order: 1, Person: lin.Person()}
	wants(t, s.MakeOffer(t.Context(), place, pug.Offer{ID: "2026-H2-g01-x-left0-o1", Group: "2026-H2-g01", Person: lin.Person()}), "")
	for _, email := range []string{of.Email, eve.Email, lin.Email} {
		wants(t, s.Post(t.Context(), store.Letter{ID: store.LetterID("told", email), Key: "told", To: store.Mailbox{Email: email},
			State: store.LetterSent, Subject: "Ina Moen is in your group", Words: "{}", Written: morning}), "")
	}
	to := of.Identity()
	to.Email = "bo@new.example"
	wants(t, s.Identify(t.Context(), []store.Identification{identified(t, s, of, to)}), "")
	team, err := s.Staff(t.Context())
	wants(t, err, "")
	team, err = team.Remove(eve.Email)
	wants(t, err, "")
	wants(t, s.ChangeStaff(t.Context(), team), "")
	standing, err := s.Standing(t.Context(), ina)
	wants(t, err, "")
	wants(t, s.Erase(t.Context(), store.NewErasure([]store.Standing{standing}, morning)), "")
	for _, key := range env.Mentions("Ina Moen") {
		if !strings.HasPrefix(key, "APPLICATIONS#") { // which is blanked before the rest is erased
			t.Errorf("she stands in %s", key)
		}
	}
}

func TestL12AnErasureGoesOnWhereItHasBrokenOff(t *testing.T) {
	env, ina := gone(t)
	s := env.Store
	standing, err := s.Standing(t.Context(), ina)
	wants(t, err, "")
	e := store.NewErasure([]store.Standing{standing}, morning)
	wants(t, s.BeginErasure(t.Context(), []store.Standing{standing}, e), "")
	for runs := 1; ; runs++ { // each as long as it takes to erase from one or two parts of the table
		begun, err := s.Erasures(t.Context())
		wants(t, err, "")
		if len(begun) == 0 {
			break
		}
		calls := 0
		env.Down = func() error {
			if calls++; calls > 18 {
				return errors.New("out of time")
			}
			return nil
		}
		if err := s.Erase(t.Context(), begun[0]); err == nil && runs == 1 || runs > 20 {
			t.Fatalf("run %d: %v; it is at %v", runs, err, begun[0].Done)
		}
		env.Down = nil
	}
	leavesNothing(t, env)
}

// leavesNothing looks for Ina in the whole table.
func leavesNothing(t *testing.T, env *functest.Env) {
	t.Helper()
	for _, trace := range []string{"Bergström", "Moen", "ina@", "ina%40", "married"} {
		for _, key := range env.Mentions(trace) {
			t.Errorf("%q stands in %s", trace, key)
		}
	}
}

func TestL12WhereverAnErasureBreaksOffNothingIsLeft(t *testing.T) {
	for at := 1; !t.Failed(); at++ {
		env, ina := gone(t)
		s := env.Store
		var letters []store.Letter // more than one transaction deletes
		for n := range 34 {
			l := store.Letter{Key: strconv.Itoa(n), To: store.Mailbox{ID: ina.ID, Email: ina.Email, Name: ina.Name()}, Kind: "planned",
				Words: "{}", State: store.LetterSent, Written: morning}
			l.ID = store.LetterID(l.Key, ina.Email)
			letters = append(letters, l)
		}
		wants(t, s.Post(t.Context(), letters...), "")
		standing, err := s.Standing(t.Context(), ina)
		wants(t, err, "")
		e := store.NewErasure([]store.Standing{standing}, morning)
		wants(t, s.BeginErasure(t.Context(), []store.Standing{standing}, e), "")
		calls := 0
		env.Down = func() error {
			if calls++; calls >= at {
				return errors.New("out of time")
			}
			return nil
		}
		if err := s.Erase(t.Context(), e); err == nil {
			return // it was done before it could break off
		}
		env.Down = nil
		begun, err := s.Erasures(t.Context())
		wants(t, err, "")
		wants(t, s.Erase(t.Context(), begun[0]), "")
		if leavesNothing(t, env); t.Failed() {
			t.Errorf("it broke off at call %d", at)
		}
	}
}

func TestL12HubSpotNamesNoErasedChampionToTheirMembers(t *testing.T) {
	env, ina := inaSettled(t)
	s := env.Store.ForHubSpot(func() time.Time { return morning })
	lead, err := s.Application(t.Context(), pug.ApplicationID("2026-H2", pug.KindChampion, "c01"))
	wants(t, err, "")
	standing, err := s.Standing(t.Context(), lead)
	wants(t, err, "")
	told := func() int {
		owed, err := s.Outbox(t.Context())
		wants(t, err, "")
		i := slices.IndexFunc(owed.Stale, func(st store.Stale) bool { return st.Of == ina.ID })
		return owed.Stale[i].Changes
	}
	before := told()
	wants(t, s.Erase(t.Context(), store.NewErasure([]store.Standing{standing}, morning)), "")
	if n := told(); n <= before {
		t.Errorf("HubSpot is told of %d changes of Ina's, as before", n)
	}
}

func TestL12HowLongSomebodyStayedGoesAndThatTheyWereThereCounts(t *testing.T) {
	env, ina := gone(t)
	s := env.Store
	m, err := s.Meeting(t.Context(), "2026-H2-g01", "2026-10")
	wants(t, err, "")
	report := pug.Report{Group: m.Group, Month: m.Month, By: "Cleo",
		Members: map[string]pug.Attendance{ina.ID: pug.Attended, "2026-H2-member-bo": pug.Attended},
		Minutes: map[string]int{ina.ID: 41, "2026-H2-member-bo": 55}}
	_, err = s.SaveMeeting(t.Context(), m, []pug.Report{report})
	wants(t, err, "")
	standing, err := s.Standing(t.Context(), ina)
	wants(t, err, "")
	wants(t, s.Erase(t.Context(), store.NewErasure([]store.Standing{standing}, morning)), "")
	got, err := s.Attendance(t.Context(), m.Group, m.Month)
	wants(t, err, "")
	delete(report.Minutes, ina.ID)
	if diff := cmp.Diff(report, got); diff != "" {
		t.Error(diff)
	}
}

func TestL12NobodyIsErasedWhoHasGotASeatMeanwhile(t *testing.T) {
	env, ina := inaSettled(t)
	s := env.Store
	standing, err := s.Standing(t.Context(), ina)
	wants(t, err, "")
	standing.Application.Group = "" // as it was read
	e := store.NewErasure([]store.Standing{standing}, morning)
	wants(t, s.BeginErasure(t.Context(), []store.Standing{standing}, e), pug.Conflict)
}

func TestL12SomebodyElseAtTheAddressStays(t *testing.T) {
	env, ina := gone(t)
	s, bo := env.Store, person(pug.KindMember, "bo")
	bo.Email, bo.Shared, bo.Sharing = ina.Email, true, "f00d"
	late := pug.Extension{Cohort: "2027-H1", Kind: pug.KindMember, Email: ina.Email, Until: morning}
	wants(t, s.Extend(t.Context(), late), "")
	wants(t, s.AddApplication(t.Context(), bo), "")
	wants(t, s.Post(t.Context(), letterTo(bo, "of bo", env)), "")
	ina.Shared = true
	standing, err := s.Standing(t.Context(), ina)
	wants(t, err, "")
	wants(t, s.Erase(t.Context(), store.NewErasure([]store.Standing{standing}, morning)), "")
	if l, err := s.Letter(t.Context(), bo.Email, store.LetterID("of bo", bo.Email)); err != nil || l.To.Name != bo.Name() {
		t.Errorf("the letter is %+v, %v", l, err)
	}
	if there, err := s.PeopleAt(t.Context(), bo.Email); err != nil || len(there) != 1 || there[0].ID != bo.ID {
		t.Errorf("at the address are %+v, %v", there, err)
	}
	if left, err := s.Extension(t.Context(), late.Cohort, late.Kind, late.Email); err != nil || !left.Until.Equal(morning) {
		t.Errorf("who is at the address may apply until %s, %v", left.Until, err)
	}
}

func TestL12SomebodyElseAtAnAddressThatThePersonHasLeftStays(t *testing.T) {
	env, ina := gone(t)
	s, bo := env.Store, person(pug.KindMember, "bo")
	bo.Email = "ina@fjord.example"
	wants(t, s.AddApplication(t.Context(), bo), "")
	wants(t, s.Post(t.Context(), letterTo(bo, "of bo", env)), "")
	standing, err := s.Standing(t.Context(), ina)
	wants(t, err, "")
	wants(t, s.Erase(t.Context(), store.NewErasure([]store.Standing{standing}, morning)), "")
	_, err = s.Letter(t.Context(), bo.Email, store.LetterID("of bo", bo.Email))
	wants(t, err, "")
}
