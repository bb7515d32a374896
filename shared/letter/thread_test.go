package letter_test

import (
	"strings"
	"testing"
)

func TestLettersOfOneMatterHoldTogether(t *testing.T) {
	for name, row := range map[string]struct {
		keys     [2]string
		together bool
	}{
		"all about one meeting": {
			[2]string{"invitation/2026-H2-g01/2026-10/0", "points/2026-H2-g01/2026-10/2026-10-15T14:00:00Z"}, true},
		"a meeting planned anew in its month": {
			[2]string{"invitation/2026-H2-g01/2026-10/0", "attendance/2026-H2-g01/2026-10-1/0"}, true},
		"meetings of two months": {
			[2]string{"invitation/2026-H2-g01/2026-10/0", "invitation/2026-H2-g01/2026-11/0"}, false},
		"meetings of two groups": {
			[2]string{"invitation/2026-H2-g01/2026-10/0", "invitation/2026-H2-g02/2026-10/0"}, false},
		"a question and its reminder": {
			[2]string{"review/2026-H2-member-a1/0", "review/2026-H2-member-a1/1"}, true},
		"two applications": {
			[2]string{"review/2026-H2-member-a1/0", "review/2026-H2-member-a2/0"}, false},
		"an application, and what became of it": {
			[2]string{"intake/2026-H2-member-reader/received", "published/2026-H2/member"}, true},
		"two matters of a cohort": {
			[2]string{"curate/2026-H2/0", "cohort/2026-H2/closed"}, false},
		"curating, and its reminder": {
			[2]string{"curate/2026-H2/0", "curate/2026-H2/1"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			one, other := references(t, row.keys[0]), references(t, row.keys[1])
			if one == "" || (one == other) != row.together {
				t.Errorf("they refer to %s and %s", one, other)
			}
		})
	}
	if alone := references(t, "digest/2026-10-01"); alone != "" {
		t.Errorf("a letter that stands alone refers to %s", alone)
	}
}

// references is what the mail of a key refers to. Letters about the whole cohort go to an applicant, those to staff
// have no application.
func references(t *testing.T, key string) string {
	t.Helper()
	m := message()
	m.Key = key
	if strings.HasPrefix(key, "published/") {
		m.To.ID = "2026-H2-member-reader"
	}
	got := read(t, m).header
	if got.Get("References") != got.Get("In-Reply-To") {
		t.Errorf("%s refers to %q and answers %q", key, got.Get("References"), got.Get("In-Reply-To"))
	}
	return got.Get("References")
}
