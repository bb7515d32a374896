package cohort_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// published stores a cohort with a group whose groups were published at a time.
func published(t *testing.T, at string) *functest.Env {
	t.Helper()
	r := begin(t, at)
	r.Cohort(t, id, pug.StagePublished)
	d := pug.Decision{Choice: pug.ChoicePublish, By: "Ada Hart", At: r.Now()}
	_, err := r.Store.Publish(t.Context(), id, d, 0)
	r.Must(t, err)
	group(t, r)
	return r
}

func TestLaunchTellsChampionsAndMembersOnce(t *testing.T) {
	r := published(t, "2026-09-28 09:00")
	for _, day := range []string{"2026-09-28 09:10", "2026-09-29 09:10", "2026-09-30 09:10"} {
		r.At(newYork(t, day))
		r.Task(t, "launch_due", struct{}{}, nil)
	}
	r.At(newYork(t, "2026-10-01 09:00"))
	for range 2 {
		r.Task(t, "launch", of(id), nil)
	}
	r.WantMail(t, "champ@example.com", "Your group starts today", 1)
	r.WantMail(t, "mem@example.com", "Your group starts today", 1)
	r.WantMail(t, "ada@example.com", "Please check", 0)
	c, err := r.Store.Cohort(t.Context(), id)
	if err != nil || c.Stage != pug.StageRunning || c.Healed || !c.Launched.Equal(r.Now()) {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestTheLaunchIntroducesTheGroup(t *testing.T) {
	r := published(t, "2026-09-28 09:00")
	r.Seat(t, pug.Group{ID: "2026-H2-g01"}, r.Member(t, "Zoe Hart", func(a *pug.Application) {
		a.Company, a.Role, a.Region = "Alba", pug.RoleMarketing, pug.RegionEMEA
	}))
	r.At(newYork(t, "2026-10-01 09:00"))
	r.Task(t, "launch", of(id), nil)
	const zoe = "- Zoe Hart, Alba · Marketing · Europe, Middle East and Africa"
	for reader, says := range map[string][]string{
		"mem@example.com": {zoe + "\n", "- Mem Moss", "Champion: Champ Lane (champ@example.com)",
			"Reply to this email to reach Champ Lane"},
		"champ@example.com": {zoe + ": zoe@example.com", "- Mem Moss", "Questions? Reply to this email"},
	} {
		r.WantMail(t, reader, "Your group starts today", 1)
		mails := r.To(reader)
		for _, text := range says {
			if !strings.Contains(mails[len(mails)-1].Text, text) {
				t.Errorf("%s does not read %q:\n%s", reader, text, mails[len(mails)-1].Text)
			}
		}
		if to := mails[len(mails)-1].ReplyTo; len(to) != 1 || (to[0].Email == "champ@example.com") != (reader == "mem@example.com") {
			t.Errorf("a reply of %s goes to %v", reader, to)
		}
	}
}

func TestALaunchThatTheScheduleDidNotWatchIsToldToStaff(t *testing.T) {
	for name, row := range map[string]struct {
		published, watched string
		in                 map[string]any
		healed             bool
	}{
		"the schedule fired the day before":        {"2026-09-28 09:00", "2026-09-30 09:10", of(id), false},
		"the schedule has been silent for days":    {"2026-09-28 09:00", "2026-09-29 09:10", of(id), true},
		"the schedule never fired":                 {"2026-09-28 09:00", "", of(id), true},
		"published too late for it to fire":        {"2026-09-30 18:00", "", of(id), false},
		"an older execution waited for it in vain": {"2026-09-30 18:00", "", map[string]any{"cohort": id, "healed": true}, true},
	} {
		t.Run(name, func(t *testing.T) {
			r := published(t, row.published)
			if row.watched != "" {
				r.At(newYork(t, row.watched))
				r.Task(t, "launch_due", struct{}{}, nil)
			}
			r.At(newYork(t, "2026-10-01 09:00"))
			r.Task(t, "launch", row.in, nil)
			told := 0
			if row.healed {
				told = 1
			}
			r.WantMail(t, "ada@example.com", "Please check: the October 2026 cohort launched by itself", told)
			r.WantMail(t, "mem@example.com", "Your group starts today", 1)
		})
	}
}

func TestTheScheduleLaunchesWhatItsWorkflowDidNot(t *testing.T) {
	r := published(t, "2026-09-28 09:00")
	r.Cohort(t, "2027-H1", pug.StagePublished)
	r.Task(t, "await_launch", map[string]any{"cohort": id, "token": "token"}, nil) // of an older execution
	for _, row := range []struct {
		at       string
		launched bool
	}{{"2026-09-30 09:10", false}, {"2026-10-01 09:04", false}, {"2026-10-01 09:10", true}} {
		r.At(newYork(t, row.at))
		r.Task(t, "launch_due", struct{}{}, nil)
		c, err := r.Store.Cohort(t.Context(), id)
		r.Must(t, err)
		if launched := !c.Launched.IsZero(); launched != row.launched {
			t.Errorf("launched at %s: %t", row.at, launched)
		}
	}
	r.WantMail(t, "mem@example.com", "Your group starts today", 1)
	if diff := cmp.Diff([]string{"token"}, r.Answered); diff != "" {
		t.Error(diff)
	}
}

func TestWhoJoinedAfterTheLaunchIsNotToldOfItAgain(t *testing.T) {
	r := published(t, "2026-09-30 18:00")
	r.At(newYork(t, "2026-10-01 09:00"))
	r.Task(t, "launch", of(id), nil)
	r.At(newYork(t, "2026-12-01 09:00"))
	g, err := r.Store.Group(t.Context(), pug.GroupID(id, 1))
	r.Must(t, err)
	r.Seat(t, g, r.Member(t, "Nia Late"))
	r.Task(t, "launch", of(id), nil) // the cohort was begun again
	r.WantMail(t, "nia@example.com", "", 0)
}
