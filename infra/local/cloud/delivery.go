package cloud

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"strings"
	"time"

	"github.com/aws/aws-lambda-go/events"
)

// reportDelay is how long after a mail was taken SES reports what became of it.
const reportDelay = 5 * time.Second

// accept takes a mail: it comes to whom it reaches, and for each of the others there is an event. As the configuration
// set has it, an address that refuses mail or complains of it gets none any more, until that is lifted, see
// https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html.
func (c *Cloud) accept(m outgoing) string {
	c.post.mu.Lock()
	c.post.mails++
	m.ID = fmt.Sprintf("%016x-00000000-0000-4000-8000-000000000000-000000", c.post.mails)
	fates := c.post.account.Fates
	stopped := maps.Clone(c.post.stopped)
	c.post.mu.Unlock()
	m.Time = c.cfg.Now()
	reached := m.Mail
	reached.To = nil
	for _, to := range m.To {
		fate := fates[strings.ToLower(to)]
		if stopped[strings.ToLower(to)] {
			fate = suppressed
		}
		if fate == Arrives || fate == Complains || fate == Away {
			reached.To = append(reached.To, to)
		}
		if fate == Bounces || fate == Complains {
			c.post.stop(to)
		}
		if fate != Arrives && m.configurationSet != "" && c.cfg.OnEvent != nil {
			c.cfg.OnEvent(c.report(m, to, fate))
		}
	}
	if len(reached.To) > 0 && c.cfg.OnMail != nil {
		c.cfg.OnMail(reached)
	}
	return m.ID
}

// suppressed is the fate of mail that SES does not send, since mail to the address bounced or was complained of before.
const suppressed Fate = -1

func (p *post) stop(address string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stopped[strings.ToLower(address)] = true
}

// parseLift reads a DeleteSuppressedDestination, which IAM knows no resource for. It has no body: the address stands in
// the path.
func (c *Cloud) parseLift(address string) (call, error) {
	needs := []Grant{{Action: "ses:DeleteSuppressedDestination", Resource: "*"}}
	return call{needs, func() (any, error) {
		c.post.mu.Lock()
		defer c.post.mu.Unlock()
		if !c.post.stopped[strings.ToLower(address)] {
			return nil, &Error{Code: "NotFoundException", Status: http.StatusNotFound,
				Text: "Email address " + address + " does not exist on your suppression list."}
		}
		delete(c.post.stopped, strings.ToLower(address))
		return map[string]string{}, nil
	}}, nil
}

// report is the event of what became of a mail to an address, see
// https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-ses.html. Of what SES tells, the headers are left out.
func (c *Cloud) report(m outgoing, to string, fate Fate) events.EventBridgeEvent {
	at := m.Time.Add(reportDelay).UTC()
	kind, detail := "Email Bounced", map[string]any{"eventType": "Bounce", "mail": c.about(m)}
	switch fate {
	case Bounces:
		detail["bounce"] = bounce(m.ID, "General", to, at, "smtp; 550 5.1.1 user unknown")
	case suppressed:
		detail["bounce"] = bounce(m.ID, "OnAccountSuppressionList", to, at, "Amazon SES did not send the message to "+
			"this address because it is on the suppression list for your account.")
	case Away:
		away := bounce(m.ID, "General", to, at, "")
		away["bounceType"], away["bouncedRecipients"] = "Transient", []any{map[string]string{"emailAddress": to}}
		detail["bounce"] = away
	case Complains:
		kind, detail["eventType"] = "Email Complaint Received", "Complaint"
		detail["complaint"] = map[string]any{
			"complainedRecipients": []any{map[string]string{"emailAddress": to}}, "timestamp": stamp(at),
			"feedbackId": feedback(m.ID), "complaintSubType": nil, "complaintFeedbackType": "abuse",
		}
	}
	text, _ := json.Marshal(detail) // texts, lists and maps always can be
	return events.EventBridgeEvent{
		Version: "0", ID: c.post.eventID(), DetailType: kind, Source: "aws.ses",
		AccountID: c.cfg.Account, Time: at, Region: c.cfg.Region,
		Resources: []string{c.arn("ses", "configuration-set/"+m.configurationSet)}, Detail: text,
	}
}

func (p *post) eventID() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.events++
	return fmt.Sprintf("00000000-0000-4000-8000-%012x", p.events)
}

// about is what an event says of the mail itself.
func (c *Cloud) about(m outgoing) map[string]any {
	identity, _ := c.post.standing().identity(m.From)
	tags := map[string][]string{
		"ses:configuration-set": {m.configurationSet},
		"ses:from-domain":       {m.From[strings.LastIndexByte(m.From, '@')+1:]},
	}
	for name, values := range m.tags {
		tags[name] = values
	}
	return map[string]any{
		"timestamp": stamp(m.Time), "messageId": m.ID, "destination": m.To, "tags": tags, "source": m.From,
		"sourceArn": c.arn("ses", "identity/"+identity), "sendingAccountId": c.cfg.Account,
	}
}

func bounce(id, subtype, to string, at time.Time, diagnosis string) map[string]any {
	return map[string]any{
		"bounceType": "Permanent", "bounceSubType": subtype, "timestamp": stamp(at), "feedbackId": feedback(id),
		"bouncedRecipients": []any{map[string]string{
			"emailAddress": to, "action": "failed", "status": "5.1.1", "diagnosticCode": diagnosis,
		}},
	}
}

func feedback(id string) string { return strings.Replace(id, "-0000", "-feed", 1) }

// stamp is a time as SES writes it.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
