package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httputil"
	"net/mail"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/sfn"

	"github.com/partnerusergroups/pugs/infra/local/browser"
	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/infra/local/mailbox"
	"github.com/partnerusergroups/pugs/infra/local/people"
	"github.com/partnerusergroups/pugs/infra/local/stand"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// play is one cohort on the deployed stack, with the people who take part in it.
type play struct {
	*deployed
	clock  *clock.Clock // real time
	mail   *mailbox.Box
	forms  *people.Forms
	people *people.People
	pages  *browser.Browser

	dynamo  *dynamodb.Client
	records *store.Store
	states  *sfn.Client
	lambda  *lambda.Client

	dates       pug.Dates
	submissions []json.RawMessage
}

func newPlay(ctx context.Context, d *deployed) (p *play, err error) {
	aws, now, realTime := d.config(), time.Now(), clock.Pace(24*time.Hour)
	p = &play{
		deployed: d, dates: datesFrom(now), clock: clock.New(now, realTime), mail: mailbox.New(d.public),
		dynamo: dynamodb.NewFromConfig(aws), states: sfn.NewFromConfig(aws), lambda: lambda.NewFromConfig(aws),
	}
	p.records = store.New(p.dynamo, d.table)
	p.forms = &people.Forms{Handler: d.api(), URL: d.webhook, Secret: secret, Clock: p.clock}
	if p.submissions, err = submissions(p.dates); err != nil {
		return nil, err
	}
	staff, err := mail.ParseAddressList(strings.Join(stand.Staff(), ", "))
	if err != nil {
		return nil, fmt.Errorf("read the addresses of staff: %w", err)
	}
	p.pages = &browser.Browser{Handler: d.api(), Base: d.public}
	c := people.Config{Clock: p.clock, Browser: p.pages, Seed: seed, Habits: habits()}
	var team pug.Team // the letter of the morning comes too late for dates that are seconds apart
	for _, s := range staff {
		c.Staff = append(c.Staff, s.Address)
		team.People = append(team.People, pug.Staff{Email: s.Address, Name: s.Name, Mail: pug.StaffMailEach})
	}
	p.people = people.New(c)
	return p, p.records.ChangeStaff(ctx, team)
}

// api is the deployed HTTP API as a handler. Its address names a host that only the emulator knows, so each request
// goes to the emulator and says there whom it is for.
func (d *deployed) api() http.Handler {
	return &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(d.endpoint)
		r.Out.Host = r.In.Host
	}}
}

// machine is the ARN of a workflow's state machine.
func (d *deployed) machine(workflow string) *string {
	arn := fmt.Sprintf("arn:aws:states:%s:%s:stateMachine:%s-%s", region, account, d.name, workflow)
	return &arn
}

// message is a mail as the emulator shows it: its subject as it was encoded, and its texts, but no invitation.
type message struct {
	MessageID string `json:"MessageId"`
	Source    string
	To        []string
	Subject   string
	BodyText  string
	Timestamp float64 // seconds since 1970
}

// sent is the message as the stand's mailbox takes it.
func (m message) sent() cloud.Mail {
	raw := "Subject: " + m.Subject + "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + m.BodyText
	at := time.UnixMilli(int64(m.Timestamp * 1000))
	return cloud.Mail{ID: m.MessageID, Time: at, From: m.Source, To: m.To, Raw: []byte(raw)}
}

// deliver brings people what the stack has sent since it was called last.
func (p *play) deliver(ctx context.Context) error {
	var all struct{ Messages map[string][]message } // by account
	if err := p.get(ctx, "ses", "/_ministack/ses/messages", &all); err != nil {
		return err
	}
	others := func(m message) bool { return !strings.Contains(m.Source, p.sender) }
	for _, m := range slices.DeleteFunc(all.Messages[account], others)[p.mail.Count():] {
		received, err := p.mail.Receive(m.sent())
		if err != nil {
			return err
		}
		p.people.Receive(received)
	}
	return nil
}
