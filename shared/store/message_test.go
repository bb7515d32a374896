package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
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

func TestL12AMessageGoesWithWhoWroteIt(t *testing.T) {
	s := forming(t, 1)
	g, _ := led(t, s)
	m, err := g.Message(g.Champion, "Hello", nil, morning)
	wants(t, err, "")
	wants(t, s.AddMessage(t.Context(), m), "")
	champion, err := s.Application(t.Context(), g.Champion.ID)
	wants(t, err, "")
	standing, err := s.Standing(t.Context(), champion)
	wants(t, err, "")
	wants(t, s.Erase(t.Context(), store.NewErasure([]store.Standing{standing}, morning)), "")
	_, err = s.Message(t.Context(), m.ID)
	wants(t, err, pug.NotFound)
}
