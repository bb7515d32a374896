package main

import (
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// term is a time in which somebody leads a group, its Champion or beside them.
type term struct {
	from, to time.Time // zero: from the beginning, and until now
}

// terms are when people led the group, by their application: by its log, which tells of each change.
func (g Group) terms() map[string][]term {
	led := map[string][]term{}
	end := func(id string, at time.Time) {
		if all := led[id]; len(all) == 0 {
			led[id] = []term{{to: at}} // the Champion with whom the group was published
		} else if last := &all[len(all)-1]; last.to.IsZero() {
			last.to = at
		}
	}
	for _, e := range slices.Backward(g.Log) { // the latest comes first
		who := e.About[1:]
		switch e.Deed {
		case "succeeded", "accompanied":
			if all := led[who[0].ID]; len(all) == 0 || !all[len(all)-1].to.IsZero() {
				led[who[0].ID] = append(all, term{from: e.At})
			}
			if len(who) > 1 {
				end(who[1].ID, e.At)
			}
		case "resigned", "unaccompanied":
			end(who[0].ID, e.At)
		}
	}
	for _, leader := range g.Leaders() {
		if len(led[leader.ID]) == 0 {
			led[leader.ID] = []term{{}}
		}
		if g.State == pug.GroupClosed {
			end(leader.ID, g.closed())
		}
	}
	return led
}

// closed is when the group was closed before its cohort ended.
func (g Group) closed() time.Time {
	for _, e := range g.Log {
		if e.Deed == "closed" {
			return e.At
		}
	}
	return time.Time{}
}

// changed is when the group got the Champion whom it has; zero where it began with them. Where a Champion resigns, the
// one beside them follows.
func (g Group) changed() time.Time {
	for _, e := range g.Log {
		if e.Deed == "succeeded" || e.Deed == "resigned" {
			return e.At
		}
	}
	return time.Time{}
}

// named is when staff had somebody lead the group, whatever spoke against it; zero where the group began with them.
func (g Group) named(id string) time.Time {
	for _, e := range g.Log {
		if (e.Deed == "succeeded" || e.Deed == "accompanied") && e.About[1].ID == id {
			return e.At
		}
	}
	return time.Time{}
}
