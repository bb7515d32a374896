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

func TestStaffHearByNameOfALetterThatCameBack(t *testing.T) {
	hard := `"bounce": {"bounceType": "Permanent", "bounceSubType": "General", "bouncedRecipients": [{"emailAddress": "x", "diagnosticCode": "smtp; 550 5.1.1 user unknown"}]}`
	for name, c := range map[string]struct{ kind, what, text string }{
		"the address is wrong":       {"Email Bounced", hard, "smtp; 550 5.1.1 user unknown"},
		"the mailbox is full":        {"Email Bounced", `"bounce": {"bounceType": "Transient", "bounceSubType": "MailboxFull"}`, "took no email for days. It said: Transient, MailboxFull"},
		"it came back before":        {"Email Bounced", `"bounce": {"bounceType": "Permanent", "bounceSubType": "OnAccountSuppressionList"}`, "come back before"},
		"its reader complained":      {"Email Complaint Received", `"complaint": {"complaintFeedbackType": "abuse"}`, "reported it as spam"},
		"SES found a virus in it":    {"Email Rejected", `"reject": {"reason": "Bad content"}`, "did not deliver it: Bad content."},
		"nobody knows what happened": {"Email Bounced", `"other": {}`, "It did not arrive."},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.write(t, time.Time{}, "ina@example.com")
			o.stream(t)
			for range 2 { // events come at least once
				if _, err := o.Function.Invoke(t.Context(), event(c.kind, "ina@example.com", c.what)); err != nil {
					t.Fatal(err)
				}
			}
			l, _ := o.state(t, "ina@example.com")
			if l.State != store.LetterBounced || !strings.Contains(l.Answer, c.text) {
				t.Errorf("%+v", l)
			}
			o.WantMail(t, functest.Ada, "Email to Ina Roth came back", 1)
			o.WantMail(t, functest.Bo, "Email to Ina Roth came back", 1)
			if text := o.To(functest.Ada)[0].Text; !strings.Contains(text, c.text) || !strings.Contains(text, "ina@example.com") {
				t.Error(text)
			}
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
