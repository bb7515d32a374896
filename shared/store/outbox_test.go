package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/store"
)

func TestCallsStayUntilTheyAreRemoved(t *testing.T) {
	s := table(t)
	for _, id := range []string{"c", "a", "b", "e", "d"} {
		wants(t, s.AddCall(t.Context(), store.Call{ID: id, Created: morning, Subject: "s", Input: "{}"}), "")
	}
	if diff := cmp.Diff([]string{"a", "b", "c", "d", "e"}, callIDs(t, s)); diff != "" {
		t.Error(diff)
	}
	wants(t, s.RemoveCall(t.Context(), "c"), "")
	wants(t, s.RemoveCall(t.Context(), "c"), "")
	if diff := cmp.Diff([]string{"a", "b", "d", "e"}, callIDs(t, s)); diff != "" {
		t.Error(diff)
	}
}
