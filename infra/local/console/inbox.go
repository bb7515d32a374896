package console

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/partnerusergroups/pugs/infra/local/console/scene"
	"github.com/partnerusergroups/pugs/infra/local/mailbox"
)

func inboxPath(id int) string { return "/inbox/" + strconv.Itoa(id) }

// inboxView is the mail of whom the browser is, and the one of them that is open.
type inboxView struct {
	Who     scene.Part
	Page    string // the person's own page, as their latest mail has it; empty where none has
	Contact string // at HubSpot, likewise
	pager
	Mails []inboxLine
	Open  *mailbox.Mail
}

type inboxLine struct {
	mailbox.Mail
	Unread bool
}

// inbox lists the mail of whom the browser is, the newest first.
func (c *Console) inbox(w http.ResponseWriter, r *http.Request) {
	p := who(r)
	if p.Email == "" {
		http.Redirect(w, r, "/be", http.StatusSeeOther)
		return
	}
	c.showInbox(w, r, p, nil)
}

// letter opens a mail in the inbox, which counts as read from then on.
func (c *Console) letter(w http.ResponseWriter, r *http.Request) {
	m, ok := c.find(w, r)
	if !ok {
		return
	}
	p := who(r)
	if !strings.EqualFold(p.Email, m.To) {
		c.missing(w, r, "This email is not to you. Everybody’s email is in the mailbox.")
		return
	}
	c.memory.open(m.ID)
	c.walk(r.Context(), m)
	c.showInbox(w, r, p, &m)
}

func (c *Console) showInbox(w http.ResponseWriter, r *http.Request, p scene.Part, open *mailbox.Mail) {
	v := inboxView{Who: p, Open: open, Contact: c.atHubSpot(p.Email)}
	found := c.Mailbox.Listed(p.Email)
	slices.Reverse(found)
	v.Page = c.ownPage(found)
	v.pager, found = onPage(r.URL.Query(), found)
	for _, m := range found {
		v.Mails = append(v.Mails, inboxLine{c.local(m), c.memory.unread([]int{m.ID}) > 0})
	}
	if open != nil {
		*open = c.local(*open)
	}
	c.show(w, r, http.StatusOK, "inbox", "be", "Inbox of "+p.Name, v)
}

// ownPage is the first link to a person's own page in some mails; empty where there is none.
func (c *Console) ownPage(mails []mailbox.Mail) string {
	for _, m := range mails {
		for _, link := range m.Links {
			if strings.HasPrefix(link, strings.TrimRight(c.URL, "/")+"/my/") {
				return link
			}
		}
	}
	return ""
}

// unread counts the mails to an address that were not opened in its inbox.
func (c *Console) unread(email string) int {
	var ids []int
	for _, m := range c.Mailbox.Listed(email) {
		ids = append(ids, m.ID)
	}
	return c.memory.unread(ids)
}
