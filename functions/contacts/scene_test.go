package contacts_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/functions/contacts"
	"github.com/partnerusergroups/pugs/infra/local/functest"
	local "github.com/partnerusergroups/pugs/infra/local/hubspot"
	"github.com/partnerusergroups/pugs/shared/contact"
	"github.com/partnerusergroups/pugs/shared/hubspot"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

var morning = time.Date(2026, 9, 1, 9, 0, 0, 0, time.UTC)

// office is the function with a HubSpot of its own, which is set up. What waits lets the time pass.
type office struct {
	*functest.Env
	hubspot *local.Server
	token   string // as it is in the secret
	read    string // as the function knows it
	client  *hubspot.Client
	log     *bytes.Buffer
}

func newOffice(t *testing.T) *office {
	t.Helper()
	return officeAt(t, local.Config{}, true)
}

// officeAt has a HubSpot of the settings, with or without the programme's properties.
func officeAt(t *testing.T, cfg local.Config, properties bool) *office {
	t.Helper()
	o := &office{Env: functest.New(t, morning), token: "secret", log: &bytes.Buffer{}}
	o.Log = slog.New(slog.NewJSONHandler(o.log, nil))
	cfg.Now, cfg.Token = o.Now, "secret"
	o.hubspot = local.New(cfg)
	o.client = &hubspot.Client{HTTP: &http.Client{Transport: o.hubspot}, Base: hubspot.API, Token: o.current}
	if properties {
		o.setUp()
	}
	o.build(t, o.client)
	return o
}

// build makes the function; with a nil client as it is where no token is set.
func (o *office) build(t *testing.T, client *hubspot.Client) {
	t.Helper()
	deps := contacts.Deps{Deps: o.Deps(), Renew: func() { o.read = "" }, Wait: func(_ context.Context, d time.Duration) error {
		o.Pass(d)
		return nil
	}}
	if client != nil {
		deps.HubSpot = client
	}
	f, err := contacts.New(deps)
	o.Must(t, err)
	o.Function = f
}

// current reads the token once, until it is to be read anew.
func (o *office) current(context.Context) (string, error) {
	if o.token == "" {
		return "", errors.New("no secrets today")
	}
	if o.read == "" {
		o.read = o.token
	}
	return o.read, nil
}

// stream brings the function what the stream has.
func (o *office) stream(t *testing.T) {
	t.Helper()
	changes := o.Stale
	o.Stale = nil
	failed, err := o.Function.Changes(t.Context(), changes)
	if err != nil || failed != "" {
		t.Fatalf("failed at %q: %v", failed, err)
	}
}

// left are what HubSpot still has to be told of.
func (o *office) left(t *testing.T) []string {
	t.Helper()
	owed, err := o.Store.Outbox(t.Context())
	o.Must(t, err)
	of := []string{}
	for _, entry := range owed.Stale {
		of = append(of, entry.Of)
	}
	return of
}

// sweep wakes the first of what is left, as the hourly sweep does, and has the stream tell of it.
func (o *office) sweep(t *testing.T) {
	t.Helper()
	o.Pass(time.Hour)
	owed, err := o.Store.Outbox(t.Context())
	o.Must(t, err)
	o.Must(t, o.Store.WakeStale(t.Context(), owed.Stale[0], o.Now()))
	o.stream(t)
}

// contact is a person who has handed in HubSpot's form, and an application of theirs.
func (o *office) contact(t *testing.T, kind pug.Kind, name string, changes ...func(*pug.Application)) pug.Application {
	t.Helper()
	a := functest.NewApplication(kind, name, changes...)
	o.Must(t, o.hubspot.Submit(fmt.Appendf(nil, `{"email": %q}`, a.Email)))
	return o.Apply(t, a)
}

// shows fails the test unless a contact shows the values, given as "status=member".
func (o *office) shows(t *testing.T, email string, values ...string) {
	t.Helper()
	c, ok := o.hubspot.Contact(email)
	if !ok {
		t.Fatalf("HubSpot has no contact %s", email)
	}
	for _, pair := range values {
		name, want, _ := strings.Cut(pair, "=")
		if got := c.Value("pug_" + name); got != want {
			t.Errorf("%s of %s is %q, want %q", name, email, got, want)
		}
	}
}

// goesWrong has the next so many calls to HubSpot answered with a status.
func (o *office) goesWrong(calls, status int) {
	o.hubspot.Inject(func(string) local.Fault {
		if calls--; calls < 0 {
			return local.Fault{}
		}
		return local.Fault{Status: status}
	})
}

// meanwhile has something happen while the function makes its next call to HubSpot.
func (o *office) meanwhile(happens func()) {
	once := sync.OnceFunc(happens)
	o.hubspot.Inject(func(string) local.Fault {
		once()
		return local.Fault{}
	})
}

// spend makes so many calls to HubSpot that are somebody else's.
func (o *office) spend(calls int) {
	for range calls {
		_, _ = o.client.Property(context.Background(), "email") // it may be one too many
	}
}

// setUp creates what is missing at HubSpot.
func (o *office) setUp() { _, _ = contact.Create(context.Background(), o.client) }

func pending(a *pug.Application) { a.Status = pug.StatusPending }

// entryOf is the entry of an application in the outbox.
func (o *office) entryOf(t *testing.T, id string) store.Stale {
	t.Helper()
	owed, err := o.Store.Outbox(t.Context())
	o.Must(t, err)
	at := slices.IndexFunc(owed.Stale, func(entry store.Stale) bool { return entry.Of == id })
	if at < 0 {
		t.Fatalf("nothing is stale of %s", id)
	}
	return owed.Stale[at]
}
