package stand_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/infra/local/mailbox"
)

// arrived lets arrive what is on its way, for which ten seconds pass each time, and gives the box with all mail: who
// reads several mails asks for it once.
func (t *teller) arrived() *mailbox.Box {
	if err := t.later(10 * time.Second); err != nil {
		panic(err) // a clock that nobody closed runs
	}
	return t.stand.Mailbox
}

// find is the latest mail to an address with a text in its subject.
func (t *teller) find(email, subject string) (mailbox.Mail, error) {
	box := t.arrived()
	mails := box.Listed(email)
	for _, m := range slices.Backward(mails) {
		if strings.Contains(m.Subject, subject) {
			whole, _ := box.Get(m.ID) // it is listed
			return whole, nil
		}
	}
	var subjects []string
	for _, m := range mails {
		subjects = append(subjects, m.Subject)
	}
	return mailbox.Mail{}, fmt.Errorf("%s has no mail about %q, only:\n\t%s", email, subject,
		strings.Join(subjects, "\n\t"))
}

// mail: mail EMAIL 'part of the subject': shows the latest such mail; ! mail: there is none.
func (t *teller) mail(ts *testscript.TestScript, args []string) error {
	m, err := t.find(args[0], args[1])
	if err != nil {
		return err
	}
	fmt.Fprintf(ts.Stdout(), "Subject: %s\n\n%s\n%s", m.Subject, m.Text, m.Calendar)
	return nil
}

// mails: mails EMAIL 'part of the subject' N: there are exactly N such mails.
func (t *teller) mails(_ *testscript.TestScript, args []string) error {
	n := 0
	for _, m := range t.arrived().Listed(args[0]) {
		if strings.Contains(m.Subject, args[1]) {
			n++
		}
	}
	if want := args[2]; strconv.Itoa(n) != want {
		return fmt.Errorf("%s has %d mails about %q, not %s", args[0], n, args[1], want)
	}
	return nil
}

// calendar: calendar EMAIL: what stands in the person's calendar, a line each: when it starts, in UTC, and what it is.
func (t *teller) calendar(ts *testscript.TestScript, args []string) error {
	events, err := t.arrived().Calendar(args[0])
	fmt.Fprintln(ts.Stdout(), len(events), "meetings")
	for _, e := range events {
		fmt.Fprintf(ts.Stdout(), "%s %s (%s)\n", e.Starts.UTC().Format("2006-01-02T15:04"), e.Summary, e.UID)
	}
	return err
}

// account: account paused|suspended|sandbox|unverified|sound: from now on, SES treats the account so. Sound, it sends
// everything.
func (t *teller) account(_ *testscript.TestScript, args []string) error {
	change, ok := map[string]func(*cloud.MailAccount){
		"paused":     func(m *cloud.MailAccount) { m.Paused = true },
		"suspended":  func(m *cloud.MailAccount) { m.Suspended = true },
		"sandbox":    func(m *cloud.MailAccount) { m.Sandbox = true },
		"unverified": func(m *cloud.MailAccount) { m.BadSource = true },
		"sound": func(m *cloud.MailAccount) {
			m.Paused, m.Suspended, m.Sandbox, m.BadSource = false, false, false, false
		},
	}[args[0]]
	if !ok {
		return fmt.Errorf("SES knows no account that is %q", args[0])
	}
	t.stand.Cloud.ChangeMail(change)
	return nil
}

// fate: fate EMAIL arrives|bounces|complains|away: from now on, that becomes of mail to the address.
func (t *teller) fate(_ *testscript.TestScript, args []string) error {
	fate, ok := map[string]cloud.Fate{"arrives": cloud.Arrives, "bounces": cloud.Bounces, "complains": cloud.Complains,
		"away": cloud.Away}[args[1]]
	if !ok {
		return fmt.Errorf("no mail %s", args[1])
	}
	t.stand.Cloud.ChangeMail(func(m *cloud.MailAccount) { m.Fates[args[0]] = fate })
	return nil
}

func (t *teller) link(email, subject string) (string, error) {
	m, err := t.find(email, subject)
	if err != nil {
		return "", err
	}
	if len(m.Links) == 0 {
		return "", fmt.Errorf("the mail %q to %s has no link", m.Subject, email)
	}
	return m.Links[0], nil
}
