package stand

import (
	"context"
	"net/http"

	"github.com/partnerusergroups/pugs/infra/local/hubspot"
	"github.com/partnerusergroups/pugs/shared/contact"
	crm "github.com/partnerusergroups/pugs/shared/hubspot"
)

// The HubSpot account that the stand plays.
const (
	portal       = 62515 // as in the sample
	hubspotToken = "stand-service-key"
)

// buildHubSpot makes the HubSpot account, set up for the programme as "go run ./infra/hubspot check" does it.
func (s *Stand) buildHubSpot() error {
	s.HubSpot = hubspot.New(hubspot.Config{Now: s.Clock.Now, Portal: portal, Token: hubspotToken})
	client := crm.Client{HTTP: &http.Client{Transport: s.HubSpot}, Base: crm.API,
		Token: func(context.Context) (string, error) { return hubspotToken, nil }}
	_, err := contact.Create(context.Background(), &client)
	return err
}

// submitted has HubSpot keep the contact of a form that was handed in. What is no contact stays out of it: such a
// webhook does not come from HubSpot.
func (s *Stand) submitted(body []byte) {
	if err := s.HubSpot.Submit(body); err != nil {
		s.cfg.Log.Debug("a submission makes no contact", "error", err)
	}
}
