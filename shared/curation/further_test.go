package curation_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestR7FurtherGroupsAreThoseThatWhoWaitsWouldFill(t *testing.T) {
	with := func(role pug.Role, s *scene, n int, name, rest string) {
		s.several(n, name, rest)
		for i := range s.members[len(s.members)-n:] {
			s.members[len(s.members)-1-i].Role = role
		}
	}
	for name, c := range map[string]struct {
		scene func(*scene)
		want  []string
	}{
		"one topic, and whoever named several counts for each": {func(s *scene) {
			s.several(5, "q", "Quantum Yoga")
			s.several(3, "y", "Yoga")
		}, []string{"Yoga · Marketing · North America: a Champion would seat 8", "Quantum · Marketing · North America: a Champion would seat 6"}},
		"too few for a group": {func(s *scene) { s.several(4, "y", "Yoga") }, nil},
		"similar roles count, and the group is for the role that has both beside it": {func(s *scene) {
			with(pug.RoleSales, s, 3, "y", "Yoga")
			with(pug.RoleServiceDelivery, s, 3, "z", "Yoga")
		}, []string{"Yoga · Marketing · North America: a Champion would seat 6"}},
		"roles that are not similar do not": {func(s *scene) {
			with(pug.RoleSales, s, 4, "y", "Yoga")
			with(pug.RoleOwnerCEO, s, 4, "z", "Yoga")
		}, nil},
		"adjacent regions count": {func(s *scene) {
			s.several(3, "y", "Yoga")
			for i := range 3 {
				s.member(fmt.Sprintf("a%d APAC - Yoga", i))
			}
		}, []string{"Yoga · Marketing · Europe, Middle East and Africa: a Champion would seat 6"}},
		"colleagues beyond the cap do not": {func(s *scene) {
			for i := range 6 {
				s.member(fmt.Sprintf("y%d NA Acme Yoga", i))
			}
		}, nil},
		"more than a group can seat fill two": {func(s *scene) { s.several(26, "y", "Yoga") },
			[]string{"Yoga · Marketing · North America: a Champion would seat 19", "Yoga · Marketing · North America: a Champion would seat 7"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := usual()
			c.scene(s)
			var got []string
			for _, g := range s.board(t).FurtherGroups() {
				got = append(got, fmt.Sprint(g))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// What a further group promises holds: a Champion whom staff name for it seats as many.
func TestANamedChampionSeatsWhomTheFurtherGroupCounts(t *testing.T) {
	s := usual()
	s.several(26, "y", "Yoga")
	s.several(7, "z", "Zen Yoga")
	b := s.board(t)
	for _, g := range b.FurtherGroups() {
		out, err := b.Apply(curation.Change{Do: curation.Name, Named: pug.Lead{Person: pug.Person{Name: "Nia", Email: "nia@example.org"},
			Topic: g.Topic, Role: g.Role, Region: g.Region}})
		if err != nil {
			t.Fatal(err)
		}
		if got := out.After.Placed - out.Before.Placed; got < len(g.Members) {
			t.Errorf("%s, and it seats %d", g, got)
		}
	}
}
