package functest

import (
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/shared/letter"
)

// To lists the mails to an address, in order.
func (r *Env) To(email string) []letter.Message {
	var mails []letter.Message
	for _, m := range r.Sent {
		if m.To.Email == email {
			mails = append(mails, m)
		}
	}
	return mails
}

// LinkTo is the link in the latest mail to an address that has one.
func (r *Env) LinkTo(t testing.TB, email string) string {
	t.Helper()
	mails := r.To(email)
	for i := len(mails) - 1; i >= 0; i-- {
		if a := mails[i].Letter.Action; a != nil {
			return a.URL
		}
	}
	t.Fatalf("no mail to %s has a link", email)
	return ""
}

// Subjects lists the subjects of the mails to an address, in order.
func (r *Env) Subjects(email string) []string {
	var subjects []string
	for _, m := range r.To(email) {
		subjects = append(subjects, m.Letter.Subject)
	}
	return subjects
}

// WantMail fails the test unless so many mails to an address have a subject that begins so.
func (r *Env) WantMail(t testing.TB, email, subject string, want int) {
	t.Helper()
	got := 0
	for _, s := range r.Subjects(email) {
		if strings.HasPrefix(s, subject) {
			got++
		}
	}
	if got != want {
		t.Errorf("%d mails to %s begin with %q, want %d; all are %q", got, email, subject, want, r.Subjects(email))
	}
}
