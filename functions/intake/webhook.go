package intake

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// answer is what HubSpot's log shows of a submission that was taken in. Notes are for whoever sets HubSpot up.
type answer struct {
	Outcome     string   `json:"outcome"`
	Application string   `json:"application"`
	Notes       []string `json:"notes,omitempty"`
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
	default:
		f.Log.WarnContext(ctx, "webhook signature unknown", "reason", refused.reason)
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
	who, err := f.proof(r)
	if err != nil {
		return answer{}, refusal{http.StatusUnauthorized, "The request is not signed.", err}
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return answer{}, pug.Wrapf(err, pug.Unavailable, "The body of a webhook could not be read")
	}
	if err := f.verify(r, who, body); err != nil {
		return answer{}, err
	}
	s, err := f.form.Read(body)
	if err != nil {
		f.Log.WarnContext(r.Context(), "webhook unreadable", "reason", err)
		s.Notes = append(s.Notes, unreadable().Detail)
	}
	t, again, err := f.take(r.Context(), s, err != nil, now)
	if err != nil {
		return answer{}, err
	}
	// An error means that HubSpot should send it again; until then the calls are in the outbox.
	if t.Application.Status == pug.StatusPending {
		if err := f.Workflow.Do(r.Context(), calls(t, now)...); err != nil {
			return answer{}, err
		}
	}
	if err := f.tellOvertaken(r.Context(), s, t.Application); err != nil {
		return answer{}, err
	}
	return answer{outcome(t.Application, again), t.Application.ID, notes(s)}, nil
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
