package stand_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/partnerusergroups/pugs/infra/local/people"
)

// submit: submit champion|member EMAIL [topic=.. topic2=.. role=.. region=.. company=.. at=.. cohort=.. id=..
// shape=flat|contact ...] An empty value leaves the field out; a contact takes more, see contact. What the webhook answers
// goes to stdout.
func (t *teller) submit(ts *testscript.TestScript, args []string) error {
	if err := t.compose(ts, args); err != nil {
		return err
	}
	return t.deliver(ts)
}

// compose: compose, with what submit takes: makes the body of a webhook, and leaves it to post or resubmit to send it.
func (t *teller) compose(_ *testscript.TestScript, args []string) error {
	if len(args) < 2 {
		return fmt.Errorf("a submission has a kind and an address")
	}
	set, err := pairs(args[2:])
	if err != nil {
		return err
	}
	t.last, err = t.body(args[0], args[1], set)
	return err
}

// members: members N [from=1] and what submit takes: N people with addresses m01@partner01.example, m02@...
func (t *teller) members(ts *testscript.TestScript, args []string) error {
	n, err := strconv.Atoi(args[0])
	if err != nil {
		return err
	}
	set, err := pairs(args[1:])
	if err != nil {
		return err
	}
	from := 1
	if set["from"] != "" {
		if from, err = strconv.Atoi(set["from"]); err != nil {
			return err
		}
		delete(set, "from")
	}
	for i := from; i < from+n; i++ {
		if t.last, err = t.body("member", fmt.Sprintf("m%02d@partner%02d.example", i, i), set); err != nil {
			return err
		}
		if err := t.deliver(ts); err != nil {
			return err
		}
	}
	return nil
}

// properties are the form's short names in stories, for HubSpot's.
func properties() map[string]string {
	return map[string]string{"topic": "pug_topic_1", "topic2": "pug_topic_2", "role": "pug_role",
		"region": "pug_region", "cohort": "pug_cohort",
		"commitments": "pug_commitments", "why": "pug_why", "type": "pug_partner_type", "kind": "pug_application"}
}

func (t *teller) body(kind, email string, set map[string]string) ([]byte, error) {
	t.count++
	local, domain, _ := strings.Cut(email, "@")
	fields := map[string]string{
		"pug_application": kind, "email": email, "firstname": strings.ToUpper(local[:1]) + local[1:], "lastname": "Example",
		"company": domain, "pug_partner_type": "solutions_partner", "pug_role": "sales", "pug_region": "NA", "pug_topic_1": "Pricing retainers",
		"pug_commitments": "true",
	}
	id, at := fmt.Sprintf("s%04d", t.count), t.stand.Clock.Now()
	for name, value := range set {
		switch name {
		case "at":
			var err error
			if at, err = t.moment(value); err != nil {
				return nil, err
			}
		case "id":
			id = value
		case "shape", "contact", "also", "vid", "history":
		default:
			if full, ok := properties()[name]; ok {
				name = full
			}
			fields[name] = value
		}
	}
	if set["shape"] == "contact" {
		return t.contact(fields, id, at, set)
	}
	fields["submission_id"], fields["submitted_at"] = id, strconv.FormatInt(at.UnixMilli(), 10)
	for name, value := range fields {
		if value == "" {
			delete(fields, name)
		}
	}
	return json.Marshal(fields)
}

// deliver sends the last body as HubSpot would.
func (t *teller) deliver(ts *testscript.TestScript) error {
	fmt.Fprintln(ts.Stdout(), t.stand.Forms.Deliver(t.last))
	return nil
}

// resubmit: resubmit [N]: sends the last body again; N times within the same moment.
func (t *teller) resubmit(ts *testscript.TestScript, args []string) error {
	if len(args) == 0 {
		return t.deliver(ts)
	}
	n, err := strconv.Atoi(args[0])
	if err != nil {
		return err
	}
	receipts := make([]people.Receipt, n)
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() { receipts[i] = t.stand.Forms.Deliver(t.last) })
	}
	group.Wait()
	for _, r := range receipts {
		fmt.Fprintln(ts.Stdout(), r)
	}
	return nil
}

// post: post forged|unsigned: the last body, signed by somebody who does not know the secret, or by nobody.
func (t *teller) post(ts *testscript.TestScript, args []string) error {
	request := httptest.NewRequest("POST", "http://stand.example/webhooks/applications",
		strings.NewReader(string(t.last)))
	if args[0] == "forged" {
		request.Header.Set("X-HubSpot-Signature-v3", "Zm9yZ2VkZm9yZ2VkZm9yZ2VkZm9yZ2VkZm9yZ2VkZm8=")
		request.Header.Set("X-HubSpot-Request-Timestamp", strconv.FormatInt(t.stand.Clock.Now().UnixMilli(), 10))
	}
	w := httptest.NewRecorder()
	t.stand.ServeHTTP(w, request)
	body, err := io.ReadAll(w.Body)
	fmt.Fprintln(ts.Stdout(), w.Code, string(body))
	return err
}

// rotate: rotate SECRET: the client secret that the functions read has a new value, and the one that it had is the
// previous one.
func (t *teller) rotate(_ *testscript.TestScript, args []string) error {
	t.stand.Cloud.Rotate("pugs/hubspot", args[0])
	return nil
}

// sign: sign SECRET: from now on, HubSpot signs with this one.
func (t *teller) sign(_ *testscript.TestScript, args []string) error {
	t.stand.Forms.Secret = args[0]
	return nil
}

// atMost: calls N: since this was asked last, at most so many calls to AWS were made.
func (t *teller) atMost(ts *testscript.TestScript, args []string) error {
	most, err := strconv.Atoi(args[0])
	if err != nil {
		return err
	}
	before := t.calls
	t.calls = 0
	for _, n := range t.stand.Cloud.Calls() {
		t.calls += n
	}
	made := t.calls - before
	fmt.Fprintln(ts.Stdout(), made)
	if made > most {
		return fmt.Errorf("%d calls to AWS were made, want at most %d", made, most)
	}
	return nil
}
