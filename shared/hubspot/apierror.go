package hubspot

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// APIError is a call that did not succeed. What it prints names calls, properties and scopes, never a contact.
type APIError struct {
	Call   string // method and path
	Status int    // of the answer; 0 where there was none, and Err says why
	// Category is HubSpot's own, such as VALIDATION_ERROR or MISSING_SCOPES.
	Category      string
	Message       string // HubSpot's own; it may repeat what was sent, so it is not for logs
	CorrelationID string // by which HubSpot's support finds the call
	Policy        string // of a 429: SECONDLY, TEN_SECONDLY_ROLLING or DAILY
	// RetryAfter is how long to wait at least; 0 where nothing is known.
	RetryAfter time.Duration
	Scopes     []string // that the token lacks
	Values     []string // that were refused, such as "pug_status: INVALID_OPTION"
	Err        error
}

func (e *APIError) Error() string {
	if e.Status == 0 {
		return fmt.Sprintf("call HubSpot, %s: %v", e.Call, e.Err)
	}
	parts := []string{strconv.Itoa(e.Status), e.Category, e.Policy, strings.Join(e.Values, ", ")}
	if len(e.Scopes) > 0 {
		parts = append(parts, "missing scopes "+strings.Join(e.Scopes, ", "))
	}
	if e.CorrelationID != "" {
		parts = append(parts, "correlation id "+e.CorrelationID)
	}
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return fmt.Sprintf("call HubSpot, %s: %s", e.Call, strings.Join(parts, ", "))
}

func (e *APIError) Unwrap() error { return e.Err }

// problem is how HubSpot tells an error: as the answer, or in an answer 207 for a part of a batch. Any field may be
// missing, see https://developers.hubspot.com/docs/api-reference/error-handling.
type problem struct {
	Category      string              `json:"category"`
	Message       string              `json:"message"`
	CorrelationID string              `json:"correlationId"`
	Policy        string              `json:"policyName"`
	Context       map[string][]string `json:"context"`
	Errors        []struct {
		Code    string              `json:"code"`
		Context map[string][]string `json:"context"`
	} `json:"errors"`
}

// newAPIError reads an answer that is not a success; a body that cannot be read says nothing beyond the status.
func newAPIError(call string, response *http.Response, body []byte) *APIError {
	var p problem
	_ = json.Unmarshal(body, &p) // an answer of a proxy is HTML
	e := p.apiError(call, response.StatusCode)
	e.RetryAfter = retryAfter(response, p.Policy)
	return e
}

func (p problem) apiError(call string, status int) *APIError {
	e := &APIError{Call: call, Status: status, Category: p.Category, Message: p.Message,
		CorrelationID: p.CorrelationID, Policy: p.Policy, Values: p.values()}
	contexts := []map[string][]string{p.Context}
	for _, detail := range p.Errors {
		contexts = append(contexts, detail.Context)
	}
	for _, c := range contexts {
		e.Scopes = append(e.Scopes, c["missingScopes"]...)
		e.Scopes = append(e.Scopes, c["requiredGranularScopes"]...)
	}
	return e
}

// values are the property values that were refused, with the reasons. HubSpot puts them into its message, as a list:
//
//	Property values were not valid: [{"isValid":false,"message":"..","error":"INVALID_OPTION","name":"pug_status"}]
func (p problem) values() []string {
	_, list, found := strings.Cut(p.Message, ": [")
	if !found {
		return nil
	}
	var refused []struct{ Error, Name string }
	if err := json.Unmarshal([]byte("["+list), &refused); err != nil {
		return nil
	}
	var values []string
	for _, v := range refused {
		if s := v.Name + ": " + v.Error; !slices.Contains(values, s) {
			values = append(values, s)
		}
	}
	return values
}

// waits are how long to wait for a limit to pass where the answer does not say: the limit of a second or of ten passes
// by then, and that of the day ends at midnight in the account's time zone, see
// https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines.
func waits() map[string]time.Duration {
	return map[string]time.Duration{
		"SECONDLY":             time.Second,
		"TEN_SECONDLY_ROLLING": 10 * time.Second,
		"DAILY":                time.Hour,
	}
}

// retryAfter is in seconds (RFC 9110, section 10.2.3), and not always there.
func retryAfter(response *http.Response, policy string) time.Duration {
	seconds, err := strconv.Atoi(response.Header.Get("Retry-After"))
	if err == nil && seconds > 0 {
		return min(time.Duration(seconds)*time.Second, 24*time.Hour)
	}
	if response.StatusCode == http.StatusTooManyRequests {
		return max(time.Second, waits()[policy])
	}
	return 0
}
