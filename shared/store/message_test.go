package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestAMessageIsStoredForWhoLeadsTheGroup(t *testing.T) {
	s := forming(t, 1)
	g, _ := led(t, s)
	m, err := g.Message(g.Champion, "a.example b.example c.example d.example", nil, morning)
	wants(t, err, "")
	stranger := m
	stranger.Person.Name = "Eve"
	wants(t, s.AddMessage(t.Context(), stranger), pug.Conflict)
	wants(t, s.AddMessage(t.Context(), m), "")
	wants(t, s.AddMessage(t.Context(), m), pug.Conflict)
	_, err = s.Message(t.Context(), "2026-H2-g01")
	wants(t, err, pug.NotFound)

	let, err := m.Decided(pug.Decision{Choice: pug.ChoiceApprove, By: "Ada Hart", At: morning})
	wants(t, err, "")
	wants(t, s.DecideMessage(t.Context(), let), "")
	wants(t, s.DecideMessage(t.Context(), let), pug.Already)
	got, err := s.Message(t.Context(), m.ID)
	wants(t, err, "")
	records, err := s.GroupRecords(t.Context(), g.ID)
	wants(t, err, "")
	if diff := cmp.Diff([]pug.Message{let, let}, append(records.Messages, got)); diff != "" {
		t.Error(diff)
	}
}
