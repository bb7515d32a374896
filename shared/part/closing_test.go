package part_test

import (
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/part"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// closing plans the end of the group.
func (s *scene) closing(t *testing.T, moves bool) part.Closing {
	t.Helper()
	g, err := s.Leadership(t.Context(), s.group.ID)
	s.Must(t, err)
	c, err := s.Closing(t.Context(), g, pug.Ending{By: "Ada Hart", At: s.Env.Now(), Moves: moves, Note: "We are sorry."})
	s.Must(t, err)
	return c
}

func TestL1WhoSitsInAGroupThatIsClosedMovesOrWaits(t *testing.T) {
	s := newScene(t, pug.StageRunning)
	full := s.Group(t, 2, s.Champion(t, "Ola Nord"))
	s.fillGroup(t, full, 18)
	c := s.closing(t, true)
	wants(t, "letters", letters(c.Letters()), "groupClosed to cleo", "movedGroup to bea", "memberJoins to ola",
		"groupClosed to mia")
	g, err := s.Parts.Store.Group(t.Context(), s.group.ID)
	s.Must(t, err)
	s.Must(t, s.Parts.Store.BeginClosing(t.Context(), g, pug.Ending{By: "Ada Hart", At: s.Env.Now()}))
	s.Must(t, s.Close(t.Context(), s.closing(t, true)))
	if a := s.Application(t, s.bea.ID); a.Group != full.ID {
		t.Errorf("Bea is in %q", a.Group)
	}
	places, err := s.Parts.Store.Waitlist(t.Context(), functest.October)
	s.Must(t, err)
	var names []string
	for _, p := range places {
		names = append(names, p.Person.Name)
	}
	wants(t, "those who wait", names, "Mia Okoye", "Wim Smit")
	if g, err = s.Parts.Store.Group(t.Context(), s.group.ID); err != nil || g.State != pug.GroupClosed {
		t.Errorf("the group is %s, %v", g.State, err)
	}
}

func TestL1AllWaitWhoseGroupIsClosedWhereTheyAreNotToBeMoved(t *testing.T) {
	s := newScene(t, pug.StageRunning)
	s.Group(t, 2, s.Champion(t, "Ola Nord"))
	wants(t, "letters", letters(s.closing(t, false).Letters()), "groupClosed to cleo", "groupClosed to bea",
		"groupClosed to mia")
}
