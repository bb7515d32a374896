package duty_test

import (
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// A question that is open passes to whoever leads the group from now on; one that is answered stays answered.
func TestR12WhoSucceedsAChampionIsAskedWhetherTheyLeadAgainWhileThatIsOpen(t *testing.T) {
	for name, c := range map[string]struct {
		decided pug.Choice
		asked   int
	}{"open": {"", 1}, "answered": {pug.ChoiceYes, 0}} {
		t.Run(name, func(t *testing.T) {
			env, b := base(t)
			env.Cohort(t, functest.October, pug.StageRunning)
			cleo, mia := env.Champion(t, "Cleo Marsh"), env.Member(t, "Mia Okoye")
			group := env.Group(t, 1, cleo, mia)
			r := pug.Renewal{Group: group.ID, Champion: cleo.Person(), Next: functest.October.Next(), Asked: env.Now()}
			if c.decided != "" {
				r.Decision = &pug.Decision{Choice: c.decided, By: "Cleo Marsh", At: env.Now()}
			}
			env.Must(t, env.Store.AddRenewal(t.Context(), r))
			g, err := b.Leadership(t.Context(), group.ID)
			env.Must(t, err)
			l, err := g.Succeed(g.Seats, pug.Nominee{Person: mia.Person(), Seat: &g.Seats[0]}, false, g.At)
			env.Must(t, err)
			owed, err := b.LeadershipLetters(t.Context(), functest.Ada, g, l, "Mia Okoye leads the group now.")
			env.Must(t, err)
			asked := 0
			for _, o := range owed {
				if l, is := o.(store.Letter); is && l.Link != nil && l.Link.Purpose == duty.PurposeRenewals {
					asked++
					if l.To.Email != mia.Email || !l.Link.Expires.After(env.Now()) {
						t.Errorf("%s is asked until %s", l.To.Email, l.Link.Expires)
					}
				}
			}
			if asked != c.asked {
				t.Errorf("%d are asked, want %d", asked, c.asked)
			}
		})
	}
}
