package contacts_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	local "github.com/partnerusergroups/pugs/infra/local/hubspot"
	"github.com/partnerusergroups/pugs/shared/contact"
	"github.com/partnerusergroups/pugs/shared/hubspot"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

func TestAContactShowsWhatBecomesOfAMember(t *testing.T) {
	o := newOffice(t)
	o.Cohort(t, functest.October, pug.StageRunning)
	ina, champion := o.contact(t, pug.KindMember, "Ina Roth", pending), o.contact(t, pug.KindChampion, "Rosa Lind")
	o.stream(t)
	o.shows(t, ina.Email, "status=applied", "cohort=2026-H2", "group=", "champion=", "meetings_attended=")
	o.Decide(t, ina.ID, pug.ChoiceApprove)
	o.stream(t)
	o.shows(t, ina.Email, "status=approved")
	group := o.Group(t, 1, champion, ina)
	o.stream(t)
	o.shows(t, ina.Email, "status=member", "group=Group 1 (Pricing)", "champion=Rosa Lind", "meetings_attended=0", "meetings_missed=0")
	o.shows(t, champion.Email, "status=champion", "group=Group 1 (Pricing)", "meetings_attended=")

	for month, said := range map[string]pug.Attendance{"2026-10": pug.Attended, "2026-11": pug.Missed, "2026-12": pug.Missed} {
		m := pug.Meeting{Group: group.ID, Month: month, State: pug.MeetingReported, Starts: o.Now().Add(time.Hour)}
		o.Must(t, o.Store.AddMeeting(t.Context(), m))
		_, err := o.Store.SaveMeeting(t.Context(), m,
			[]pug.Report{{Group: group.ID, Month: month, Members: map[string]pug.Attendance{ina.ID: said}}})
		o.Must(t, err)
	}
	o.stream(t)
	o.shows(t, ina.Email, "meetings_attended=1", "meetings_missed=2")
	o.Pass(2 * time.Hour)
	o.Must(t, o.Store.FreeSeat(t.Context(), group.ID, ina.ID, o.Now()))
	o.stream(t)
	o.shows(t, ina.Email, "status=excused", "group=", "champion=", "meetings_attended=1", "meetings_missed=2")
	if left := o.left(t); len(left) > 0 {
		t.Errorf("not told: %v", left)
	}
}

func TestAMemberStaysOnTheListOfTheirGroupUntilTheCohortHasClosed(t *testing.T) {
	o := newOffice(t)
	o.Cohort(t, functest.October, pug.StageRunning)
	ina, champion := o.contact(t, pug.KindMember, "Ina Roth"), o.contact(t, pug.KindChampion, "Rosa Lind")
	o.Group(t, 1, champion, ina)
	next := o.Apply(t, ina.Again("2027-H1", pug.KindMember, pug.OriginForm, "again", o.Now(), o.Now()))
	o.stream(t)
	o.shows(t, ina.Email, "status=member", "cohort=2026-H2")
	o.Must(t, o.Store.SetStage(t.Context(), functest.October, pug.StageClosed))
	o.Must(t, o.Store.SetStale(t.Context(), ina.ID))
	o.stream(t)
	o.shows(t, ina.Email, "status=applied", "cohort=2027-H1", "group=", "meetings_attended=")
	o.Must(t, o.Store.SetStale(t.Context(), next.ID))
	o.stream(t)
	o.shows(t, ina.Email, "cohort=2027-H1")
}

func TestAMisspeltContactShowsNothingOnceTheRightOneIsKept(t *testing.T) {
	o := newOffice(t)
	o.Cohort(t, functest.October, pug.StageMembers)
	wrong, right := o.contact(t, pug.KindMember, "Inna Roth"), o.contact(t, pug.KindMember, "Ina Roth", pending)
	o.stream(t)
	o.shows(t, wrong.Email, "status=approved")
	o.Must(t, o.Store.KeepOne(t.Context(), right, wrong, pug.Decision{By: "Ada Hart", At: o.Now()}))
	o.stream(t)
	o.shows(t, wrong.Email, "status=", "cohort=")
	o.shows(t, right.Email, "status=applied", "cohort=2026-H2")
}

// becomes gives a person another name or address (L3), of which HubSpot learns nothing by itself.
func (o *office) becomes(t *testing.T, a pug.Application, change func(*pug.Identity)) pug.Application {
	t.Helper()
	standing, err := o.Store.Standing(t.Context(), a)
	o.Must(t, err)
	to := a.Identity()
	change(&to)
	after := a.As(to)
	o.Must(t, o.Store.Identify(t.Context(), []store.Identification{{Standing: standing, After: after}}))
	return after
}

func TestWhoHasAnotherAddressIsShownByTheContactThatTheyHave(t *testing.T) {
	o := newOffice(t)
	o.Cohort(t, functest.October, pug.StageRunning)
	ina := o.contact(t, pug.KindMember, "Ina Roth")
	group := o.Group(t, 1, o.contact(t, pug.KindChampion, "Rosa Lind"), ina)
	moved := o.becomes(t, o.Application(t, ina.ID), func(i *pug.Identity) { i.Email = "ina@harbour.example" })
	o.stream(t)
	o.shows(t, ina.Email, "status=member", "group=Group 1 (Pricing)")

	o.Must(t, o.hubspot.Submit(fmt.Appendf(nil, `{"email": %q}`, moved.Email))) // she fills in a form: a contact of its own
	o.Must(t, o.Store.SetStale(t.Context(), ina.ID))
	o.stream(t)
	o.shows(t, ina.Email, "status=", "group=")
	o.shows(t, moved.Email, "status=member", "group=Group 1 (Pricing)")

	bo := o.contact(t, pug.KindMember, "Bo Berg", func(a *pug.Application) { a.Email = ina.Email }) // who has her old address now
	o.Pass(time.Hour)
	o.Must(t, o.Store.FreeSeat(t.Context(), group.ID, ina.ID, o.Now()))
	o.stream(t)
	o.shows(t, bo.Email, "status=approved")
	o.shows(t, moved.Email, "status=excused", "group=")
	if left := o.left(t); len(left) > 0 {
		t.Errorf("not told: %v", left)
	}
}

func TestMembersAreShownWithTheNameThatTheirChampionHasNow(t *testing.T) {
	o := newOffice(t)
	o.Cohort(t, functest.October, pug.StageRunning)
	ina, rosa := o.contact(t, pug.KindMember, "Ina Roth"), o.contact(t, pug.KindChampion, "Rosa Lind")
	o.Group(t, 1, rosa, ina)
	o.stream(t)
	o.shows(t, ina.Email, "champion=Rosa Lind")
	o.becomes(t, o.Application(t, rosa.ID), func(i *pug.Identity) { i.LastName = "Moen" })
	o.stream(t)
	o.shows(t, ina.Email, "champion=Rosa Moen")
}

// HubSpot merges what staff found to be one person: then both addresses lead to one contact.
func TestAMergedContactShowsWhatCountsAndNotThatAnAddressHasNothing(t *testing.T) {
	for name, told := range map[string]func(wrong, right pug.Application) []string{
		"both are told of":        func(wrong, right pug.Application) []string { return []string{right.ID, wrong.ID} },
		"the wrong one once more": func(wrong, _ pug.Application) []string { return []string{wrong.ID} },
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.Cohort(t, functest.October, pug.StageMembers)
			wrong, right := o.contact(t, pug.KindMember, "Zina Roth"), o.contact(t, pug.KindMember, "Ina Roth", pending)
			o.Must(t, o.Store.KeepOne(t.Context(), right, wrong, pug.Decision{By: "Ada Hart", At: o.Now()}))
			o.stream(t)
			o.Must(t, o.hubspot.Merge(right.Email, wrong.Email))
			o.Must(t, o.Store.SetStale(t.Context(), told(wrong, right)...))
			o.stream(t)
			o.shows(t, right.Email, "status=applied", "cohort=2026-H2")
			if left := o.left(t); len(left) > 0 {
				t.Errorf("not told: %v", left)
			}
		})
	}
}

func TestWhatHubSpotRefusesOfSomeKeepsNeitherTopicsNorOthersWaiting(t *testing.T) {
	o := newOffice(t)
	o.Cohort(t, functest.October, pug.StageMembers)
	refused, err := o.client.Property(t.Context(), contact.Status)
	o.Must(t, err)
	o.Must(t, o.client.WriteOptions(t.Context(), contact.Status, slices.DeleteFunc(refused.Options,
		func(option hubspot.Option) bool { return option.Value == string(pug.ContactDeclined) })))
	for n := range hubspot.MaxBatch {
		o.contact(t, pug.KindMember, fmt.Sprintf("m%03d", n), func(a *pug.Application) { a.Status = pug.StatusDeclined })
	}
	rosa := o.contact(t, pug.KindChampion, "Rosa Lind")
	o.stream(t)
	o.shows(t, rosa.Email, "status=approved")
	if diff := cmp.Diff([]string{"Pricing"}, o.hubspot.Offered(contact.Topics()[0])); diff != "" {
		t.Error(diff)
	}
	if left := o.left(t); len(left) != hubspot.MaxBatch {
		t.Errorf("%d entries wait", len(left))
	}
}

// Ten groups of nineteen, and a hundred who wait.
func TestACohortThatIsPublishedIsWrittenInTenCalls(t *testing.T) {
	o := newOffice(t)
	o.Cohort(t, functest.October, pug.StageForming)
	person := func(kind pug.Kind, key string, n int) pug.Application {
		return o.contact(t, kind, fmt.Sprintf("%s%03d", key, n), func(a *pug.Application) { a.Company = "" })
	}
	var waiting []pug.Application
	for n := range pug.MaxGroups {
		var members []pug.Application
		for m := range pug.MemberSeats {
			members = append(members, person(pug.KindMember, "m", 100*n+m))
		}
		o.Group(t, n+1, person(pug.KindChampion, "c", n), members...)
	}
	for n := range 100 {
		waiting = append(waiting, person(pug.KindMember, "w", n))
	}
	o.Wait(t, 1, waiting...)
	before := o.hubspot.Calls()
	o.stream(t)
	if calls := o.hubspot.Calls() - before; calls > 10 {
		t.Errorf("300 contacts were written in %d calls", calls)
	}
	written := map[string]int{}
	for _, c := range o.hubspot.Contacts() {
		written[c.Value("pug_status")]++
	}
	if diff := cmp.Diff(map[string]int{"champion": 10, "member": 190, "waitlisted": 100}, written); diff != "" {
		t.Error(diff)
	}
	if left := o.left(t); len(left) > 0 {
		t.Errorf("not told: %v", left)
	}
}

func TestWhatKeepsHubSpotFromBeingTold(t *testing.T) {
	for name, c := range map[string]struct {
		account    local.Config
		properties bool
		begin      func(*office) // what is amiss
		logs       string
		end        func(*office) // how it is mended; nil: it is not, and nothing waits
	}{
		"it is down, for longer than trying again helps": {properties: true, begin: func(o *office) { o.goesWrong(3, http.StatusBadGateway) },
			logs: "HubSpot is told later", end: func(*office) {}},
		"it has had too many calls for the day": {account: local.Config{Daily: 50}, properties: true, begin: func(o *office) { o.spend(50) },
			logs: "HubSpot is told later", end: func(o *office) { o.Pass(24 * time.Hour) }},
		"the token was withdrawn": {properties: true, begin: func(o *office) { o.token, o.read = "another", "" },
			logs: "HubSpot refuses the token", end: func(o *office) { o.token = "secret" }},
		"the token cannot be read": {properties: true, begin: func(o *office) { o.token, o.read = "", "" },
			logs: "HubSpot is told later", end: func(o *office) { o.token = "secret" }},
		"a property is missing": {logs: "HubSpot refuses what is written", begin: func(*office) {}, end: (*office).setUp},
		"the contact was deleted": {properties: true, begin: func(o *office) { o.hubspot.Delete("ina@example.com") },
			logs: "HubSpot has no such contact"},
	} {
		t.Run(name, func(t *testing.T) {
			o := officeAt(t, c.account, c.properties)
			ina := o.contact(t, pug.KindMember, "Ina Roth")
			c.begin(o)
			o.stream(t)
			if log := o.log.String(); !strings.Contains(log, c.logs) || !strings.Contains(log, ina.ID) || strings.Contains(log, ina.Email) {
				t.Errorf("the log says %s", log)
			}
			if waits := len(o.left(t)) > 0; waits != (c.end != nil) {
				t.Errorf("it waits: %t", waits)
			}
			if c.end == nil {
				return
			}
			c.end(o)
			o.sweep(t)
			o.shows(t, ina.Email, "status=approved")
			if left := o.left(t); len(left) > 0 {
				t.Errorf("not told: %v", left)
			}
		})
	}
}

func TestWhatPassesWithinMomentsKeepsNobodyWaiting(t *testing.T) {
	for name, begin := range map[string]func(*office){
		"two failures":              func(o *office) { o.goesWrong(2, http.StatusServiceUnavailable) },
		"the limit of ten seconds":  func(o *office) { o.spend(100) },
		"a token that was replaced": func(o *office) { o.read = "the one before" },
		"a contact that was merged": func(o *office) {
			_ = o.hubspot.Submit([]byte(`{"email": "roth@example.com"}`))
			_ = o.hubspot.Merge("roth@example.com", "ina@example.com")
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			ina := o.contact(t, pug.KindMember, "Ina Roth")
			begin(o)
			o.stream(t)
			o.shows(t, ina.Email, "status=approved")
			if left := o.left(t); len(left) > 0 {
				t.Errorf("not told: %v", left)
			}
		})
	}
}

func TestAChangeWhileHubSpotIsToldIsToldAsWell(t *testing.T) {
	o := newOffice(t)
	ina := o.contact(t, pug.KindMember, "Ina Roth", pending)
	entry := o.entryOf(t, ina.ID)
	o.meanwhile(func() { o.Decide(t, ina.ID, pug.ChoiceDecline) })
	o.stream(t)
	o.shows(t, ina.Email, "status=applied")
	if now := o.entryOf(t, ina.ID); now.Changes <= entry.Changes {
		t.Errorf("the change is forgotten: %+v", now)
	}
	o.stream(t)
	o.shows(t, ina.Email, "status=declined")
}

// The other one may have told what is newer, before this one wrote over it.
func TestWhoIsOvertakenTellsHubSpotOnceMore(t *testing.T) {
	o := newOffice(t)
	ina := o.contact(t, pug.KindMember, "Ina Roth")
	o.meanwhile(func() {
		_, err := o.Store.Refreshed(t.Context(), []store.Stale{o.entryOf(t, ina.ID)})
		o.Must(t, err)
	})
	o.stream(t)
	if diff := cmp.Diff([]string{ina.ID}, o.left(t)); diff != "" {
		t.Error(diff)
	}
	o.stream(t)
	if left := o.left(t); len(left) > 0 {
		t.Errorf("told again and again: %v", left)
	}
}

func TestWithoutATokenNothingIsToldAndNothingWaits(t *testing.T) {
	o := newOffice(t)
	ina := o.contact(t, pug.KindMember, "Ina Roth") // before the token was taken out of the settings
	o.build(t, nil)
	o.sweep(t)
	o.shows(t, ina.Email, "status=")
	if left := o.left(t); len(left) > 0 {
		t.Errorf("waits: %v", left)
	}
}

func TestACohortIsToldAnew(t *testing.T) {
	o := newOffice(t)
	o.Cohort(t, functest.October, pug.StageMembers)
	ina, rosa := o.contact(t, pug.KindMember, "Ina Roth"), o.contact(t, pug.KindChampion, "Rosa Lind")
	_, err := o.Store.Refreshed(t.Context(), []store.Stale{o.entryOf(t, ina.ID), o.entryOf(t, rosa.ID), o.entryOf(t, "2026-H2")})
	o.Must(t, err)
	o.Stale = nil
	o.Task(t, "tell_all", map[string]string{"cohort": "2026-H2"}, nil)
	o.stream(t)
	o.shows(t, ina.Email, "status=approved")
	o.shows(t, rosa.Email, "status=approved")
	if diff := cmp.Diff([]string{"Pricing"}, o.hubspot.Offered(contact.Topics()[0])); diff != "" {
		t.Error(diff)
	}
}
