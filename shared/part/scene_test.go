package part_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/part"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// autumn is a day on which October's groups meet.
var autumn = time.Date(2026, time.October, 5, 12, 0, 0, 0, time.UTC)

// scene is Group 1, led by Cleo, with Mia and Bea in it; Wim waits.
type scene struct {
	*functest.Env
	part.Parts
	cleo, mia, bea, wim pug.Application
	group               pug.Group
}

func newScene(t *testing.T, stage pug.Stage) *scene {
	t.Helper()
	s := &scene{Env: functest.New(t, autumn)}
	base, err := duty.New("test", s.Env.Deps(), nil, part.Letters())
	s.Must(t, err)
	s.Parts = part.Parts{Base: base}
	s.Cohort(t, functest.October, stage)
	s.cleo, s.mia, s.bea = s.Champion(t, "Cleo Marsh"), s.Member(t, "Mia Okoye"), s.Member(t, "Bea Ng")
	s.group = s.Group(t, 1, s.cleo, s.mia, s.bea)
	s.wim = s.Member(t, "Wim Smit", func(a *pug.Application) {
		a.Decision = &pug.Decision{Choice: pug.ChoiceApprove, By: "Ada Hart", At: autumn}
	})
	s.Wait(t, 1, s.wim)
	return s
}

// stands is where somebody stands now.
func (s *scene) stands(t *testing.T, a pug.Application) part.Standing {
	t.Helper()
	st, err := s.Standing(t.Context(), a.ID)
	s.Must(t, err)
	return st
}

// leaves has a member leave their group.
func (s *scene) leaves(t *testing.T, a pug.Application, by part.Actor) {
	t.Helper()
	leaving, owed, err := s.Leave(t.Context(), s.stands(t, a), by)
	s.Must(t, err)
	s.Must(t, s.Parts.Store.Leave(t.Context(), leaving, owed...))
}

// letters are the letters that are owed, each as "kind to whom".
func letters(owed []store.Owed) []string {
	var all []string
	for _, o := range owed {
		if l, is := o.(store.Letter); is {
			name, _, _ := strings.Cut(l.To.Email, "@")
			all = append(all, l.Kind+" to "+name)
		}
	}
	return all
}

// starts are the executions that are owed.
func starts(owed []store.Owed) []string {
	var all []string
	for _, o := range owed {
		if c, is := o.(store.Call); is && c.Execution != "" {
			all = append(all, c.Execution)
		}
	}
	return all
}

func wants(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s are %q, want %q", what, got, want)
	}
}
