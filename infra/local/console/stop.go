package console

import (
	"net/http"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/infra/local/mailbox"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// stop is a choice of staff that is worth a look: time stops by itself when they are asked, once for each kind.
type stop struct {
	Link        string // how the path of the link begins by which they are asked
	Title, Text string
	Mail        int // by which they are asked
}

func stops() []stop {
	return []stop{
		{Link: "review/", Title: "Decide on a Champion yourself",
			Text: "Staff are asked about an application, each by a link of their own. The first decision stands."},
		{Link: "groups/", Title: "Curate the groups yourself",
			Text: "The software has proposed the groups. Staff move people, pin them to their seats, and publish."},
		{Link: "standing/", Title: "Keep or excuse a member yourself",
			Text: "Somebody has missed several meetings. The software excuses nobody: staff decide."},
	}
}

// Heard is to be called with each mail that arrives. Time stops where it asks the first of staff for a choice that is
// worth a look, somebody watches, and simulated people would otherwise choose.
func (c *Console) Heard(m mailbox.Mail) {
	if !c.Stops || c.Mode != robots || m.To != c.first().Address {
		return
	}
	for _, s := range stops() {
		s.Mail = m.ID
		if c.leads(m, s.Link) && c.memory.stopAt(s) {
			c.Clock.Pause()
		}
	}
}

// leads says whether a mail has a link to a page whose path begins so. The pages of a cohort, which are for everybody,
// are none of those by which people are asked.
func (c *Console) leads(m mailbox.Mail, path string) bool {
	return slices.ContainsFunc(m.Links, func(link string) bool {
		rest, found := strings.CutPrefix(link, strings.TrimRight(c.URL, "/")+"/"+path)
		_, err := pug.ParseCohortID(rest)
		return found && err != nil
	})
}

// leaveStop goes on from a stop: to the mail by which staff are asked while time stands still, or in time.
func (c *Console) leaveStop(w http.ResponseWriter, r *http.Request) {
	s := c.memory.stopNow()
	if s == nil || r.PostFormValue("do") != "show" {
		c.goOn()
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	c.memory.leaveStop()
	c.openAs(w, r, c.staffPart(0), s.Mail)
}
