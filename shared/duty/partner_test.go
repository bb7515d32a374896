package duty_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

func TestMembersAreIntroducedByWhatTheyShow(t *testing.T) {
	env, b := base(t)
	env.Cohort(t, functest.October, pug.StageRunning)
	shows := func(a *pug.Application) { a.Shares, a.Topics = true, functest.Topics("Pricing", "Hiring") }
	mia, noah, bea := env.Member(t, "Mia Okoye", shows), env.Member(t, "Noah Berg"), env.Member(t, "Bea Ng", shows)
	g := env.Group(t, 1, env.Champion(t, "Cleo Marsh"), mia, noah, bea)
	seats, err := env.Store.Seats(t.Context(), g.ID)
	env.Must(t, err)
	got, err := b.Partners(t.Context(), seats, bea.ID)
	want := []duty.Partner{
		{Person: mia.Person(), Role: mia.Role, Region: mia.Region, Topics: "Pricing, Hiring"},
		{Person: noah.Person(), Role: noah.Role, Region: noah.Region},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v, (-want +got):\n%s", err, diff)
	}
	if alone, err := b.Partners(t.Context(), seats[:1], seats[0].Member.ID); len(alone) > 0 || err != nil {
		t.Errorf("who is alone is told of %+v, %v", alone, err)
	}
}

// told is the text of the one letter that is owed.
func told(t *testing.T, env *functest.Env, owed []store.Owed, err error) string {
	t.Helper()
	env.Must(t, err)
	if len(owed) != 1 {
		t.Fatalf("%d are owed", len(owed))
	}
	env.Must(t, env.Store.Write(t.Context(), owed...))
	return env.Sent[len(env.Sent)-1].Text
}

func TestWhoJoinsAGroupAndWhoLeadsItHearOfEachOther(t *testing.T) {
	env, b := base(t)
	env.Cohort(t, functest.October, pug.StageRunning)
	wim := env.Member(t, "Wim Smit", func(a *pug.Application) { a.TimeZone = "Africa/Lagos" })
	g := env.Group(t, 1, env.Champion(t, "Cleo Marsh"))
	next := pug.Meeting{Group: g.ID, Month: "2026-10", State: pug.MeetingPlanned, Topic: "Discounts",
		Starts: noon.AddDate(0, 0, 7), Minutes: 60, Location: "https://meet.example.com/pricing"}
	others := []duty.Partner{{Person: pug.Person{Name: "Mia Okoye", Company: "Acorn"}}}
	owed, err := b.Letters.Telling("welcome", b.Welcome(g, next, others), letter.ToApplicant(wim))
	functest.Contains(t, told(t, env, owed, err), "Mia Okoye", "Acorn", "Discounts",
		"Thu 8 Oct 2026, 11:00 Lagos (+01:00)", "https://meet.example.com/pricing")
	owed, err = b.Letters.Telling("joins", duty.MemberJoins(g, wim.Person()), letter.ToLeaders(g)...)
	functest.Contains(t, told(t, env, owed, err), "Wim Smit", "wim@example.com")
}
