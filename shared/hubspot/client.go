package hubspot

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// API is where HubSpot's API is.
const API = "https://api.hubapi.com"

// The paths of the API. Where a dated version is released it is the one, see
// https://developers.hubspot.com/docs/api-reference/legacy/migration-guide: 2026-09 lives until March 2028 or longer,
// while v3 is no longer supported from September 2027, nor v4 from March 2027. Forms and workflows have dated paths in
// beta only, whose names change twice a year.
const (
	contactsPath   = "/crm/objects/2026-09/contacts"
	propertiesPath = "/crm/properties/2026-09/contacts"
	accountPath    = "/account-info/2026-09"
	formsPath      = "/marketing/v3/forms"
	workflowsPath  = "/automation/v4/flows"
)

const (
	// attemptTimeout bounds one call: HubSpot answers most within a second, a batch of 100 within a few.
	attemptTimeout = 15 * time.Second
	// maxAnswer is far more than any answer to what is asked here.
	maxAnswer = 8 << 20
)

// Client calls HubSpot's API, each call once: whether and when to try again is for its user to say, see TroubleOf. It
// is safe for concurrent use.
type Client struct {
	HTTP *http.Client
	Base string // API, or where a stand-in for it is
	// Token is that of a service key or of a private app: what it may do follows from its scopes.
	Token func(context.Context) (string, error)
}

// call makes a call whose body is in, and reads the answer into out; nil for neither. An answer that is not a success,
// and none, are an *APIError.
func (c *Client) call(ctx context.Context, method, path string, in, out any) error {
	ctx, cancel := context.WithTimeout(ctx, attemptTimeout)
	defer cancel()
	request, err := c.request(ctx, method, path, in)
	if err != nil {
		return err
	}
	name := method + " " + request.URL.Path // without a query: it may hold anything
	response, err := c.HTTP.Do(request)
	if err != nil {
		return &APIError{Call: name, Err: err}
	}
	defer func() { _ = response.Body.Close() }() // all that is wanted of it has been read
	answer, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer))
	switch {
	case err != nil:
		return &APIError{Call: name, Err: fmt.Errorf("read the answer: %w", err)}
	case response.StatusCode >= http.StatusMultipleChoices:
		return newAPIError(name, response, answer)
	case out == nil:
		return nil
	}
	if err := json.Unmarshal(answer, out); err != nil {
		return &APIError{Call: name, Err: fmt.Errorf("read the answer: %w", err)}
	}
	return nil
}

func (c *Client) request(ctx context.Context, method, path string, in any) (*http.Request, error) {
	token, err := c.Token(ctx)
	if err != nil {
		return nil, fmt.Errorf("get HubSpot's token: %w", err)
	}
	var body io.Reader
	if in != nil {
		raw, err := json.Marshal(in)
		if err != nil {
			return nil, fmt.Errorf("write the body of %s %s: %w", method, path, err)
		}
		body = bytes.NewReader(raw)
	}
	request, err := http.NewRequestWithContext(ctx, method, c.Base+path, body)
	if err != nil {
		return nil, fmt.Errorf("make the request %s %s: %w", method, path, err)
	}
	request.Header.Set("Authorization", "Bearer "+token)
	if in != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	return request, nil
}
