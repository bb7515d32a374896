package store_test

import (
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// proposal is a revision with something in each field.
func proposal(revision int) pug.Proposal {
	return pug.Proposal{
		Cohort: "2026-H2", Revision: revision, Groups: []pug.ProposedGroup{{ID: "2026-H2-g01", Lead: "2026-H2-champion-c1", Members: []string{"2026-H2-member-m1"}}},
		Pins: []pug.Pin{{Kind: pug.PinOpen, Champion: "2026-H2-champion-c1"}},
		Named: []pug.Lead{{Person: pug.Person{ID: "2026-H2-champion-c2", Name: "Cy"}, Topic: pug.Topic{Name: "SEO", Key: "seo"}, Role: pug.RoleSales,
			Region: pug.RegionNA}},
		Machine: pug.Machine{Revision: 1, Value: pug.Value{Placed: 1, Score: 120}, Bound: &pug.Value{Placed: 2}},
		Last:    "held Group 1 open", Undo: revision - 1, Next: "", Redo: 0,
	}
}

func TestEachRevisionOfAProposalIsStoredOnceAndInOrder(t *testing.T) {
	s := forming(t, 0)
	_, err := s.Proposal(t.Context(), "2026-H2", 1)
	wants(t, err, pug.NotFound)
	entry := pug.LogEntry{Revision: 1, By: "Ada Hart", At: morning, What: "proposed the groups", Value: pug.Value{Placed: 1, Score: 120}}
	wants(t, s.AddProposal(t.Context(), proposal(2), entry), pug.Conflict) // the first is missing
	wants(t, s.AddProposal(t.Context(), proposal(1), entry), "")
	results := atOnceAll(3, func(int) error {
		return s.AddProposal(t.Context(), proposal(2), pug.LogEntry{Revision: 2, By: "Bo Lund", At: morning})
	})
	if results[""] != 1 || results[pug.Conflict] != 2 {
		t.Errorf("three at once: %v", results)
	}
	got, err := s.Proposal(t.Context(), "2026-H2", 1)
	if diff := cmp.Diff(proposal(1), got); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	if c := readCohort(t, s); c.Revision != 2 {
		t.Errorf("revision %d", c.Revision)
	}
	log, err := s.Entries(t.Context(), "2026-H2")
	if err != nil || len(log) != 2 || log[1].By != "Bo Lund" {
		t.Errorf("%v: %+v", err, log)
	}
	if diff := cmp.Diff(entry, log[0]); diff != "" {
		t.Error(diff)
	}
}

func TestPeopleComeBackInBriefHoweverManyTheyAre(t *testing.T) {
	s := forming(t, 0)
	_, err := s.People(t.Context(), "2026-H2", "f00d")
	wants(t, err, pug.NotFound)
	noise := rand.NewChaCha8([32]byte{1})
	var people pug.People
	for i := range 4000 {
		a := person(pug.KindMember, fmt.Sprintf("m%04d", i))
		letters := make([]byte, 90)
		_, _ = noise.Read(letters)
		a.Company = hex.EncodeToString(letters) // what does not pack well
		people.Members = append(people.Members, a)
	}
	wordy := person(pug.KindChampion, "c1")
	wordy.Why, wordy.Decision = "I have so much to say.", &pug.Decision{Choice: pug.ChoiceApprove, By: "Ada", Note: "Welcome.", At: morning}
	people.Champions = []pug.Application{wordy}
	name, err := s.PutPeople(t.Context(), "2026-H2", people)
	wants(t, err, "")
	again, err := s.PutPeople(t.Context(), "2026-H2", people) // the task is tried again
	wants(t, err, "")
	others, err := s.PutPeople(t.Context(), "2026-H2", pug.People{Members: people.Members[:3]})
	wants(t, err, "")
	got, err := s.People(t.Context(), "2026-H2", name)
	if diff := cmp.Diff(people.Brief(), got); diff != "" || err != nil || again != name || others == name {
		t.Errorf("%v, %s, %s, %s %s", err, name, again, others, diff)
	}
	if c := got.Champions[0]; c.Why != "" || c.Decision.Note != "" || c.Decision.By != "Ada" {
		t.Errorf("not brief: %+v", c)
	}
}

func TestANamedChampionIsApprovedWhateverBecameOfThem(t *testing.T) {
	s := forming(t, 0)
	d := decision("Ada", pug.ChoicePublish)
	fresh := person(pug.KindChampion, "new")
	fresh.Decision = &d
	wants(t, s.NameChampion(t.Context(), fresh), "")
	known := person(pug.KindChampion, "known")
	known.Status = pug.StatusDeclined
	wants(t, s.AddApplication(t.Context(), known), "")
	known.Topics, known.Region, known.Decision = []pug.Topic{{Name: "Hiring", Key: "hiring"}}, pug.RegionAPAC, &d
	wants(t, s.NameChampion(t.Context(), known), "")
	wants(t, s.NameChampion(t.Context(), known), "") // the task is tried again
	for _, want := range []pug.Application{fresh, known} {
		want.Status = pug.StatusApproved
		got, err := s.Application(t.Context(), want.ID)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%v %s", err, diff)
		}
	}
}
