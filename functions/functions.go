// Package functions is the table of the functions that run on Lambda: a name, and how the function of that name is
// built.
//
// It knows how the AWS clients and the shared parts are made from one aws.Config and the settings, so that the
// bootstrap on Lambda and the local stand build the very same functions. It must not know which of the two it is.
package functions

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sfn"

	"github.com/partnerusergroups/pugs/functions/attendance"
	"github.com/partnerusergroups/pugs/functions/cohort"
	"github.com/partnerusergroups/pugs/functions/contacts"
	"github.com/partnerusergroups/pugs/functions/desk"
	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/functions/grouping"
	"github.com/partnerusergroups/pugs/functions/intake"
	"github.com/partnerusergroups/pugs/functions/letters"
	"github.com/partnerusergroups/pugs/functions/meetings"
	"github.com/partnerusergroups/pugs/functions/members"
	"github.com/partnerusergroups/pugs/functions/review"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/config"
	"github.com/partnerusergroups/pugs/shared/decision"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/hubspot"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/logs"
	"github.com/partnerusergroups/pugs/shared/part"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// Surroundings is what a function gets from the machine that it runs on; every field is required.
type Surroundings struct {
	AWS      aws.Config
	HTTP     *http.Client // by which HubSpot is called; hubspot.Client bounds each call
	Settings config.Settings
	Now      func() time.Time
	Rand     io.Reader
	Log      *slog.Logger
	// Wait lets time pass for a function. Its error is the context's, which ended before.
	Wait func(ctx context.Context, d time.Duration) error
	// Parallel is the most calls to AWS that one invocation makes at the same time. With 1, the same events lead to the
	// same calls in the same order.
	Parallel int
}

// New builds the function of the name.
func New(name string, s Surroundings) (*lambdafn.Function, error) {
	for _, f := range table(s) {
		if f.name == name {
			return f.build(assemble(s))
		}
	}
	return nil, fmt.Errorf("there is no function %q", name)
}

// entry is a function by its name in the blueprint: how it is built, and the kinds of letter that it writes.
type entry struct {
	name    string
	build   func(duty.Deps) (*lambdafn.Function, error)
	letters letter.Kinds
}

func table(s Surroundings) []entry {
	receive := func(d duty.Deps) (*lambdafn.Function, error) {
		secret := newSecret(secretsmanager.NewFromConfig(s.AWS), s.Settings.Secret, s.Now)
		d.Calendar.Cohorts = recent(d)
		return intake.New(intake.Deps{Deps: d, Secret: secret.fits})
	}
	lately := func(build func(duty.Deps) (*lambdafn.Function, error)) func(duty.Deps) (*lambdafn.Function, error) {
		return func(d duty.Deps) (*lambdafn.Function, error) {
			d.Calendar.Cohorts = recent(d)
			return build(d)
		}
	}
	send := func(d duty.Deps) (*lambdafn.Function, error) {
		from := letter.Address{Name: s.Settings.Sender.Name, Email: s.Settings.Sender.Address}
		mail := &letter.Sender{SES: sesv2.NewFromConfig(s.AWS), From: from,
			ConfigurationSet: s.Settings.ConfigurationSet}
		key := newSecret(secretsmanager.NewFromConfig(s.AWS), s.Settings.OwnKey, s.Now)
		return letters.New(letters.Deps{Deps: d, Mail: mail, Key: key.current, Wait: s.Wait})
	}
	host := func(d duty.Deps) (*lambdafn.Function, error) {
		key := newSecret(secretsmanager.NewFromConfig(s.AWS), s.Settings.OwnKey, s.Now)
		return members.New(members.Deps{Deps: d, Key: key.fits})
	}
	refresh := func(d duty.Deps) (*lambdafn.Function, error) {
		token := newSecret(secretsmanager.NewFromConfig(s.AWS), s.Settings.HubSpotToken, s.Now)
		deps := contacts.Deps{Deps: d, Renew: token.forget, Wait: s.Wait}
		if s.Settings.HubSpotToken != "" {
			deps.HubSpot = &hubspot.Client{HTTP: s.HTTP, Base: hubspot.API, Token: token.current}
		}
		return contacts.New(deps)
	}
	var all []entry
	administer := func(d duty.Deps) (*lambdafn.Function, error) {
		deps := desk.Deps{Deps: d, Kinds: toPeople(all)}
		if on := s.Settings.SignOn; on.On() {
			secret := newSecret(secretsmanager.NewFromConfig(s.AWS), on.Secret, s.Now)
			deps.SignOn = &signin.SignOn{Issuer: on.Issuer, Client: on.Client, Secret: secret.anew, HTTP: s.HTTP}
		}
		return desk.New(deps)
	}
	all = []entry{
		{"intake", receive, intake.Letters()},
		{"review", review.New, review.Letters()},
		{"cohort", cohort.New, cohort.Letters()},
		{"grouping", grouping.New, grouping.Letters()},
		{"meetings", meetings.New, meetings.Letters()},
		{"attendance", lately(attendance.New), attendance.Letters()},
		{"letters", send, letters.Letters()},
		{"contacts", refresh, letter.Kinds{}},
		{"desk", administer, desk.Letters()},
		{"members", host, members.Letters()},
	}
	return all
}

// toPeople are the kinds of letter that go to others than staff, those that several functions write among them.
func toPeople(all []entry) []string {
	kinds := slices.Concat(decision.Letters().ToPeople(), duty.Letters().ToPeople(), part.Letters().ToPeople())
	for _, f := range all {
		kinds = append(kinds, f.letters.ToPeople()...)
	}
	return kinds
}

// recent are the cohorts for those who ask for their dates again and again.
func recent(d duty.Deps) *calendar.Recent[pug.Cohort] {
	return &calendar.Recent[pug.Cohort]{Read: d.Store.Cohort, Now: d.Now}
}

// assemble makes the AWS clients and the shared parts.
func assemble(s Surroundings) duty.Deps {
	s.Log = logs.New(s.Log)
	d := duty.Deps{Settings: s.Settings, Now: s.Now, Log: s.Log, Parallel: s.Parallel}
	d.Store = store.New(dynamodb.NewFromConfig(s.AWS), s.Settings.Table).BegunBy(s.Settings.Team())
	if s.Settings.HubSpotToken != "" {
		d.Store = d.Store.ForHubSpot(s.Now)
	}
	links := &link.Recent{Records: d.Store, Now: s.Now}
	d.Links = &link.Minter{Records: links, Base: s.Settings.PublicURL, Rand: s.Rand, Now: s.Now}
	team := &letter.RecentTeam{Records: d.Store, Now: s.Now}
	d.Letters = &letter.Writer{Outbox: d.Store, Team: team, Now: s.Now}
	d.Workflow = &workflow.Client{SFN: sfn.NewFromConfig(s.AWS), Records: d.Store, Machines: s.Settings.Workflows}
	d.Calendar = calendar.Calendar{Cohorts: d.Store, Zone: s.Settings.Zone, Leads: s.Settings.Leads,
		Runs: s.Settings.Runs}
	return d
}

// Made-up data for each kind of letter. It stays out of the program that runs on Lambda, where nothing asks for it.
//
//go:embed */letters/samples.json
var samples embed.FS

// Specimens writes a letter of each kind that the functions have, from an address, for people to look at. The error
// says which kinds are not as they should be.
func Specimens(from letter.Address) ([]letter.Specimen, error) {
	all, err := decision.Specimens(from)
	shared, wrong := duty.Letters().Specimens("duty", duty.Samples(), from)
	all, err = append(all, shared...), errors.Join(err, wrong)
	parts, wrong := part.Specimens(from)
	all, err = append(all, parts...), errors.Join(err, wrong)
	problems := []error{err}
	for _, f := range table(Surroundings{}) {
		if len(f.letters.Types) == 0 {
			continue
		}
		data, err := samples.ReadFile(f.name + "/letters/samples.json")
		if err != nil {
			return nil, err
		}
		letters, err := f.letters.Specimens(f.name, data, from)
		all, problems = append(all, letters...), append(problems, err)
	}
	return all, errors.Join(problems...)
}
