package store_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// found are the ids of whom a search finds.
func found(t *testing.T, s *store.Store, typed string) []string {
	t.Helper()
	all, _, err := s.Find(t.Context(), pug.ParseQuery(typed), 10)
	wants(t, err, "")
	ids := []string{}
	for _, f := range all {
		ids = append(ids, f.ID)
	}
	slices.Sort(ids)
	return ids
}

func TestAnybodyIsFoundHoweverTheyApplied(t *testing.T) {
	s, form, odd, again := table(t), person(pug.KindMember, "ada"), person(pug.KindMember, "adam"), person(pug.KindChampion, "ada3")
	form.LastName, odd.Status, again.Email = "Löwe", pug.StatusOdd, form.Email
	wants(t, s.Take(t.Context(), taking(form)), "")
	wants(t, s.Take(t.Context(), store.Taking{Submission: "hash of an odd one", Received: morning, Application: odd}), "")
	wants(t, s.AddApplication(t.Context(), again), "")
	for typed, want := range map[string][]string{
		"ada@example.com":  {again.ID, form.ID},
		"ADA LOWE":         {form.ID},
		"ada company":      {again.ID, form.ID, odd.ID},
		"adam@example.com": {odd.ID},
		"grace":            {},
		"a":                {},
	} {
		if got := found(t, s, typed); !slices.Equal(got, want) {
			t.Errorf("%q finds %v, not %v", typed, got, want)
		}
	}
}

func TestASingleCharacterFindsWhomeverItIsTheFamilyNameOf(t *testing.T) {
	s := table(t)
	for name, typed := range map[string]string{"李娜": "李", "김 민준": "김", "박서연": "박서"} {
		a := person(pug.KindMember, "of"+typed)
		a.FirstName, a.LastName = "", name
		wants(t, s.AddApplication(t.Context(), a), "")
		if got := found(t, s, typed); !slices.Equal(got, []string{a.ID}) {
			t.Errorf("%q finds %v, not %s", typed, got, name)
		}
	}
}

func TestAnApplicationOfAnOlderReleaseIsFoundOnceItIsIndexed(t *testing.T) {
	s, a := table(t), person(pug.KindMember, "ada")
	wants(t, s.Index(t.Context(), a), "")
	if got := found(t, s, "ada"); !slices.Equal(got, []string{a.ID}) {
		t.Errorf("found are %v", got)
	}
}

func TestASearchSaysThatThereAreMore(t *testing.T) {
	s := table(t)
	var many []pug.Application
	for n := range 4 {
		many = append(many, person(pug.KindMember, fmt.Sprintf("ada%d", n)))
	}
	wants(t, s.Index(t.Context(), many...), "")
	for most, more := range map[int]bool{3: true, 4: false} {
		got, said, err := s.Find(t.Context(), pug.ParseQuery("ada"), most)
		if err != nil || len(got) != most || said != more {
			t.Errorf("of 4 at most %d are shown: %d, and more: %t, %v", most, len(got), said, err)
		}
	}
}

// BenchmarkFind looks for somebody of a common name among so many applications.
func BenchmarkFind(b *testing.B) {
	for _, n := range []int{2_000, 100_000} {
		s := functest.Table(b)
		for some := range slices.Chunk(crowd(n), 1000) {
			if err := s.Index(b.Context(), some...); err != nil {
				b.Fatal(err)
			}
		}
		for _, typed := range []string{"ada", "ada company77", "ada-1234@example.com", "nobody at all"} {
			b.Run(fmt.Sprintf("%d/%s", n, typed), func(b *testing.B) {
				for b.Loop() {
					if _, _, err := s.Find(b.Context(), pug.ParseQuery(typed), 50); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// crowd are people of whom each hundredth has the same first name, and each thousandth the same company.
func crowd(n int) []pug.Application {
	all := make([]pug.Application, n)
	for i := range all {
		a := person(pug.KindMember, fmt.Sprintf("x%d", i))
		a.FirstName, a.LastName = fmt.Sprintf("Name%d", i%100), fmt.Sprintf("Family%d", i%3000)
		if i%100 == 0 {
			a.FirstName = "Ada"
		}
		a.Email, a.Company = fmt.Sprintf("%s-%d@example.com", "ada", i), fmt.Sprintf("Company%d Ltd", i%1000)
		a.Submitted = a.Submitted.Add(time.Duration(i) * time.Second)
		all[i] = a
	}
	return all
}
