package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestACohortIsReadWithItsGroups(t *testing.T) {
	s := table(t)
	_, _, err := s.CohortGroups(t.Context(), "2026-H2")
	wants(t, err, pug.NotFound)
	wants(t, s.AddCohort(t.Context(), pug.Cohort{ID: "2026-H2", Stage: pug.StageForming}), "")
	var want []string
	for n, key := range []string{"ada", "bo"} {
		champion := person(pug.KindChampion, key)
		wants(t, s.AddApplication(t.Context(), champion), "")
		id := pug.GroupID("2026-H2", n+1)
		wants(t, s.AddGroup(t.Context(), pug.Group{ID: id, Cohort: "2026-H2", Champion: champion.Person()}), "")
		want = append(want, id)
	}
	cohort, groups, err := s.CohortGroups(t.Context(), "2026-H2")
	if err != nil || cohort.Stage != pug.StageForming || cohort.Groups != 2 {
		t.Errorf("read %+v, %v", cohort, err)
	}
	var got []string
	for _, g := range groups {
		got = append(got, g.ID)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsKnownOfAGroupIsReadTogether(t *testing.T) {
	s, group := forming(t, 1), "2026-H2-g01"
	meetings := []pug.Meeting{{Group: group, Month: "2026-10"}, {Group: group, Month: "2026-11"}}
	for _, m := range meetings {
		wants(t, s.AddMeeting(t.Context(), m), "")
	}
	said := pug.TalkingPoints{Member: person(pug.KindMember, "ada").Person(), Text: "How do others price audits?", At: morning}
	wants(t, s.PutTalkingPoints(t.Context(), group, "2026-11", said), "")
	wants(t, s.AddRenewal(t.Context(), pug.Renewal{Group: group}), "")
	r, err := s.GroupRecords(t.Context(), group)
	if diff := cmp.Diff(meetings, r.Meetings); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	if diff := cmp.Diff(map[string][]pug.TalkingPoints{"2026-11": {said}}, r.Points); diff != "" {
		t.Error(diff)
	}
}
