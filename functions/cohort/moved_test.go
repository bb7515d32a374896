package cohort_test

import (
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestThoseInGroupsAreToldOnceOfDatesThatConcernThem(t *testing.T) {
	for says, row := range map[string]struct {
		move     func(c pug.Cohort) pug.Dates
		champion string // a part of what is said; empty: nothing is
		member   string
	}{
		"another launch": {func(c pug.Cohort) pug.Dates { return c.Dates.Set("launch", newYork(t, "2026-10-05 14:00")) },
			"Launch: Mon 5 Oct 2026, 14:00 New York (-04:00)", "Launch: Mon 5 Oct 2026, 14:00 New York (-04:00)"},
		"another day for the question to lead again": {func(c pug.Cohort) pug.Dates {
			return c.Dates.Set("renew", newYork(t, "2027-03-01 09:00"))
		}, "lead again: Mon 1 Mar 2027", ""},
		"another day for a meeting to be asked for": {func(c pug.Cohort) pug.Dates {
			return c.Dates.Set("2026-11", newYork(t, "2026-11-04 09:00"))
		}, "November 2026: Wed 4 Nov 2026", ""},
		"another end of curating": {func(c pug.Cohort) pug.Dates {
			return c.Dates.Set("curate", newYork(t, "2026-09-29 09:00"))
		}, "", ""},
	} {
		t.Run(says, func(t *testing.T) {
			r := published(t, "2026-09-27 09:00")
			c, err := r.Store.Cohort(t.Context(), id)
			r.Must(t, err)
			move, _, err := c.MoveDates(row.move(c), r.Now())
			r.Must(t, err)
			r.Must(t, r.Store.MoveDates(t.Context(), c, move.After))
			for range 2 {
				r.Task(t, "plan", of(id), nil)
			}
			for email, want := range map[string]string{"champ@example.com": row.champion, "mem@example.com": row.member} {
				all := r.To(email)
				if want == "" && len(all) != 0 || want != "" && (len(all) != 1 || !strings.Contains(all[0].Text, want)) {
					t.Errorf("%s got %+v", email, all)
				}
			}
		})
	}
}

func TestDatesThatAreMovedAndMovedBackAreNoNews(t *testing.T) {
	r := published(t, "2026-09-27 09:00")
	for _, at := range []string{"2026-10-05 14:00", "2026-10-01 09:00"} {
		c, err := r.Store.Cohort(t.Context(), id)
		r.Must(t, err)
		move, _, err := c.MoveDates(c.Dates.Set("launch", newYork(t, at)), r.Now())
		r.Must(t, err)
		r.Must(t, r.Store.MoveDates(t.Context(), c, move.After))
	}
	r.Task(t, "plan", of(id), nil)
	r.WantMail(t, "mem@example.com", "", 0)
	if c, err := r.Store.Cohort(t.Context(), id); err != nil || c.Known != nil {
		t.Errorf("they are to be told: %v, %v", c.Known, err)
	}
}
