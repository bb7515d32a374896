package console

import (
	"cmp"
	"maps"
	"net/http"
	"net/url"
	"slices"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/infra/local/mailbox"
	"github.com/partnerusergroups/pugs/infra/local/people"
)

// latestMails is how many mails the control room shows.
const latestMails = 6

type room struct {
	Clock       clockView
	Cohort      string
	Mode        string
	Phase       string
	Timeline    []moment
	Hints       []hint
	Submissions []count
	MailCount   int
	Mails       []mailbox.Mail
	Workflows   []workflowCount
	Calls       []count
	CallTotal   int
	Faults      int
	Unused      []cloud.PrincipalGrant
}

// room is the control room.
func (c *Console) room(w http.ResponseWriter, r *http.Request) {
	clock := c.clockView()
	data := room{
		Clock: clock, Cohort: string(c.Cohort), Mode: c.Mode, Phase: c.Phase(), Timeline: timeline(c.Dates, clock.Now), Hints: c.hints(clock.Now, clock.Paused),
		MailCount: c.Mailbox.Count(), Workflows: c.workflowCounts(), Faults: c.Cloud.Faults(), Unused: c.Cloud.Unused(),
		Submissions: submissions(c.Forms.Counts()),
	}
	for id := data.MailCount; id > 0 && len(data.Mails) < latestMails; id-- {
		if m, ok := c.Mailbox.Get(id); ok {
			data.Mails = append(data.Mails, c.local(m))
		}
	}
	data.Calls, data.CallTotal = calls(c.Cloud.Calls())
	c.show(w, r, http.StatusOK, "room", "room", "Control room", data)
}

// count is a number and what it counts.
type count struct {
	Label string
	N     int
}

// submissions says what became of the forms handed in; what did not happen is left out.
func submissions(c people.Counts) []count {
	return slices.DeleteFunc([]count{
		{"entered review", c.Accepted}, {"odd", c.Odd}, {"late", c.Late}, {"sent twice", c.Duplicate}, {"refused", c.Refused},
		{"tried again", c.Retried}, {"lost", c.Lost}, {"still to come", c.Open},
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

// staffMail leads to the mail of the first of the staff, who stands for all.
func (c *Console) staffMail() string {
	if len(c.Staff) == 0 {
		return "/mailbox"
	}
	return "/mailbox?to=" + url.QueryEscape(c.Staff[0])
}
