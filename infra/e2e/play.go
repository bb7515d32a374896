package main

import (
	"context"
	"fmt"
	"net/mail"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/sfn"

	"github.com/partnerusergroups/pugs/infra/local/browser"
	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/people"
	"github.com/partnerusergroups/pugs/infra/local/stand"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

const (
	patience = 30 * time.Second // how long one thing may take that follows at once
	beat     = time.Second      // how often is looked
)

// play is one cohort on the deployed stack, with the people who take part in it.
type play struct {
	*deployed
	browser *browser.Browser
	inbox   *inbox
	forms   *people.Forms
	people  *people.People
	clock   *clock.Clock // real time
	records *store.Store
	states  *sfn.Client
	lambda  *lambda.Client

	dates     pug.Dates
	execution string    // ARN of the cohort's
	swept     time.Time // when the schedule sweep was fired last
}

func newPlay(d *deployed) (*play, error) {
	api, err := d.api()
	if err != nil {
		return nil, err
	}
	now := clock.New(time.Now(), clock.Every(24*time.Hour))
	p := &play{
		deployed: d, inbox: newInbox(d), clock: now, browser: &browser.Browser{Handler: api, Base: d.public},
		forms:   &people.Forms{Handler: api, URL: d.webhook, Secret: secret, Clock: now},
		records: store.New(dynamodb.NewFromConfig(d.config()), d.table), states: sfn.NewFromConfig(d.config()), lambda: lambda.NewFromConfig(d.config()),
	}
	staff, err := staffAddresses()
	if err != nil {
		return nil, err
	}
	p.people, err = people.New(people.Config{Clock: now, Browser: p.browser, Staff: staff, Seed: seed, Habits: habits(true)})
	return p, err
}

func staffAddresses() ([]string, error) {
	var bare []string
	for _, s := range stand.Staff() {
		a, err := mail.ParseAddress(s)
		if err != nil {
			return nil, fmt.Errorf("read the address of staff %q: %w", s, err)
		}
		bare = append(bare, a.Address)
	}
	return bare, nil
}

// mingle has people read their mail and act, until the context ends. What goes wrong is sent.
func (p *play) mingle(ctx context.Context) <-chan error {
	wrong := make(chan error, 2)
	go func() { wrong <- p.clock.Run(ctx) }()
	go func() {
		for pause(ctx, beat) == nil {
			mails, err := p.inbox.fetch(ctx)
			for _, m := range mails {
				p.people.Receive(m)
			}
			if err != nil {
				wrong <- err
				return
			}
		}
	}()
	return wrong
}
