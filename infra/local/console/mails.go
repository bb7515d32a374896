package console

import (
	"fmt"
	"net/http"
	"net/mail"
	"slices"
	"strconv"
	"strings"

	"github.com/partnerusergroups/pugs/infra/local/mailbox"
)

type mailList struct {
	To, Text string
	pager
	Mails []mailbox.Mail
	Staff []mail.Address
}

// mails lists everybody's mail, the newest first: of those whose address contains "to" and whose subject contains
// "text".
func (c *Console) mails(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	list := mailList{To: strings.TrimSpace(query.Get("to")), Text: strings.TrimSpace(query.Get("text")), Staff: c.Staff}
	found := c.Mailbox.All()
	if to, text := strings.ToLower(list.To), strings.ToLower(list.Text); to != "" || text != "" {
		found = slices.DeleteFunc(found, func(m mailbox.Mail) bool {
			return !strings.Contains(strings.ToLower(m.To), to) || !strings.Contains(strings.ToLower(m.Subject), text)
		})
	}
	slices.Reverse(found)
	list.pager, found = onPage(query, found)
	for _, m := range found {
		list.Mails = append(list.Mails, c.local(m))
	}
	c.show(w, r, http.StatusOK, "mails", "mailbox", "Mailbox", list)
}

// local puts a mail's time into the programme's zone.
func (c *Console) local(m mailbox.Mail) mailbox.Mail {
	m.Time = m.Time.In(c.Zone)
	return m
}

type mailView struct {
	mailbox.Mail
	Recipients   []string
	Older, Newer int // ids; zero if there is none
}

// mail shows one mail: what it says, to whom, with its links and its invitation.
func (c *Console) mail(w http.ResponseWriter, r *http.Request) {
	m, ok := c.find(w, r)
	if !ok {
		return
	}
	v := mailView{Mail: c.local(m), Recipients: strings.Split(m.To, ", "), Older: m.ID - 1}
	if m.ID < c.Mailbox.Count() {
		v.Newer = m.ID + 1
	}
	c.show(w, r, http.StatusOK, "mail", "mailbox", subject(m), v)
}

func subject(m mailbox.Mail) string {
	if m.Subject == "" {
		return "(no subject)"
	}
	return m.Subject
}

func (c *Console) find(w http.ResponseWriter, r *http.Request) (mailbox.Mail, bool) {
	id, err := strconv.Atoi(r.PathValue("id"))
	if err == nil {
		if m, ok := c.Mailbox.Get(id); ok {
			return m, true
		}
	}
	c.missing(w, r, "There is no such mail. The stand forgets its email when it stops.")
	return mailbox.Mail{}, false
}

// mailHTML gives a mail's HTML for the frame on its page.
func (c *Console) mailHTML(w http.ResponseWriter, r *http.Request) {
	if m, ok := c.find(w, r); ok {
		frame(w, m.HTML)
	}
}

// frame gives HTML for a frame on a page. What is in a mail may come from an applicant: it runs no script, loads
// nothing, posts nothing, and its links open beside the console.
func frame(w http.ResponseWriter, html string) {
	head := w.Header()
	head.Set("Content-Type", "text/html; charset=utf-8")
	head.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "+
		"form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox")
	head.Set("Referrer-Policy", "no-referrer")
	// The first base of a document counts, so the mail cannot bring its own.
	_, _ = fmt.Fprint(w, `<!doctype html><base target="_blank">`, html)
}

// invitation gives a mail's calendar part as a file.
func (c *Console) invitation(w http.ResponseWriter, r *http.Request) {
	m, ok := c.find(w, r)
	switch {
	case !ok:
	case m.Calendar == "":
		c.missing(w, r, "This email has no invitation.")
	default:
		w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
		w.Header().Set("Content-Disposition", `attachment; filename="invitation.ics"`)
		_, _ = fmt.Fprint(w, strings.ReplaceAll(m.Calendar, "\n", "\r\n")) // RFC 5545, section 3.1
	}
}
