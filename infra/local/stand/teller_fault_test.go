package stand_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/partnerusergroups/pugs/infra/local/browser"
	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/infra/local/stand"
)

// faults: faults every=N [service=ses]: from now on, each n-th call to the cloud, or to that service of it, goes wrong:
// turned away, broken, or done but answered with an error. every=0 ends it. People who are told that something did not
// work try again.
func (t *teller) faults(_ *testscript.TestScript, args []string) error {
	set, err := pairs(args)
	if err != nil {
		return err
	}
	every, err := strconv.Atoi(set["every"])
	if err != nil {
		return fmt.Errorf("every=%s must be a number", set["every"])
	}
	t.tries = 5
	if every == 0 {
		t.tries = 0
		t.stand.Cloud.Inject(nil)
		return nil
	}
	calls := 0
	t.stand.Cloud.Inject(func(_, action string) error {
		if !strings.HasPrefix(action, set["service"]) || action == "lambda:Invoke" {
			return nil
		}
		calls++
		if calls%every != 0 {
			return nil
		}
		possible := possibleFaults(action)
		return possible[calls/every%len(possible)]
	})
	return nil
}

// possibleFaults are the ways in which a call goes wrong, in turn. A mail whose answer is lost is not among them: SES
// has no way to tell that it comes again.
func possibleFaults(action string) []error {
	unavailable := &cloud.Error{Code: "ServiceUnavailable", Status: http.StatusServiceUnavailable}
	if strings.HasPrefix(action, "ses:") {
		tooMany := &cloud.Error{Code: "TooManyRequestsException", Status: http.StatusTooManyRequests}
		return []error{tooMany, unavailable}
	}
	internal := &cloud.Error{Code: "InternalServerError", Status: http.StatusInternalServerError}
	throughput := &cloud.Error{Code: "ProvisionedThroughputExceededException"}
	faults := []error{&cloud.Error{Code: "ThrottlingException"}, internal, cloud.Lost(internal), unavailable}
	switch action {
	case "dynamodb:GetItem", "dynamodb:Query":
		faults = append(faults, throughput)
	case "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem":
		faults = append(faults, throughput, &cloud.Error{Code: "TransactionConflictException"})
	}
	return faults
}

// outcome: outcome [calls=none]: the report as JSON without the time on the wall, to be compared with another one; with
// calls=none also without the calls to AWS, which are more where some go wrong. How many did goes to stderr.
func (t *teller) outcome(ts *testscript.TestScript, args []string) error {
	set, err := pairs(args)
	if err != nil {
		return err
	}
	r, err := t.stand.Report(context.Background())
	if err != nil {
		return err
	}
	fmt.Fprintln(ts.Stderr(), r.FaultsInjected, "faults")
	r.WallMS = 0
	if set["calls"] == "none" {
		r.AWSCalls, r.FaultsInjected, r.Usage = nil, 0, stand.Usage{}
	}
	out, err := json.MarshalIndent(r, "", " ")
	fmt.Fprintln(ts.Stdout(), string(out))
	return err
}

// patiently does what somebody does in a browser, and again while the answer is that it did not work.
func (t *teller) patiently(do func() (browser.Page, error)) (browser.Page, error) {
	p, err := do()
	for i := 0; i < t.tries && err == nil && p.Status >= http.StatusInternalServerError; i++ {
		p, err = do()
	}
	return p, err
}
