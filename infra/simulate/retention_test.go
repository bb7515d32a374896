package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// retained is how long it takes until the schedule retain, which rests for weeks here, has seen to a cohort that ended.
const retained = pug.Retention*365*day + 60*day

// TestTwoYearsAfterItsEndNothingIsLeftOfACohortsPeople looks into the whole table (L12). Meanwhile schedules open
// cohorts to which nobody applies. With -short it plays one world.
func TestTwoYearsAfterItsEndNothingIsLeftOfACohortsPeople(t *testing.T) {
	seeds := []uint64{500000, 500018, 500086} // with messages to groups, an erasure, an extension
	if testing.Short() {
		seeds = seeds[:1]
	}
	for _, seed := range seeds {
		p := &player{world: NewWorld(seed, 0.2, newYork(t)), zone: newYork(t), journal: newJournal(), notes: &Notes{}}
		if err := p.build(); err != nil {
			t.Fatal(err)
		}
		defer p.stand.Close()
		if err := p.play(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := p.stand.Clock.Advance(t.Context(), p.stand.Clock.Now().Add(retained)); err != nil {
			t.Fatal(err)
		}
		s, err := p.snapshot(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range s.Notes.Deliveries {
			if email := d.Submission.Email; s.erased(email) {
				for _, key := range p.remains(email) {
					t.Errorf("seed %d: %s", seed, key)
				}
			} else if cohort, _ := s.cohort(s.World.Cohorts[0]); cohort.Erased.IsZero() {
				t.Fatalf("seed %d: nobody of %s was erased", seed, cohort.ID)
			}
		}
	}
}

// remains are where somebody still stands, but for what AWS has deleted by then, since it has a time to live.
func (p *player) remains(email string) []string {
	var left []string
	for _, text := range []string{email, moved(email), first(email) + " Example", first(email) + " Moen"} {
		for _, key := range p.stand.Cloud.Mentions("pugs", text) {
			ends := func(part string) bool { return strings.HasPrefix(key, part) || strings.Contains(key, " "+part) }
			if !slices.ContainsFunc([]string{"LETTERS#", "MAILED#", "LINK#", "EXTENSION#"}, ends) {
				left = append(left, text+" stands in "+key)
			}
		}
	}
	return left
}
