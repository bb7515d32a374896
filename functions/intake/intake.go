package intake

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/config"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// Path is where HubSpot posts. What it signs is the public URL followed by it.
const Path = "/webhooks/applications"

// Deps is what the function needs; every field is required.
type Deps struct {
	Store    *store.Store
	Letters  *letter.Writer
	Workflow *workflow.Client
	Calendar calendar.Calendar
	Settings config.Settings
	// Secret is the client secret of the HubSpot app that signs the webhooks.
	Secret func(ctx context.Context) (string, error)
	Now    func() time.Time
	Log    *slog.Logger
}

// intake is the function at work.
type intake struct{ Deps }

// New makes the function.
func New(d Deps) (*lambdafn.Function, error) {
	if d.Store == nil || d.Letters == nil || d.Workflow == nil || d.Calendar.Cohorts == nil || d.Secret == nil || d.Now == nil || d.Log == nil {
		return nil, errors.New("intake: Store, Letters, Workflow, Calendar, Secret, Now and Log are required")
	}
	if d.Settings.PublicURL == "" || d.Settings.Zone == nil || d.Settings.Signature == "" {
		return nil, errors.New("intake: the settings PublicURL, Zone and Signature are required")
	}
	d.Letters = d.Letters.With(Letters())
	f := &intake{d}
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+Path, f.receive)
	return &lambdafn.Function{Name: "intake", Web: mux, Log: d.Log}, nil
}
