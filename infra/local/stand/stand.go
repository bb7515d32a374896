package stand

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"github.com/partnerusergroups/pugs/functions"
	"github.com/partnerusergroups/pugs/infra/blueprint"
	"github.com/partnerusergroups/pugs/infra/local/asl"
	"github.com/partnerusergroups/pugs/infra/local/browser"
	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/infra/local/console"
	"github.com/partnerusergroups/pugs/infra/local/hubspot"
	"github.com/partnerusergroups/pugs/infra/local/mailbox"
	"github.com/partnerusergroups/pugs/infra/local/people"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/config"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// Config is what a stand plays.
type Config struct {
	Cohort    pug.CohortID
	Cohorts   []pug.CohortID // all that the programme runs; nil: only Cohort
	Seed      uint64
	Pace      clock.Pace
	Calm      *clock.Pace // the pace from when a browser watches first; nil: as it is
	Stops     bool        // time stops by itself at choices that are worth a look, while a browser watches
	PublicURL string
	Staff     []string // the people of the team, as Staff has them; nil: all of those
	// Applications are webhook bodies as HubSpot sends them, each delivered at its own time of submission.
	Applications []json.RawMessage
	// Robots is true where simulated people act; else nobody does but who opens the pages.
	Robots bool
	// Habits are those of the simulated people; nil: people.DefaultHabits.
	Habits *people.Habits
	// Silent names schedules that never fire.
	Silent []string
	// Break, where set, is asked before each call that a workflow makes of a function: the name of an error is Lambda's
	// answer, whether the task is done or not.
	Break func(function, task string) (name string, done bool)
	// Firings, where set, says how late a schedule fires that is due, each time that it does: never, or more than once.
	// nil: once, in time.
	Firings func(schedule string, due time.Time) []time.Duration
	// Pieces, where set, says how many of the next n records of a stream come in one batch, at least one; nil: all.
	Pieces func(stream string, n int) int
	// Shards is into how many shards the table's stream is split; 0: it is one. DynamoDB splits it as it likes.
	Shards int
	// Between, where set, stands between the simulated people, HubSpot among them, and the pages.
	Between func(pages http.Handler) http.Handler
	// OnMail, where set, hears of each mail when it arrives.
	OnMail func(mailbox.Mail)
	// Progress, where set, hears a line for each step in the life of the cohort.
	Progress func(line string)
	Log      *slog.Logger
}

// Stand is the application in one process.
type Stand struct {
	cfg       Config
	blueprint blueprint.Blueprint
	settings  config.Settings
	dates     pug.Dates // by the default calendar
	started   time.Time // on the stand's clock
	wall      time.Time

	Clock   *clock.Clock
	Engine  *asl.Engine
	Cloud   *cloud.Cloud
	Mailbox *mailbox.Box
	HubSpot *hubspot.Server
	Forms   *people.Forms
	People  *people.People // nil without robots
	Console *console.Console

	records   *store.Store // see Records
	functions map[string]cloud.Function
	fleets    []*cloud.Fleet
	lambda    *cloud.Lambda
	pollers   []*poller    // of the streams
	published atomic.Int32 // events that are on their way to a function
	usage     usage
	web       *http.ServeMux
}

// New builds a stand whose clock stands a day before the cohort's Champion applications open.
func New(cfg Config) (*Stand, error) {
	if len(cfg.Cohorts) == 0 {
		cfg.Cohorts = []pug.CohortID{cfg.Cohort}
	}
	if cfg.Staff == nil {
		cfg.Staff = Staff()
	}
	s := &Stand{cfg: cfg, blueprint: blueprint.Pugs(), functions: map[string]cloud.Function{},
		web: http.NewServeMux(), Mailbox: mailbox.New(cfg.PublicURL)}
	s.usage.counts.Invocations = map[string]int{}
	var err error
	if s.settings, err = config.FromEnv(environment(cfg)); err != nil {
		return nil, err
	}
	s.dates = calendar.Plan(cfg.Cohort, s.settings.Zone, s.settings.Leads)
	s.started = s.dates.ChampionsOpen.AddDate(0, 0, -1)
	s.Clock = clock.New(s.started, cfg.Pace)
	s.Engine = asl.NewEngine(asl.Config{Clock: s.Clock, Rand: s.random("tokens"), Region: region, Account: account,
		Invoke: s.invokeTask, OnFailure: s.failed})
	s.buildStreams()
	s.Cloud = cloud.New(cloud.Config{Region: region, Account: account, Now: s.Clock.Now, States: s.Engine,
		Tables: []string{table}, Identities: []string{sender}, ConfigurationSets: []string{configurationSet},
		Secrets: map[string]string{secretName: secret, tokenName: hubspotToken, ownKeyName: ownKey}, Observer: reader,
		OnMail: s.receive, OnChange: s.changed, OnEvent: s.publish})
	s.Cloud.Allow(reader, readerGrants())
	s.records = store.New(dynamodb.NewFromConfig(s.Cloud.Config(reader)), table).BegunBy(s.settings.Team())
	s.lambda = &cloud.Lambda{Clock: s.Clock, Cloud: s.Cloud, Log: cfg.Log}
	builders := []func() error{s.buildHubSpot, s.buildFunctions, s.buildWorkflows, s.buildSchedules, s.buildPeople,
		s.buildConsole}
	for _, build := range builders {
		if err := build(); err != nil {
			return nil, err
		}
	}
	if cfg.Progress != nil {
		s.watch("")
	}
	return s, nil
}

// buildPeople lets the applications come, each at its own time, and people act on their mail, if they are simulated.
func (s *Stand) buildPeople() error {
	var web http.Handler = s.web
	if s.cfg.Between != nil {
		web = s.cfg.Between(web)
	}
	webhook := s.cfg.PublicURL + s.blueprint.Webhook.Path
	s.Forms = &people.Forms{Handler: web, URL: webhook, Secret: secret, Clock: s.Clock, Submitted: s.submitted}
	s.Forms.Schedule(s.cfg.Applications, s.dates)
	if !s.cfg.Robots {
		return nil
	}
	habits := people.DefaultHabits()
	if s.cfg.Habits != nil {
		habits = *s.cfg.Habits
	}
	s.People = people.New(people.Config{
		Clock: s.Clock, Browser: &browser.Browser{Handler: inProcess{s.Clock, web}, Base: s.cfg.PublicURL},
		Staff: s.staff(), Seed: s.cfg.Seed, Habits: habits,
	})
	return nil
}

// buildConsole puts the console on the paths that the application leaves free.
func (s *Stand) buildConsole() error {
	mode := "hands"
	if s.cfg.Robots {
		mode = "robots"
	}
	var err error
	s.Console, err = console.New(console.Deps{
		Clock: s.Clock, Engine: s.Engine, Cloud: s.Cloud, Mailbox: s.Mailbox, HubSpot: s.HubSpot, Forms: s.Forms,
		Records: s.records, Letters: s.letters, Prefix: prefix, URL: s.cfg.PublicURL, Phase: s.Phase,
		Zone: s.settings.Zone, Cohort: s.cfg.Cohort, Dates: s.dates, Mode: mode, Staff: s.settings.Staff,
		Calm: s.cfg.Calm, Stops: s.cfg.Stops, Rand: s.random("console"), Log: s.cfg.Log,
	})
	if err != nil {
		return err
	}
	s.Console.Register(s.web)
	return nil
}

// letters are one of each kind that the functions write.
func (s *Stand) letters() ([]letter.Specimen, error) {
	return functions.Specimens(letter.Address{Name: s.settings.Sender.Name, Email: s.settings.Sender.Address})
}

// buildFunctions makes each function of the blueprint with the rights and the routes that it has there.
func (s *Stand) buildFunctions() error {
	for _, f := range s.blueprint.Functions {
		s.Cloud.Allow(f.Name, grants(f.Rights))
		surroundings := functions.Surroundings{
			AWS: s.Cloud.Config(f.Name), HTTP: &http.Client{Transport: s.HubSpot}, Settings: s.settings,
			Now: s.Clock.Now, Rand: s.random(f.Name), Log: s.cfg.Log, Wait: s.wait, Parallel: 1,
		}
		fleet, err := cloud.NewFleet(func() (lambda.Handler, error) { return functions.New(f.Name, surroundings) })
		if err != nil {
			return err
		}
		s.fleets = append(s.fleets, fleet)
		s.functions[f.Name] = cloud.Function{Name: f.Name, Handler: fleet, Timeout: f.Timeout}
		for _, route := range f.Routes {
			s.web.Handle(route.Pattern(), gateway{s, s.functions[f.Name], route})
		}
	}
	return nil
}

// Deploy puts the functions in place anew, as a deployment does; what is under way dies.
func (s *Stand) Deploy() {
	for _, f := range s.fleets {
		f.Deploy()
	}
	s.lambda.Kill()
}

// staff are the mail addresses of the team.
func (s *Stand) staff() []string {
	var emails []string
	for _, a := range s.settings.Staff {
		emails = append(emails, a.Address)
	}
	return emails
}

func (s *Stand) receive(m cloud.Mail) {
	mail, err := s.Mailbox.Receive(m)
	if err != nil {
		s.cfg.Log.Error("a mail could not be read", "id", m.ID, "error", err)
		return
	}
	if s.cfg.OnMail != nil {
		s.cfg.OnMail(mail)
	}
	s.Console.Heard(mail)
	if s.People != nil {
		s.People.Receive(mail)
	}
}

func (s *Stand) failed(x asl.Execution) {
	s.cfg.Log.Error("an execution failed", "execution", x.ARN, "status", x.Status, "error", x.Error, "cause", x.Cause)
}

// Browser is a person's browser on the stand's pages.
func (s *Stand) Browser() *browser.Browser {
	return &browser.Browser{Handler: s.web, Base: s.cfg.PublicURL}
}

// Run plays until the context ends.
func (s *Stand) Run(ctx context.Context) error {
	s.wall = time.Now()
	return s.Clock.Run(ctx)
}

// RunToEnd plays until the cohort has ended and no execution runs.
func (s *Stand) RunToEnd(ctx context.Context) error {
	s.wall = time.Now()
	return s.Clock.RunUntil(ctx, s.Ended)
}

// Ended says whether the cohort's workflow has ended, no other runs, and no change or event is on its way to
// a function.
func (s *Stand) Ended() bool {
	running, succeeded, failed := s.Engine.Counts()
	if running > 0 || succeeded+failed == 0 || s.streams() || s.published.Load() > 0 {
		return false
	}
	x, err := s.Engine.DescribeExecution(executionARN("cohort", string(s.cfg.Cohort)))
	return err == nil && x.Status != asl.Running
}

// Close ends what still waits.
func (s *Stand) Close() { s.Clock.Close() }

// ServeHTTP serves the application's routes, and the console of the stand on every other path.
func (s *Stand) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.web.ServeHTTP(w, r) }
