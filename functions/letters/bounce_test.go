package letters

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/store"
)

// event is what EventBridge delivers of a letter; what says what happened to it.
func event(kind, email, what string) []byte {
	return fmt.Appendf(nil, `{"version": "0", "source": "aws.ses", "detail-type": %q, "detail": {"mail": {"messageId": "ses-1",
		"destination": [%q], "tags": {"ses:from-domain": ["example.com"], "letter": [%q]}}, %s}}`,
		kind, email, store.LetterID("news", email), what)
}

func TestL13StaffHearByNameOfALetterThatCameBackOrWasNotWelcome(t *testing.T) {
	bounce := func(kind, detail, said string) string {
		return fmt.Sprintf(`"bounce": {"bounceType": %q, "bounceSubType": %q, "bouncedRecipients": [{"emailAddress": "x", "diagnosticCode": %q}]}`, kind, detail, said)
	}
	const back, spam = "came back", "was reported as spam"
	const askAddress, right = "ask for an address that works", "nothing wrong with the address"
	for name, c := range map[string]struct {
		what        string
		state       store.LetterState
		about, text string
		then        string
	}{
		"the address is wrong":            {bounce("Permanent", "General", "smtp; 550 5.1.1 user unknown"), store.LetterBounced, back, "refused it. It said: smtp; 550 5.1.1 user unknown", askAddress},
		"there is no such address":        {bounce("Permanent", "NoEmail", ""), store.LetterBounced, back, "refused it. It said: Permanent, NoEmail", askAddress},
		"the mailbox is full":             {bounce("Transient", "MailboxFull", ""), store.LetterBounced, back, "mailbox is full. The answer was: Transient, MailboxFull", right},
		"what it says is refused":         {bounce("Transient", "ContentRejected", "smtp; 554 5.7.1 spam"), store.LetterBounced, back, "does not take what is in the letter. It said: smtp; 554 5.7.1 spam", right},
		"what is attached is refused":     {bounce("Transient", "AttachmentRejected", ""), store.LetterBounced, back, "does not take what is in the letter", right},
		"it could not be delivered":       {bounce("Transient", "Anything", ""), store.LetterBounced, back, "could not be delivered so far", askAddress},
		"nobody knows why":                {bounce("Undetermined", "Undetermined", ""), store.LetterBounced, back, "nobody knows why", askAddress},
		"it came back before":             {bounce("Permanent", "OnAccountSuppressionList", ""), store.LetterBounced, back, "come back before, or was reported as spam, so it is no longer tried.", "send the letter again"},
		"it came back before from others": {bounce("Permanent", "Suppressed", ""), store.LetterBounced, back, "come back before", "send the letter again"},
		"its reader complained":           {`"complaint": {"complaintFeedbackType": "abuse"}`, store.LetterComplained, spam, "reported it as spam", "whether they want our email"},
		"its reader complained before":    {`"complaint": {"complaintSubType": "OnAccountSuppressionList"}`, store.LetterBounced, back, "reported an earlier letter as spam", "whether they want our email"},
		"SES found a virus in it":         {`"reject": {"reason": "Bad content"}`, store.LetterBounced, back, "did not deliver it: Bad content.", right},
		"nobody knows what happened":      {`"other": {}`, store.LetterBounced, back, "It did not arrive.", askAddress},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.write(t, time.Time{}, "ina@example.com")
			o.stream(t)
			for range 2 { // events come at least once
				if _, err := o.Function.Invoke(t.Context(), event("Email Bounced", "ina@example.com", c.what)); err != nil {
					t.Fatal(err)
				}
			}
			l, _ := o.state(t, "ina@example.com")
			if l.State != c.state || !strings.Contains(l.Answer, c.text) {
				t.Errorf("%+v", l)
			}
			o.WantMail(t, functest.Ada, "Email to Ina Roth "+c.about, 1)
			o.WantMail(t, functest.Bo, "Email to Ina Roth "+c.about, 1)
			text := strings.Join(strings.Fields(o.To(functest.Ada)[0].Text), " ")
			for _, part := range []string{c.text, c.then, "ina@example.com"} {
				if !strings.Contains(text, part) {
					t.Errorf("no %q in %s", part, text)
				}
			}
		})
	}
}

// L13: who is out of office has the letter, and so has who took it out of their spam folder.
func TestALetterThatWasAnsweredByAMachineHasArrived(t *testing.T) {
	for name, what := range map[string]string{
		"an automatic reply": `"bounce": {"bounceType": "Transient", "bounceSubType": "General", "bouncedRecipients": [{"emailAddress": "x"}]}`,
		"it was no spam":     `"complaint": {"complaintFeedbackType": "not-spam"}`,
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.write(t, time.Time{}, "ina@example.com")
			o.stream(t)
			_, err := o.Function.Invoke(t.Context(), event("Email Bounced", "ina@example.com", what))
			o.Must(t, err)
			if l, _ := o.state(t, "ina@example.com"); l.State != store.LetterSent || l.Answer != "" {
				t.Errorf("%+v", l)
			}
			o.WantMail(t, functest.Ada, "Email to", 0)
		})
	}
}

func TestWhoseOwnMailComesBackIsNotToldByMail(t *testing.T) {
	o := newOffice(t)
	o.write(t, time.Time{}, functest.Bo)
	o.stream(t)
	_, err := o.Function.Invoke(t.Context(), event("Email Bounced", functest.Bo, `"bounce": {}`))
	o.Must(t, err)
	o.WantMail(t, functest.Bo, "Email to", 0)
	o.WantMail(t, functest.Ada, "Email to", 1)
}

func TestEventsThatMakeNoSenseAreDoneWith(t *testing.T) {
	for name, payload := range map[string][]byte{
		"a letter that is not there": event("Email Bounced", "nobody@example.com", `"bounce": {}`),
		"no tags":                    []byte(`{"detail-type": "Email Bounced", "detail": {"mail": {"destination": ["ina@example.com"]}}}`),
		"a detail of another form":   []byte(`{"detail-type": "Email Bounced", "detail": [1]}`),
		"an event nobody knows":      []byte(`{"detail-type": "Email Opened", "detail": {}}`),
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			if _, err := o.Function.Invoke(t.Context(), json.RawMessage(payload)); err != nil {
				t.Errorf("it comes again, and again: %v", err)
			}
			if len(o.Sent) > 0 {
				t.Errorf("sent %v", o.Sent)
			}
		})
	}
}
