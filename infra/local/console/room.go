package console

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/console/scene"
	"github.com/partnerusergroups/pugs/infra/local/mailbox"
	"github.com/partnerusergroups/pugs/infra/local/people"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// How much of what happened last the control room tells: pieces of news, and the lines of the log and the mails that it
// looks at for them, of which many may be one.
const (
	latestNews  = 9
	readLines   = 60
	latestMails = 200
)

// room is the control room: the cohort as people see it.
type room struct {
	Clock       clockView
	Phase       string
	Stop        *stop
	Timeline    []moment
	Guide       []step
	Try         hint
	Tiles       []scene.Tile
	Crowds      []scene.Crowd
	Heat        scene.Heat
	News        []scene.News
	Submissions []count
	Owed, Sent  int // letters
	Executions  workflowCount
	CallTotal   int
	Faults      int
}

// room shows the control room.
func (c *Console) room(w http.ResponseWriter, r *http.Request) {
	s, ok := c.scene(w, r)
	if !ok {
		return
	}
	clock := c.clockView()
	data := room{
		Clock: clock, Phase: c.Phase(), Stop: c.memory.stopNow(), Timeline: timeline(c.dates(s), clock.Now),
		Guide: c.guide(clock.Now, c.isDecided(s)), Try: c.seasonal(clock.Now), Tiles: s.Tiles(), Crowds: s.Crowds(),
		Heat: s.Heat(), Submissions: submissions(c.Forms.Counts()), Owed: s.Owed, Sent: c.Mailbox.Count(),
		Executions: total(c.workflowCounts()), Faults: c.Cloud.Faults(),
	}
	if !clock.Paused { // somebody has let time go on
		data.Stop = nil
	}
	data.News = s.News(c.newest(), latestNews)
	for i := range data.News {
		data.News[i].At = data.News[i].At.In(c.Zone)
	}
	_, data.CallTotal = calls(c.Cloud.Calls())
	c.show(w, r, http.StatusOK, "room", "room", "The "+c.Cohort.Name()+" cohort", data)
}

// scene reads the cohort from the table; false where it could not be, which was then said.
func (c *Console) scene(w http.ResponseWriter, r *http.Request) (scene.Scene, bool) {
	s, err := scene.Read(r.Context(), c.Records, c.Cohort, readLines)
	if err != nil {
		c.pages.Failed(w, r)
		c.log().ErrorContext(r.Context(), "the scene could not be read", "error", err)
	}
	return s, err == nil
}

// newest are the latest mails, the latest first.
func (c *Console) newest() []mailbox.Mail {
	mails := c.Mailbox.After(c.Mailbox.Count() - latestMails)
	slices.Reverse(mails)
	return mails
}

// dates are those of the cohort, which staff may have moved.
func (c *Console) dates(s scene.Scene) pug.Dates {
	if s.Cohort.ID == "" {
		return c.Dates
	}
	return s.Cohort.Dates
}

// isDecided says whether the application that was handed in by the form is decided.
func (c *Console) isDecided(s scene.Scene) bool {
	a := c.memory.application()
	return a != nil && slices.ContainsFunc(slices.Concat(s.Champions, s.Members), func(one pug.Application) bool {
		return one.ID == a.ID && one.Decision != nil
	})
}

// Proposed says whether the groups are those that the software proposes.
func (r room) Proposed() bool { return r.Tiles[0].State == scene.Proposed }

// Where says where the cohort is, and how far its launch lies ahead or back.
func (r room) Where() string {
	where := strings.ToUpper(r.Phase[:min(1, len(r.Phase))]) + r.Phase[min(1, len(r.Phase)):]
	for _, m := range r.Timeline {
		if m.Launch {
			where += " · " + sinceLaunch(r.Clock.Now, m.At)
		}
	}
	return where
}

func sinceLaunch(now, launch time.Time) string {
	days := int(launch.Sub(now).Hours() / 24)
	if now.Before(launch) {
		return pug.Count(days, "day", "days") + " to the launch"
	}
	return fmt.Sprintf("day %d", 1-days)
}

// count is a number and what it counts.
type count struct {
	Label string
	N     int
}

// submissions says what became of the forms handed in; what did not happen is left out.
func submissions(c people.Counts) []count {
	return slices.DeleteFunc([]count{
		{"entered review", c.Accepted}, {"odd", c.Odd}, {"late", c.Late}, {"sent twice", c.Duplicate},
		{"refused", c.Refused}, {"tried again", c.Retried}, {"lost", c.Lost}, {"still to come", c.Open},
	}, func(x count) bool { return x.N == 0 })
}

// calls lists the actions, the busiest first.
func calls(byAction map[string]int) (list []count, total int) {
	for _, action := range slices.Sorted(maps.Keys(byAction)) {
		list = append(list, count{action, byAction[action]})
		total += byAction[action]
	}
	slices.SortStableFunc(list, func(a, b count) int { return cmp.Compare(b.N, a.N) })
	return list, total
}
