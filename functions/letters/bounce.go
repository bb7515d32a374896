package letters

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// cameBack tells staff of a letter that did not arrive (L13).
type cameBack struct{ Name, Email, Subject, Why string }

// notice is as much of an event of SES as is used, see
// https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html.
type notice struct {
	Mail struct {
		Destination []string            `json:"destination"`
		Tags        map[string][]string `json:"tags"`
	} `json:"mail"`
	Bounce *struct {
		Kind       string `json:"bounceType"`
		Detail     string `json:"bounceSubType"`
		Recipients []struct {
			Diagnosis string `json:"diagnosticCode"`
		} `json:"bouncedRecipients"`
	} `json:"bounce"`
	Complaint *struct{}                `json:"complaint"`
	Reject    *struct{ Reason string } `json:"reject"`
}

// why says in a sentence what became of the mail; for staff.
func (n notice) why() string {
	switch {
	case n.Complaint != nil:
		return "Its reader, or their email program, reported it as spam. Email to this address is no longer delivered."
	case n.Reject != nil:
		return "Amazon's email service did not deliver it: " + n.Reject.Reason + "."
	case n.Bounce == nil:
		return "It did not arrive."
	}
	said := n.Bounce.Kind + ", " + n.Bounce.Detail
	for _, r := range n.Bounce.Recipients {
		if r.Diagnosis != "" {
			said = r.Diagnosis
		}
	}
	switch {
	case n.Bounce.Kind == "Transient":
		return "The mail server of the address took no email for days. It said: " + said
	case strings.Contains(n.Bounce.Detail, "Suppress"):
		return "Email to this address has come back before, so it is no longer tried."
	}
	return "The mail server of the address refused it. It said: " + said
}

// returned notes that a letter came back, and tells staff of it by the person's name (L13). Each letter is one mail to
// one person, so there is one destination.
func (f function) returned(ctx context.Context, detail json.RawMessage) error {
	var n notice
	err := json.Unmarshal(detail, &n)
	if err != nil || len(n.Mail.Destination) != 1 || len(n.Mail.Tags[letter.Tag]) != 1 {
		f.Log.ErrorContext(ctx, "an event of SES could not be read", "error", err)
		return nil
	}
	email, id := n.Mail.Destination[0], n.Mail.Tags[letter.Tag][0]
	l, err := f.Store.Letter(ctx, email, id)
	if pug.IsError(err, pug.NotFound) {
		f.Log.ErrorContext(ctx, "a letter came back that is not there", "letter", id)
		return nil
	}
	if err != nil {
		return err
	}
	// Whoever's own mail comes back is not told of it by mail.
	told, err := f.Letters.TellingColleagues(ctx, email, "returned/"+id,
		cameBack{l.To.Name, l.To.Email, l.Subject, n.why()})
	if err != nil {
		return err
	}
	applicant := l.To.ID
	if applicant == "" {
		if applicant, err = f.Store.LatestOf(ctx, l.To.Email); err != nil {
			return err
		}
	}
	line := pug.LogBounced(pug.Subject{ID: applicant, Name: l.To.Name}, n.why(), f.Now())
	owed := append(told, store.Logged{Entry: line})
	if m, arises := l.Matter(); arises {
		owed = append(owed, store.Arises{Matter: m})
	}
	return f.Store.Bounced(ctx, email, id, n.why(), owed...)
}
