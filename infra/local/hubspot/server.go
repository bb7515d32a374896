package hubspot

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"
)

// Config is how the account stands.
type Config struct {
	Now    func() time.Time
	Portal int    // its number
	Token  string // of the one private app
	// Scopes are those of the token; nil: all that there are.
	Scopes []string
	// Daily is how many calls it has a day; 0: 250,000, as with the smallest subscription.
	Daily int
}

// Server is one HubSpot account. It is safe for concurrent use.
type Server struct {
	cfg Config
	mux *http.ServeMux

	mu         sync.Mutex
	contacts   map[string]*Contact
	moved      map[string]string // ids that were merged into another contact, to its id
	created    int               // contacts that were given an id here
	submitted  map[[sha256.Size]byte]bool
	properties []Property
	groups     []group
	forms      []document
	workflows  []document
	calls      calls
	inject     func(call string) Fault
}

// New is an account with HubSpot's own properties and nobody in it.
func New(cfg Config) *Server {
	if cfg.Daily == 0 {
		cfg.Daily = 250_000
	}
	s := &Server{cfg: cfg, mux: http.NewServeMux(), contacts: map[string]*Contact{}, moved: map[string]string{},
		submitted:  map[[sha256.Size]byte]bool{},
		properties: own(), groups: []group{{Name: "contactinformation", Label: "Contact information"}}}
	for _, r := range []struct {
		pattern, scope string
		serve          func(*http.Request) (int, any)
	}{
		{"POST /crm/objects/2026-09/contacts/batch/read", "crm.objects.contacts.read", s.readBatch},
		{"POST /crm/objects/2026-09/contacts/batch/update", "crm.objects.contacts.write", s.updateBatch},
		{"GET /crm/properties/2026-09/contacts", "crm.schemas.contacts.read", s.listProperties},
		{"POST /crm/properties/2026-09/contacts", "crm.schemas.contacts.write", s.createProperty},
		{"GET /crm/properties/2026-09/contacts/groups", "crm.schemas.contacts.read", s.listGroups},
		{"POST /crm/properties/2026-09/contacts/groups", "crm.schemas.contacts.write", s.createGroup},
		{"GET /crm/properties/2026-09/contacts/{name}", "crm.schemas.contacts.read", s.getProperty},
		{"PATCH /crm/properties/2026-09/contacts/{name}", "crm.schemas.contacts.write", s.changeProperty},
		{"GET /marketing/v3/forms/{id}", "forms", s.getForm},
		{"GET /automation/v4/flows", "automation", s.listWorkflows},
		{"POST /automation/v4/flows/batch/read", "automation", s.readWorkflows},
		{"GET /account-info/2026-09/details", "", s.details},
		{"GET /account-info/2026-09/api-usage/daily/private-apps", "", s.usage},
	} {
		s.mux.Handle(r.pattern, s.guard(r.scope, r.serve))
	}
	return s
}

// ServeHTTP answers a call.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if _, pattern := s.mux.Handler(r); pattern == "" {
		send(w, http.StatusNotFound, refuse("OBJECT_NOT_FOUND", "Resource not found"))
		return
	}
	s.mux.ServeHTTP(w, r)
}

// RoundTrip answers a call in the process, or does not: see Inject. So a Server is the transport of a client.
func (s *Server) RoundTrip(r *http.Request) (*http.Response, error) {
	fault := s.fault(r)
	if err := fault.before(r); err != nil {
		return nil, err
	}
	w := httptest.NewRecorder()
	switch {
	case fault.Status != 0:
		send(w, fault.Status, refuse("INTERNAL_ERROR", "internal error"))
	default:
		s.ServeHTTP(w, r)
	}
	if fault.Lost {
		return nil, fmt.Errorf("%s %s: the answer is lost", r.Method, r.URL.Path)
	}
	return w.Result(), nil
}
