package intake

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/partnerusergroups/pugs/shared/hubspot"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// maxBody is how long a body may be, in bytes. The record of an application must stay under DynamoDB's 400 KB.
const maxBody = 256 << 10

// answer is what HubSpot's log shows of a submission that was taken in.
type answer struct {
	Outcome     string `json:"outcome"`
	Application string `json:"application"`
}

// refusal is a request that is answered with a status of its own, and a sentence. Reason is for the log.
type refusal struct {
	status   int
	sentence string
	reason   error
}

func (r refusal) Error() string { return r.sentence }

// receive answers a webhook. Whatever a later try may mend is a 503, which HubSpot sends again for three days; see
// https://developers.hubspot.com/docs/methods/workflows/webhook_information.
func (f function) receive(w http.ResponseWriter, r *http.Request) {
	taken, err := f.accept(r)
	var refused refusal
	switch {
	case err == nil:
		respond(w, http.StatusOK, taken)
	case errors.As(err, &refused):
		f.Log.WarnContext(r.Context(), "webhook refused", "status", refused.status, "reason", refused.reason)
		respond(w, refused.status, problem(refused.sentence))
	default:
		f.Log.ErrorContext(r.Context(), "webhook not taken in", "error", err)
		respond(w, http.StatusServiceUnavailable,
			problem("The application could not be taken in just now. Please send it again."))
	}
}

// problem is the answer to a webhook that was not taken in.
func problem(sentence string) any { return map[string]string{"problem": sentence} }

func respond(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // a sender who has gone away is no error
}

// accept takes one submission in: it checks the request before it reads what it says, stores the application, starts
// its review and acknowledges it.
func (f function) accept(r *http.Request) (answer, error) {
	now := f.Now()
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if err != nil {
		return answer{}, pug.Wrapf(err, pug.Unavailable, "The body of a webhook could not be read")
	}
	if len(body) > maxBody {
		return answer{}, refusal{http.StatusRequestEntityTooLarge, "The body is longer than 256 KB.", nil}
	}
	if err := f.verify(r, body, now); err != nil {
		return answer{}, err
	}
	s, err := hubspot.ParseBody(body)
	if err != nil {
		return answer{}, refusal{http.StatusBadRequest, "The body is not a JSON object.", err}
	}
	t, again, err := f.take(r.Context(), s, now)
	if err != nil {
		return answer{}, err
	}
	// An error means that HubSpot should send it again; until then the calls are in the outbox.
	if t.Application.Status == pug.StatusPending {
		if err := f.Workflow.Do(r.Context(), calls(t, now)...); err != nil {
			return answer{}, err
		}
	}
	return answer{outcome(t.Application, again), t.Application.ID}, nil
}

// outcome says in a word what became of a submission.
func outcome(a pug.Application, again bool) string {
	switch {
	case again:
		return "duplicate"
	case a.Late():
		return "late" // odd, since it was submitted after the phase closed
	case a.Status == pug.StatusOdd:
		return "odd" // stored, and shown to staff
	}
	return "accepted" // in review
}

// verify checks the signature against the address that is set, never against what the request says of its host.
func (f function) verify(r *http.Request, body []byte, now time.Time) error {
	secret, err := f.secret(r.Context())
	if err == nil && secret == "" {
		err = errors.New("it is empty")
	}
	if err != nil {
		return pug.Wrapf(err, pug.Unavailable, "HubSpot's client secret could not be read")
	}
	uri := f.Settings.PublicURL + Path
	if r.URL.RawQuery != "" {
		uri += "?" + r.URL.RawQuery
	}
	signed := hubspot.Request{Method: r.Method, URI: uri, Body: body}
	if err := hubspot.Verify(hubspot.Version(f.Settings.Signature), secret, signed, r.Header, now); err != nil {
		return refusal{http.StatusUnauthorized, "The request is not signed as it should be.", err}
	}
	return nil
}
