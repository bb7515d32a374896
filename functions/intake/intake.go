package intake

import (
	"context"
	"errors"
	"net/http"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/hubspot"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Path is where HubSpot posts, also with a slash at its end. What it signs is the public URL followed by it.
const Path = "/webhooks/applications"

// Deps is what the function is built from; every field is required.
type Deps struct {
	duty.Deps
	// Secret says whether HubSpot's credentials pass the check, as hubspot.ParseCredentials reads them: those of now,
	// or those that were just before.
	Secret func(ctx context.Context, check func(text string) bool) (bool, error)
}

type function struct {
	*duty.Base
	form    hubspot.Reader
	secret  func(ctx context.Context, check func(text string) bool) (bool, error)
	onOffer *calendar.Recent[[]pug.GroupOnOffer]
}

// New builds the function from its dependencies.
func New(d Deps) (*lambdafn.Function, error) {
	if d.Secret == nil || d.Settings.Signature == "" {
		return nil, errors.New("build the function intake: Secret and Settings.Signature are required")
	}
	base, err := duty.New("intake", d.Deps, nil, Letters())
	if err != nil {
		return nil, err
	}
	f := function{base, reader(d.Settings.Forms), d.Secret, base.RecentlyOnOffer()}
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+Path, f.receive)
	mux.HandleFunc("POST "+Path+"/{$}", f.receive)
	return &lambdafn.Function{Name: "intake", Web: mux, Log: f.Log}, nil
}
