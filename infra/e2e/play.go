package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httputil"
	"net/mail"
	"net/url"
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

	dynamo  *dynamodb.Client
	records *store.Store
	states  *sfn.Client
	lambda  *lambda.Client

	dates       pug.Dates
	submissions []json.RawMessage
	swept       time.Time // when the schedule sweep was fired last
}

func newPlay(d *deployed) (*play, error) {
	api, err := d.api()
	if err != nil {
		return nil, err
	}
	var staff []string
	for _, s := range stand.Staff() {
		a, err := mail.ParseAddress(s)
		if err != nil {
			return nil, fmt.Errorf("read the address of staff %q: %w", s, err)
		}
		staff = append(staff, a.Address)
	}
	p := &play{
		deployed: d, clock: clock.New(time.Now(), clock.Every(24*time.Hour)), mail: mailbox.New(d.public), dates: datesFrom(time.Now()),
		dynamo: dynamodb.NewFromConfig(d.config()), states: sfn.NewFromConfig(d.config()), lambda: lambda.NewFromConfig(d.config()),
	}
	p.records = store.New(p.dynamo, d.table)
	p.forms = &people.Forms{Handler: api, URL: d.webhook, Secret: secret, Clock: p.clock}
	if p.submissions, err = submissions(p.dates); err != nil {
		return nil, err
	}
	p.people, err = people.New(people.Config{
		Clock: p.clock, Browser: &browser.Browser{Handler: api, Base: d.public}, Staff: staff, Seed: seed, Habits: habits(),
	})
	return p, err
}

// api is the deployed HTTP API as a handler. Its address names a host that only the emulator knows, so each request goes to the emulator
// and says there whom it is for.
func (d *deployed) api() (http.Handler, error) {
	public, err := url.Parse(d.public)
	if err != nil {
		return nil, err
	}
	dial := func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, d.endpoint.Host)
	}
	return &httputil.ReverseProxy{
		Transport: &http.Transport{DialContext: dial}, Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(public) },
	}, nil
}

// machine is the ARN of a workflow's state machine.
func (d *deployed) machine(workflow string) *string {
	arn := fmt.Sprintf("arn:aws:states:%s:%s:stateMachine:%s-%s", region, account, d.name, workflow)
	return &arn
}

// mingle has people read their mail and act until the context that it gives ends. What goes wrong with that ends it.
func (p *play) mingle(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	go func() { cancel(p.clock.Run(ctx)) }()
	go func() {
		for ; ctx.Err() == nil; pause(ctx, time.Second) {
			if err := p.deliver(ctx); err != nil {
				cancel(fmt.Errorf("deliver mail: %w", err))
			}
		}
	}()
	return ctx, func() { cancel(nil) }
}

// message is a mail as the emulator shows it. Of the original it keeps the subject as it was written, and the texts, but no invitation.
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
