// Package functions is the table of the functions that run on Lambda: a name, and how the function of that name is built.
//
// It knows how the AWS clients and the shared parts are made from one aws.Config and the settings, so that the bootstrap on Lambda and the
// local stand build the very same functions. It must not know which of the two it is.
package functions

import (
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sfn"

	"github.com/partnerusergroups/pugs/functions/attendance"
	"github.com/partnerusergroups/pugs/functions/cohort"
	"github.com/partnerusergroups/pugs/functions/grouping"
	"github.com/partnerusergroups/pugs/functions/intake"
	"github.com/partnerusergroups/pugs/functions/meetings"
	"github.com/partnerusergroups/pugs/functions/review"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/config"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// Surroundings is what a function gets from the machine that it runs on; every field is required.
type Surroundings struct {
	AWS      aws.Config
	Settings config.Settings
	Now      func() time.Time
	Rand     io.Reader
	Log      *slog.Logger
}

// parts are what functions have in common, made once per function.
type parts struct {
	Surroundings
	store    *store.Store
	links    *link.Minter
	letters  *letter.Writer
	workflow *workflow.Client
	calendar calendar.Calendar
}

// New builds the function of the name.
func New(name string, s Surroundings) (*lambdafn.Function, error) {
	build, ok := table()[name]
	if !ok {
		return nil, fmt.Errorf("there is no function %q", name)
	}
	p, err := assemble(s)
	if err != nil {
		return nil, fmt.Errorf("build the function %s: %w", name, err)
	}
	f, err := build(p)
	if err != nil {
		return nil, fmt.Errorf("build the function %s: %w", name, err)
	}
	return f, nil
}

// table maps the names in the blueprint to constructors.
func table() map[string]func(parts) (*lambdafn.Function, error) {
	return map[string]func(parts) (*lambdafn.Function, error){
		"intake": func(p parts) (*lambdafn.Function, error) {
			secret := newSecret(secretsmanager.NewFromConfig(p.AWS), p.Settings.Secret, p.Now)
			return intake.New(intake.Deps{Store: p.store, Letters: p.letters, Workflow: p.workflow, Calendar: p.calendar, Settings: p.Settings,
				Secret: secret.read, Now: p.Now, Log: p.Log})
		},
		"review": func(p parts) (*lambdafn.Function, error) {
			return review.New(review.Deps{Store: p.store, Letters: p.letters, Links: p.links, Workflow: p.workflow, Calendar: p.calendar,
				Settings: p.Settings, Now: p.Now, Log: p.Log})
		},
		"cohort": func(p parts) (*lambdafn.Function, error) {
			return cohort.New(cohort.Deps{Store: p.store, Letters: p.letters, Links: p.links, Workflow: p.workflow, Calendar: p.calendar,
				Settings: p.Settings, Now: p.Now, Log: p.Log})
		},
		"grouping": func(p parts) (*lambdafn.Function, error) {
			return grouping.New(grouping.Deps{Store: p.store, Letters: p.letters, Links: p.links, Workflow: p.workflow,
				Settings: p.Settings, Now: p.Now, Log: p.Log})
		},
		"meetings": func(p parts) (*lambdafn.Function, error) {
			return meetings.New(meetings.Deps{Store: p.store, Letters: p.letters, Links: p.links, Calendar: p.calendar, Settings: p.Settings, Now: p.Now, Log: p.Log})
		},
		"attendance": func(p parts) (*lambdafn.Function, error) {
			return attendance.New(attendance.Deps{Store: p.store, Letters: p.letters, Links: p.links, Workflow: p.workflow, Calendar: p.calendar,
				Settings: p.Settings, Now: p.Now, Log: p.Log})
		},
	}
}

// assemble makes the AWS clients and the shared parts.
func assemble(s Surroundings) (parts, error) {
	p := parts{Surroundings: s, store: store.New(dynamodb.NewFromConfig(s.AWS), s.Settings.Table)}
	var err error
	if p.links, err = link.New(link.Deps{Records: p.store, Base: s.Settings.PublicURL, Rand: s.Rand, Now: s.Now}); err != nil {
		return parts{}, err
	}
	from := letter.Address{Name: s.Settings.Sender.Name, Email: s.Settings.Sender.Address}
	mail, err := letter.New(letter.Deps{
		SES: sesv2.NewFromConfig(s.AWS), Records: p.store, From: from, ConfigurationSet: s.Settings.ConfigurationSet,
		Now: s.Now, Rand: s.Rand, Log: s.Log,
	})
	if err != nil {
		return parts{}, err
	}
	p.letters = &letter.Writer{Links: p.links, Mail: mail, From: from, Log: s.Log}
	for _, a := range s.Settings.Staff {
		p.letters.Staff = append(p.letters.Staff, letter.Address{Name: a.Name, Email: a.Address})
	}
	p.workflow = &workflow.Client{SFN: sfn.NewFromConfig(s.AWS), Records: p.store, Machines: s.Settings.Workflows}
	p.calendar = calendar.Calendar{Cohorts: p.store, Zone: s.Settings.Zone, Leads: s.Settings.Leads, Runs: s.Settings.Runs}
	return p, nil
}
