package intake

import (
	"context"
	"errors"
	"net/http"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
)

// Path is where HubSpot posts. What it signs is the public URL followed by it.
const Path = "/webhooks/applications"

// Deps is what the function is built from; every field is required.
type Deps struct {
	duty.Deps
	// Secret reads the client secret of the HubSpot app that signs the webhooks.
	Secret func(ctx context.Context) (string, error)
}

type function struct {
	*duty.Base
	secret func(ctx context.Context) (string, error)
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
	f := function{base, d.Secret}
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+Path, f.receive)
	return &lambdafn.Function{Name: "intake", Web: mux, Log: f.Log}, nil
}
