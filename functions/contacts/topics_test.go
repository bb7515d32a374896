package contacts_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/contact"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestR4TheFormOffersTheTopicsOfGroupsWhileMembersApply(t *testing.T) {
	o := newOffice(t)
	o.Cohort(t, functest.October, pug.StageChampions)
	about := func(topic string) func(*pug.Application) {
		return func(a *pug.Application) { a.Topics = functest.Topics(topic) }
	}
	offers := func(when string, want ...string) {
		t.Helper()
		o.stream(t)
		for _, property := range contact.Topics() {
			if diff := cmp.Diff(append([]string{}, want...), o.hubspot.Offered(property)); diff != "" {
				t.Errorf("%s, %s: %s", when, property, diff)
			}
		}
	}
	o.Champion(t, "Rosa Lind", about("Pricing"))
	o.Champion(t, "Idris Bell", about("Hiring"))
	late := o.Champion(t, "Mei Tan", about("Onboarding"), pending)
	offers("while Champions are decided on")
	o.Must(t, o.Store.SetStage(t.Context(), functest.October, pug.StageMembers))
	offers("when members may apply", "Hiring", "Pricing")
	before := o.hubspot.Calls()
	o.Decide(t, late.ID, pug.ChoiceApprove)
	offers("when a Champion was approved late", "Hiring", "Onboarding", "Pricing")
	if calls := o.hubspot.Calls() - before; calls > 10 {
		t.Errorf("that took %d calls", calls)
	}
	o.Must(t, o.Store.SetStage(t.Context(), functest.October, pug.StageForming))
	o.Must(t, o.Store.NameChampion(t.Context(), functest.NewApplication(pug.KindChampion, "Ola Berg", about("Exit"))))
	offers("when groups are formed", "Hiring", "Onboarding", "Pricing")
	if left := o.left(t); len(left) > 0 {
		t.Errorf("not told: %v", left)
	}
}
