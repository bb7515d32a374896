package stand_test

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/partnerusergroups/pugs/infra/local/mailbox"
)

// mailbox is where all mail arrives, with what is on its way now: letters take seconds.
func (t *teller) mailbox() *mailbox.Box {
	if err := t.later(10 * time.Second); err != nil {
		panic(err) // a clock that nobody closed runs
	}
	return t.stand.Mailbox
}

// find is the latest mail to an address with a text in its subject.
func (t *teller) find(email, subject string) (mailbox.Mail, error) {
	mails := t.mailbox().To(email)
	for i := len(mails) - 1; i >= 0; i-- {
		if strings.Contains(mails[i].Subject, subject) {
			return mails[i], nil
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
	for _, m := range t.mailbox().To(args[0]) {
		if strings.Contains(m.Subject, args[1]) {
			n++
		}
	}
	if want := args[2]; strconv.Itoa(n) != want {
		return fmt.Errorf("%s has %d mails about %q, not %s", args[0], n, args[1], want)
	}
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
