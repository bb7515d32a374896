package act_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/functions/desk/desktest"
	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// theGroup is the path of the acts on the group of led.
const theGroup = "/desk/groups/2026-H2-g01/"

// led is the desk of Ada with a running group, led by Cleo, in which Mia and Noah have seats. Its meeting of October was
// held and not reported, and that of November is to be planned.
func led(t *testing.T) *functest.Env {
	t.Helper()
	env := desktest.New(t, time.Date(2026, time.November, 3, 12, 0, 0, 0, time.UTC))
	env.Cohort(t, functest.October, pug.StageRunning)
	g := env.Group(t, 1, env.Champion(t, "Cleo Marsh"), env.Member(t, "Mia Okoye"), env.Member(t, "Noah Berg"))
	held := time.Date(2026, time.October, 29, 14, 0, 0, 0, time.UTC)
	env.Must(t, env.Store.AddMeeting(t.Context(), pug.Meeting{Group: g.ID, Month: "2026-10", State: pug.MeetingPlanned,
		Topic: "Discounts", Starts: held, Minutes: 60, Requested: held.Add(24 * time.Hour)}))
	env.Must(t, env.Store.AddMeeting(t.Context(), pug.Meeting{Group: g.ID, Month: "2026-11", State: pug.MeetingAsked}))
	env.SignIn(t, functest.Ada)
	return env
}

// stand says who leads the group, and who has a seat in it.
func stand(t *testing.T, env *functest.Env) string {
	t.Helper()
	g, err := env.Store.Group(t.Context(), "2026-H2-g01")
	env.Must(t, err)
	seats, err := env.Store.Seats(t.Context(), g.ID)
	env.Must(t, err)
	text := g.Led() + ":"
	for _, s := range pug.Taken(seats) {
		text += " " + s.Member.Name
	}
	return text
}

func wantStand(t *testing.T, env *functest.Env, want string) {
	t.Helper()
	if got := stand(t, env); got != want {
		t.Errorf("it is led by %q, want %q", got, want)
	}
}

// undo takes back what a receipt is about.
func undo(t *testing.T, env *functest.Env, receipt string) {
	t.Helper()
	path, form := undoing(t, receipt)
	env.Pass(time.Minute)
	env.Act(t, path, form)
}

// undoing is the act that takes back what a receipt is about, with its form filled in.
func undoing(t *testing.T, receipt string) (path string, form url.Values) {
	t.Helper()
	found := regexp.MustCompile(`href="([^"]+)">Undo`).FindStringSubmatch(receipt)
	if found == nil {
		t.Fatalf("there is no way back in:\n%s", receipt)
	}
	to, err := url.Parse(html.UnescapeString(found[1]))
	if err != nil {
		t.Fatal(err)
	}
	form = to.Query()
	form.Set("why", "It was a mistake.")
	return to.Path, form
}

func TestL1AMemberSucceedsAChampion(t *testing.T) {
	env := led(t)
	form := url.Values{"who": {functest.MemberID("Mia")}, "then": {"stays"}, "why": {"Cleo has no time any more."}}
	env.Get(t, theGroup+"champion", http.StatusOK, "Mia Okoye, Mia Ltd", "Somebody else", "What becomes of Cleo Marsh")
	env.Post(t, theGroup+"champion", form, http.StatusOK, "Name Mia Okoye as the Champion of Group 1",
		"Mia Okoye gives up the seat of a member", "Cleo Marsh has a seat as a member", "3 partners of at most 20",
		"The links of Cleo Marsh about the group end", "Noah Berg (noah@example.com)")
	receipt := env.Act(t, theGroup+"champion", form)
	functest.Contains(t, receipt, "Mia Okoye, Mia Ltd became the Champion of Group 1, in the place of Cleo Marsh")
	wantStand(t, env, "Mia Okoye: Cleo Marsh Noah Berg")
	if page := env.Get(t, "/desk/groups/2026-H2-g01", http.StatusOK); strings.Contains(page, "Have left") {
		t.Error("whoever leads the group is shown as somebody who has left it")
	}
	for email, want := range map[string][]string{
		"mia@example.com": {"You lead the group on Pricing now", "Who was there? Discounts, Thu 29 Oct 2026, 10:00 New York (-04:00)",
			"Plan your group's meeting in November 2026"},
		"noah@example.com": {"Who leads your group now: Pricing"},
		"cleo@example.com": {"Thank you for leading Pricing"},
	} {
		if diff := cmp.Diff(slices.Sorted(slices.Values(want)), slices.Sorted(slices.Values(env.Subjects(email)))); diff != "" {
			t.Errorf("email to %s (-want +got):\n%s", email, diff)
		}
	}
	undo(t, env, receipt)
	wantStand(t, env, "Cleo Marsh: Mia Okoye Noah Berg")
}

func TestNobodyComesToLeadAGroupOfACohortThatHasEnded(t *testing.T) {
	env := led(t)
	env.Must(t, env.Store.SetStage(t.Context(), functest.October, pug.StageClosed))
	for _, act := range []string{"champion", "co-champion", "resign"} {
		env.Get(t, theGroup+act, http.StatusConflict, "The October 2026 cohort has ended.")
	}
}

func TestL1SomebodyElseSucceedsAChampion(t *testing.T) {
	env := led(t)
	form := url.Values{"who": {"else"}, "then": {"leaves"}, "why": {"Cleo has no time any more."}}
	env.Post(t, theGroup+"champion", form, http.StatusUnprocessableEntity, "The email address is missing")
	form.Set("email", "Eve@example.com")
	env.Post(t, theGroup+"champion", form, http.StatusUnprocessableEntity, "eve@example.com has not applied")
	form.Set("name", "Eve Moss")
	form.Set("company", "Noah Ltd")
	env.Post(t, theGroup+"champion", form, http.StatusOK, "Eve Moss works for the same company as Noah Berg")
	undone := env.Act(t, theGroup+"champion", form)
	wantStand(t, env, "Eve Moss: Mia Okoye Noah Berg")
	env.WantMail(t, "eve@example.com", "You lead the group on Pricing now", 1)
	if a, err := env.Store.ApplicationOf(t.Context(), pug.Person{Name: "Eve Moss", Email: "eve@example.com"},
		functest.October, pug.KindChampion); err != nil || a.Origin != pug.OriginNamed || a.Decision.By != "Ada Hart" {
		t.Errorf("Eve leads by %+v, %v", a, err)
	}
	undo(t, env, undone)
	wantStand(t, env, "Cleo Marsh: Mia Okoye Noah Berg")
	env.Get(t, "/desk/groups/2026-H2-g01", http.StatusOK, "Have left", `Bring back<span class="unseen"> Eve Moss`)
}

func TestL1ACoChampionComesAndGoesAndSucceeds(t *testing.T) {
	env := led(t)
	reason := url.Values{"why": {"Two lead better."}}
	with := func(more ...string) url.Values {
		form := url.Values{"why": reason["why"]}
		for i := 0; i < len(more); i += 2 {
			form.Set(more[i], more[i+1])
		}
		return form
	}
	env.Get(t, theGroup+"end-co-champion", http.StatusConflict, "Group 1 has no co-Champion. It is led by Cleo Marsh.")
	named := env.Act(t, theGroup+"co-champion", with("who", functest.MemberID("Mia")))
	wantStand(t, env, "Cleo Marsh and Mia Okoye: Noah Berg")
	env.Post(t, theGroup+"co-champion", with("who", functest.MemberID("Noah")), http.StatusConflict,
		"has a co-Champion, Mia Okoye")
	undo(t, env, named)
	wantStand(t, env, "Cleo Marsh: Mia Okoye Noah Berg")

	env.Pass(time.Minute)
	env.Act(t, theGroup+"co-champion", with("who", functest.MemberID("Mia")))
	env.Pass(time.Minute)
	env.Act(t, theGroup+"resign", with("then", "leaves"))
	wantStand(t, env, "Mia Okoye: Noah Berg")
	env.WantMail(t, "cleo@example.com", "Thank you for leading Pricing", 1)

	env.Pass(time.Minute)
	receipt := env.Act(t, theGroup+"resign", with("then", "stays"))
	wantStand(t, env, "nobody at the moment: Mia Okoye Noah Berg")
	env.WantMail(t, functest.Bo, "Group 1 has no Champion", 1)
	env.WantMail(t, functest.Ada, "Group 1 has no Champion", 0) // she knows
	env.WantMail(t, "noah@example.com", "Your group has no Champion for now", 1)
	env.Get(t, theGroup+"resign", http.StatusConflict, "Group 1 has no Champion already")
	undo(t, env, receipt)
	wantStand(t, env, "Mia Okoye: Noah Berg")
}

func TestR12WhoeverFollowsIsAskedToLeadAgainInACohortThatStillForms(t *testing.T) {
	for name, c := range map[string]struct {
		at   time.Time
		said *pug.Decision // by the Champion who resigns
		next pug.CohortID
	}{
		"the question is open": {time.Date(2027, time.February, 16, 12, 0, 0, 0, time.UTC), nil, "2027-H1"},
		"its time has run out": {time.Date(2027, time.March, 2, 12, 0, 0, 0, time.UTC), nil, "2027-H2"},
		"the answer was no": {time.Date(2027, time.February, 16, 12, 0, 0, 0, time.UTC),
			&pug.Decision{Choice: pug.ChoiceNo, By: "Cleo Marsh"}, "2027-H1"},
	} {
		t.Run(name, func(t *testing.T) {
			env := led(t)
			env.At(c.at)
			env.SignIn(t, functest.Ada)
			beside := url.Values{"who": {functest.MemberID("Mia")}, "why": {"Two lead better."}}
			env.Act(t, theGroup+"co-champion", beside)
			g, err := env.Store.Group(t.Context(), "2026-H2-g01")
			env.Must(t, err)
			asked := pug.Renewal{Group: g.ID, Champion: g.Champion, Next: "2027-H1", Decision: c.said}
			env.Must(t, env.Store.AddRenewal(t.Context(), asked))
			env.Pass(time.Minute)
			env.Act(t, theGroup+"resign", url.Values{"then": {"leaves"}, "why": {"No time."}})
			env.WantMail(t, "mia@example.com", "Will you lead your group again?", 1)
			r, err := env.Store.Renewal(t.Context(), g.ID)
			if err != nil || r.Champion.Name != "Mia Okoye" || r.Next != c.next || r.Decision != nil {
				t.Errorf("%s is asked about %s, and has said %v, %v", r.Champion.Name, r.Next, r.Decision, err)
			}
		})
	}
}

func TestR12WhoSaidNoAndComesBackIsNotAskedAgain(t *testing.T) {
	env := led(t)
	env.At(time.Date(2027, time.February, 16, 12, 0, 0, 0, time.UTC))
	env.SignIn(t, functest.Ada)
	g, err := env.Store.Group(t.Context(), "2026-H2-g01")
	env.Must(t, err)
	no := pug.Renewal{Group: g.ID, Champion: g.Champion, Next: "2027-H1",
		Decision: &pug.Decision{Choice: pug.ChoiceNo, By: "Cleo Marsh"}}
	env.Must(t, env.Store.AddRenewal(t.Context(), no))
	undo(t, env, env.Act(t, theGroup+"resign", url.Values{"then": {"stays"}, "why": {"No time."}}))
	wantStand(t, env, "Cleo Marsh: Mia Okoye Noah Berg")
	env.WantMail(t, "cleo@example.com", "Will you lead your group again?", 0)
	if r, err := env.Store.Renewal(t.Context(), g.ID); err != nil || r.Decision == nil {
		t.Errorf("her answer is %+v, %v", r.Decision, err)
	}
}
