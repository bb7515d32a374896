package letters

import (
	"context"
	"encoding/json"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// cameBack tells staff of a letter that did not arrive, or that its reader did not want (L13).
type cameBack struct {
	Name, Email, Subject, Why string
	Then                      string // what staff can do
	Arrived                   bool
}

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
	Complaint *struct {
		Detail   string `json:"complaintSubType"`
		Feedback string `json:"complaintFeedbackType"`
	} `json:"complaint"`
	Reject *struct{ Reason string } `json:"reject"`
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
	what := n.meaning()
	if what.state == "" {
		f.Log.InfoContext(ctx, "a report on a letter changes nothing", "letter", id)
		return nil
	}
	return f.note(ctx, l, what)
}

// note notes what became of a letter, and tells staff of it. Whoever's own mail comes back is not told by mail.
func (f function) note(ctx context.Context, l store.Letter, what meaning) error {
	arrived := what.state == store.LetterComplained
	owed, err := f.Letters.TellingColleagues(ctx, l.To.Email, "returned/"+l.ID,
		cameBack{l.To.Name, l.To.Email, l.Subject, what.says, what.then, arrived})
	if err != nil {
		return err
	}
	about := pug.Subject{ID: l.To.ID, Name: l.To.Name}
	if about.ID == "" {
		if about.ID, err = f.Store.LatestOf(ctx, l.To.Email); err != nil {
			return err
		}
	}
	if arrived {
		owed = append(owed, store.Logged{Entry: pug.LogComplained(about, what.says, f.Now())})
		return f.Store.Complained(ctx, l.To.Email, l.ID, what.says, owed...)
	}
	owed = append(owed, store.Logged{Entry: pug.LogBounced(about, what.says, f.Now())})
	if m, arises := l.Matter(); arises {
		owed = append(owed, store.Arises{Matter: m})
	}
	return f.Store.Bounced(ctx, l.To.Email, l.ID, what.says, owed...)
}
