package main

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func overfull(s Snapshot) []string {
	var broken []string
	for _, g := range s.Groups {
		taken := len(pug.Taken(g.Seats))
		if g.Partners > pug.MaxPartners || g.Partners != taken+len(g.Leaders()) {
			broken = append(broken, fmt.Sprintf("%s has %d members, and counts %d partners", g.ID, taken, g.Partners))
		}
	}
	return broken
}

// crowdedCompany leaves out whom staff seated by exception, and colleagues of a Champion who sat there when staff had
// that one lead the group: both are acts with a reason, which the log keeps.
func crowdedCompany(s Snapshot) []string {
	var broken []string
	for _, g := range s.Groups {
		count := map[string]int{}
		for _, seat := range pug.Taken(g.Seats) {
			key := seat.Member.CompanyKey()
			if key == "" || seat.Exception != nil {
				continue
			}
			colleague := key == g.Champion.CompanyKey() && !seat.Joined.Before(g.named(g.Champion.ID))
			if count[key]++; count[key] > pug.CompanyCap || colleague {
				broken = append(broken, fmt.Sprintf("%s: %d of %s", g.ID, count[key], key))
			}
		}
	}
	return broken
}

func tooManyGroups(s Snapshot) []string {
	count := map[pug.CohortID]int{}
	for _, g := range s.Groups {
		count[g.Cohort]++
	}
	var broken []string
	for _, c := range s.Cohorts {
		if count[c.ID] > pug.MaxGroups {
			broken = append(broken, fmt.Sprintf("%s has %d", c.ID, count[c.ID]))
		}
	}
	return broken
}

func seatedTwice(s Snapshot) []string {
	type who struct {
		cohort pug.CohortID
		email  string
	}
	at := map[who]string{}
	var broken []string
	sits := func(w who, where string) {
		if other, twice := at[w]; twice {
			broken = append(broken, fmt.Sprintf("%s is in %s and in %s", w.email, other, where))
		}
		at[w] = where
	}
	for _, g := range s.Groups {
		for _, leader := range g.Leaders() {
			if g.State != pug.GroupClosed {
				sits(who{g.Cohort, leader.Email}, g.ID+" as its Champion")
			}
		}
		for _, seat := range pug.Taken(g.Seats) {
			sits(who{g.Cohort, seat.Member.Email}, g.ID)
		}
	}
	for _, p := range s.Waitlist {
		sits(who{p.Cohort, p.Person.Email}, "the waitlist")
	}
	return broken
}

// squatted: whoever was in a group that is closed is elsewhere.
func squatted(s Snapshot) []string {
	var broken []string
	for _, g := range s.Groups {
		for _, seat := range pug.Taken(g.Seats) {
			if g.State == pug.GroupClosed {
				broken = append(broken, fmt.Sprintf("%s sits in %s", seat.Member.Email, g.ID))
			}
		}
	}
	return broken
}

// placeless: who was excused had a seat; who said no to an offer stays on the waitlist. Whoever led a group has no need
// of a seat by another application.
func placeless(s Snapshot) []string {
	has, leads := map[string]bool{}, map[string]bool{}
	for _, p := range s.Waitlist {
		has[p.Person.ID] = true
	}
	for _, g := range s.Groups {
		for id := range g.terms() {
			a, _ := s.application(id)
			leads[string(g.Cohort)+a.Email] = true
		}
		for _, seat := range g.Seats {
			has[seat.Member.ID] = true
		}
	}
	var broken []string
	for _, a := range s.Applications {
		if c, ok := s.cohort(a.Cohort); ok && c.Published != nil && a.MayWait() && !has[a.ID] &&
			!leads[string(a.Cohort)+a.Email] && a.Erased.IsZero() {
			broken = append(broken, fmt.Sprintf("%s of %s (%s)", a.ID, a.Email, a.Status))
		}
	}
	return broken
}

// uninformed looks for the letter about everybody's seat, place, or group that does not open.
func uninformed(s Snapshot) []string {
	var broken []string
	miss := func(email string, subjects ...string) {
		if !slices.ContainsFunc(subjects, func(subject string) bool { return s.got(email, subject) }) {
			broken = append(broken, fmt.Sprintf("%s never got %q", email, subjects))
		}
	}
	leads := map[string]bool{}
	for _, g := range s.Groups {
		for _, leader := range g.Leaders() {
			leads[leader.ID] = true
			miss(leader.Email, `Your group on "`, "You lead the group on", "Your group has ended") // before that
		}
		for _, seat := range g.Seats {
			told := []string{"You have a seat in the group", "Welcome to your group", "You have moved to another group",
				"Thank you for leading"}
			if !seat.Taken() {
				told = append(told, farewells()...)
			}
			miss(seat.Member.Email, told...)
		}
	}
	for _, p := range s.Waitlist {
		miss(p.Person.Email, "You are number", "No open group of", "You are approved, and on the waitlist",
			"You are on the waitlist of", "You are first on the waitlist", "You are among the first on the waitlist",
			"Your group has ended",
			"Changed: you are approved, and on the waitlist", "Changed: you are on the waitlist",
			"Your application for the "+p.Cohort.Name()+" cohort counts again")
	}
	for _, a := range s.Applications {
		c, ok := s.cohort(a.Cohort)
		free := outcome(a) == "champion" && !leads[a.ID] && a.Erased.IsZero() // whose letter may have been held
		if ok && c.Published != nil && free && a.Decision.At.Before(c.Published.At) {
			miss(a.Email, `Your group on "`, "Thank you for leading") // while letters about groups were held
		}
	}
	return broken
}

// farewells are the letters of who has no seat any more. Whoever left before the welcome could go out gets only these.
func farewells() []string {
	return []string{"You have left your group", "You are excused from your", "You are on the waitlist again",
		"You are first on the waitlist", "You are among the first on the waitlist", "Your group has ended"}
}

// openOffers: who was offered a seat was asked, and heard how it ended.
func openOffers(s Snapshot) []string {
	var broken []string
	for _, g := range s.Groups {
		for _, o := range g.Offers {
			got := func(subject string) bool { return s.got(o.Person.Email, subject) }
			switch {
			case o.Decision == nil:
				broken = append(broken, fmt.Sprintf("%s to %s is open", o.ID, o.Person.Email))
			case o.Decision.Choice == pug.ChoiceYes && !o.Taken && !s.got(o.Person.Email, "Sorry, this seat could not"):
				broken = append(broken, fmt.Sprintf("%s said yes to %s, which nothing followed", o.Person.Email, o.ID))
			case o.Taken && !slices.ContainsFunc(append(farewells(), "Welcome to your group"), got):
				broken = append(broken, fmt.Sprintf("%s was not welcomed", o.Person.Email))
			case o.Decision.Choice == pug.ChoiceLapse && !s.got(o.Person.Email, "The offer of a seat has lapsed"):
				broken = append(broken, fmt.Sprintf("%s was not told that %s lapsed", o.Person.Email, o.ID))
			}
		}
	}
	for _, p := range s.Waitlist {
		if p.Offer != "" {
			broken = append(broken, fmt.Sprintf("%s still has the offer %s", p.Person.Email, p.Offer))
		}
	}
	return broken
}

// unrenewed leaves out who came to lead a group when the groups of the next cohort had been proposed.
func unrenewed(s Snapshot) []string {
	var broken []string
	for _, g := range s.Groups {
		c, _ := s.cohort(g.Cohort)
		late := g.changed().After(calendar.Plan(g.Cohort.Next(), s.Zone, calendar.DefaultLeads()).Propose)
		asked := late || g.Renewal != nil && s.got(g.Renewal.Champion.Email, "Will you lead your group again")
		switch {
		case g.State == pug.GroupClosed || g.Leaderless() || g.Champion.Name == pug.ErasedName:
		case c.Stage == pug.StageClosed && !asked:
			broken = append(broken, fmt.Sprintf("the Champion of %s was never asked", g.ID))
		case g.Renewal == nil || g.Renewal.Decision == nil || g.Renewal.Decision.Choice != pug.ChoiceYes:
		case !slices.ContainsFunc(s.Applications, func(a pug.Application) bool {
			return a.Cohort == g.Renewal.Next && a.Email == g.Renewal.Champion.Email && a.Kind == pug.KindChampion
		}):
			broken = append(broken, fmt.Sprintf("%s leads %s again, and has no application for %s",
				g.Renewal.Champion.Email, g.ID, g.Renewal.Next))
		}
	}
	return broken
}

// compareText puts texts in order.
func compareText(a, b string) int { return cmp.Compare(a, b) }

// sortedKeys are the keys of a map in order: what is told must not depend on how Go ranges over maps.
func sortedKeys[K comparable, V any](m map[K]V, compare func(a, b K) int) []K {
	var keys []K
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, compare)
	return keys
}

// unique are the values in order, each once.
func unique[T cmp.Ordered](values []T) []T {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}
