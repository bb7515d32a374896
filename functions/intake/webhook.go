package intake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/partnerusergroups/pugs/shared/hubspot"
	"github.com/partnerusergroups/pugs/shared/pug"
)

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
		f.note(r.Context(), refused)
		respond(w, refused.status, problem(refused.sentence))
	default:
		f.Log.ErrorContext(r.Context(), "webhook not taken in", "error", err)
		respond(w, http.StatusServiceUnavailable,
			problem("The application could not be taken in just now. Please send it again."))
	}
}

// note logs a refusal. That strangers try the address is no news; that HubSpot's requests fail is.
func (f function) note(ctx context.Context, refused refusal) {
	switch refused.status {
	case http.StatusUnauthorized:
		f.Log.InfoContext(ctx, "webhook not signed", "reason", refused.reason)
	case http.StatusServiceUnavailable:
		f.Log.WarnContext(ctx, "webhook signature unknown", "reason", refused.reason)
	default:
		f.Log.WarnContext(ctx, "webhook refused", "status", refused.status, "reason", refused.reason)
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
	signature, err := hubspot.Read(hubspot.Version(f.Settings.Signature), r.Header)
	if err != nil {
		return answer{}, refusal{http.StatusUnauthorized, "The request is not signed.", err}
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return answer{}, pug.Wrapf(err, pug.Unavailable, "The body of a webhook could not be read")
	}
	if err := f.verify(r, signature, body); err != nil {
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

// verify checks the signature against the address that is set, never against what the request says of its host. Its age
// does not matter: what was taken in before is known by its key, and HubSpot may repeat a request for days.
func (f function) verify(r *http.Request, signature hubspot.Signature, body []byte) error {
	version := hubspot.Version(f.Settings.Signature)
	if signature.Version != version {
		return unknown(fmt.Errorf("it is of version %s, and %s is set", signature.Version, version))
	}
	uri := f.Settings.PublicURL + Path
	if r.URL.RawQuery != "" {
		uri += "?" + r.URL.RawQuery
	}
	signed := hubspot.Request{Method: r.Method, URI: uri, Body: body}
	genuine, err := f.secret(r.Context(), func(secret string) bool { return signature.MadeWith(secret, signed) })
	if err == nil && !genuine {
		return unknown(errors.New("no secret that is known here made it"))
	}
	return err
}

// unknown is a signature that may yet prove right, when somebody has looked at the settings.
func unknown(reason error) refusal {
	return refusal{http.StatusServiceUnavailable, "The signature is unknown here. Please send the request again later.",
		reason}
}
