package console

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/mail"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/asl"
	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/infra/local/console/scene"
	"github.com/partnerusergroups/pugs/infra/local/hubspot"
	"github.com/partnerusergroups/pugs/infra/local/mailbox"
	"github.com/partnerusergroups/pugs/infra/local/people"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

//go:embed pages/*.html
var pages embed.FS

//go:embed assets
var assets embed.FS

// forms delivers webhooks, signed as HubSpot signs them; *people.Forms does.
type forms interface {
	Deliver(body []byte) people.Receipt
	Counts() people.Counts
}

// engine is what the console asks of Step Functions; *asl.Engine is one.
type engine interface {
	Machines() []*asl.Machine
	ListExecutions(machineARN, status string) []asl.Execution
	History(arn string) ([]asl.Event, error)
}

// records are what the console asks of the table; *store.Store answers.
type records interface {
	scene.Records
	Application(ctx context.Context, id string) (pug.Application, error)
	Flag(ctx context.Context, id string) (pug.Flag, error)
}

// robots is the mode in which simulated people act.
const robots = "robots"

// Deps are the parts of the stand that the console shows.
type Deps struct {
	Clock   *clock.Clock
	Engine  engine
	Cloud   *cloud.Cloud
	Mailbox *mailbox.Box
	HubSpot *hubspot.Server
	Forms   forms
	Records records
	Letters func() ([]letter.Specimen, error) // one of each kind that the application sends
	Prefix  string                            // of all names of state machines and functions; pages leave it out
	URL     string                            // of the stand, with which links begin
	Phase   func() string                     // where the cohort is, in words
	Zone    *time.Location                    // the programme's
	Cohort  pug.CohortID
	Dates   pug.Dates
	Mode    string         // "robots": simulated people act; "hands": nobody does but who opens the pages
	Staff   []mail.Address // may be empty
	// Calm is the pace from when a browser watches first, if nobody has chosen one; nil: as it is.
	Calm *clock.Pace
	// Stops lets time stop by itself at choices that are worth a look, while a browser watches.
	Stops bool
	Rand  io.Reader    // for the ids of submissions
	Log   *slog.Logger // optional
}

// Console serves the pages. It is safe for concurrent use.
type Console struct {
	Deps
	pages  *page.Pages
	memory *memory
}

// New checks what it is given and reads the templates.
func New(d Deps) (*Console, error) {
	switch {
	case d.Clock == nil, d.Engine == nil, d.Cloud == nil, d.Mailbox == nil, d.HubSpot == nil, d.Forms == nil,
		d.Records == nil, d.Letters == nil, d.Rand == nil:
		return nil, errors.New("console: Clock, Engine, Cloud, Mailbox, HubSpot, Forms, Records, Letters and Rand " +
			"are required")
	case d.Phase == nil, d.Zone == nil, d.Cohort == "":
		return nil, errors.New("console: Phase, Zone and Cohort are required")
	}
	files, err := fs.Sub(pages, "pages")
	if err != nil {
		return nil, fmt.Errorf("console: open the templates: %w", err)
	}
	// The team and its address are shown only on the page that says that something went wrong.
	signed := page.Config{Team: "Partner User Groups team", Contact: "groups@example.com", Log: d.Log}
	p, err := page.New(framed{files}, signed)
	if err != nil {
		return nil, fmt.Errorf("console: %w", err)
	}
	return &Console{d, p, newMemory()}, nil
}

// framed puts the console's own layout and parts in front of each of its templates, in place of the layout of the
// programme's pages.
type framed struct{ fs.FS }

// ReadFile implements fs.ReadFileFS.
func (f framed) ReadFile(name string) ([]byte, error) {
	frame, err := assets.ReadFile("assets/frame.html")
	if err != nil {
		return nil, err
	}
	body, err := fs.ReadFile(f.FS, name)
	return append(frame, body...), err
}

// Register adds the console's routes: "/", and all under /stand/, /be, /inbox, /mailbox, /letters, /hubspot,
// /workflows, /apply.
func (c *Console) Register(mux *http.ServeMux) {
	own := http.NewServeMux()
	for pattern, serve := range map[string]http.HandlerFunc{
		"GET /{$}":                          c.room,
		"POST /stand/clock":                 c.turnClock,
		"POST /stand/stop":                  c.leaveStop,
		"POST /stand/guide":                 c.takeStep,
		"POST /stand/be":                    c.be,
		"GET /be":                           c.cast,
		"GET /inbox":                        c.inbox,
		"GET /inbox/{id}":                   c.letter,
		"GET /stand/{file}":                 c.asset,
		"GET /mailbox":                      c.mails,
		"GET /mailbox/{id}":                 c.mail,
		"GET /mailbox/{id}/html":            c.mailHTML,
		"GET /mailbox/{id}/invitation.ics":  c.invitation,
		"GET /letters":                      c.letters,
		"GET /letters/{function}/{kind}":    c.letterHTML,
		"GET /hubspot":                      c.contacts,
		"GET /hubspot/{id}":                 c.contact,
		"GET /workflows":                    c.workflows,
		"GET /workflows/{name}":             c.workflow,
		"GET /workflows/{name}/{execution}": c.execution,
		"GET /apply":                        c.form,
		"POST /apply":                       c.apply,
	} {
		own.HandleFunc(pattern, serve)
	}
	// The console has no password: other sites that the same browser has open must not turn the clock.
	guarded := http.NewCrossOriginProtection().Handler(secure(own))
	const patterns = "/{$} /stand/ /be /inbox /inbox/ /mailbox /mailbox/ /letters /letters/ /hubspot " +
		"/hubspot/ /workflows /workflows/ /apply"
	for _, pattern := range strings.Fields(patterns) {
		mux.Handle(pattern, guarded)
	}
}

// secure lets pages use the console's own script and styles and nothing else.
func secure(h http.Handler) http.Handler {
	const policy = "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self'; " +
		"img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		head := w.Header()
		head.Set("Cache-Control", "no-store")
		head.Set("Content-Security-Policy", policy)
		head.Set("Referrer-Policy", "same-origin")
		head.Set("X-Content-Type-Options", "nosniff")
		h.ServeHTTP(w, r)
	})
}

func (c *Console) asset(w http.ResponseWriter, r *http.Request) {
	switch file := r.PathValue("file"); file {
	case "console.css", "live.js":
		http.ServeFileFS(w, r, assets, "assets/"+file)
	default:
		c.missing(w, r, "There is no such page.")
	}
}

// view is what the frame needs beside the page's own data.
type view struct {
	Here   string // the part of the console that the page belongs to
	Now    time.Time
	Paused bool
	Who    scene.Part // whom the browser is; without an address: nobody
	Unread int        // mails to them
	Data   any
}

// watching is the header by which the script of the pages says that a page is looked at.
const watching = "Stand-Watching"

func (c *Console) show(w http.ResponseWriter, r *http.Request, status int, name, here, title string, data any) {
	if r.Header.Get(watching) != "" && c.memory.look() && c.Calm != nil {
		c.Clock.SetPace(*c.Calm)
	}
	v := view{Here: here, Now: c.Clock.Now().In(c.Zone), Paused: c.Clock.Paused(), Who: who(r), Data: data}
	if v.Who.Email != "" {
		v.Unread = c.unread(v.Who.Email)
	}
	c.pages.Render(w, r, status, name, page.View{Title: title, Data: v, Wide: true})
}

// missing is the page of what is not there.
func (c *Console) missing(w http.ResponseWriter, r *http.Request, why string) {
	c.show(w, r, http.StatusNotFound, "missing", "", "Not found", why)
}

// Watched says whether a browser has ever watched.
func (c *Console) Watched() bool { return c.memory.watched() }

func (c *Console) log() *slog.Logger {
	if c.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return c.Log
}
