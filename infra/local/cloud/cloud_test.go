package cloud_test

import (
	"errors"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/smithy-go"
	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
)

const tableARN = "arn:aws:dynamodb:eu-west-1:123456789012:table/pugs"

var noon = time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC)

// open gives an account with a table, in which the principal "root" may do everything that the tests do.
func open(t testing.TB, change ...func(*cloud.Config)) *cloud.Cloud {
	t.Helper()
	cfg := cloud.Config{
		Region: "eu-west-1", Account: "123456789012",
		Now:        func() time.Time { return noon },
		Tables:     []string{"pugs"},
		Identities: []string{"example.com", "solo@example.org"}, ConfigurationSets: []string{"pugs"},
		Secrets: map[string]string{"pugs/webhook": "s3cret"},
	}
	for _, f := range change {
		f(&cfg)
	}
	c := cloud.New(cfg)
	var all []cloud.Grant
	for _, action := range []string{
		"dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:ConditionCheckItem", "dynamodb:GetItem", "dynamodb:Query",
		"states:StartExecution", "states:SendTaskSuccess", "states:ListExecutions", "states:DescribeExecution", "ses:SendEmail", "ses:SendRawEmail", "ses:GetAccount", "ses:DeleteSuppressedDestination",
		"secretsmanager:GetSecretValue",
	} {
		all = append(all, cloud.Grant{Action: action, Resource: "*"})
	}
	c.Allow("root", all)
	return c
}

// code is the code of an API's error, "" for none.
func code(t testing.TB, err error) string {
	t.Helper()
	if err == nil {
		return ""
	}
	var api smithy.APIError
	if !errors.As(err, &api) {
		t.Fatalf("not an API error: %v", err)
	}
	return api.ErrorCode()
}

func TestPrincipalMayDoOnlyWhatItWasAllowed(t *testing.T) {
	const identity = "arn:aws:ses:eu-west-1:123456789012:identity/"
	c := open(t)
	c.Allow("intake", []cloud.Grant{
		{Action: "dynamodb:PutItem", Resource: tableARN},
		{Action: "dynamodb:GetItem", Resource: "arn:aws:dynamodb:eu-west-1:123456789012:table/other"},
		{Action: "ses:SendEmail", Resource: identity + "example.com"},
		{Action: "ses:SendRawEmail", Resource: identity + "example.com"},
		{Action: "secretsmanager:GetSecretValue",
			Resource: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:pugs/webhook-??????"},
	})
	c.Allow("half", []cloud.Grant{{Action: "ses:SendEmail", Resource: identity + "example.com"}})
	c.Allow("other half", []cloud.Grant{{Action: "ses:SendRawEmail", Resource: identity + "example.com"}})
	ctx := t.Context()
	db := func(principal string) *dynamodb.Client { return dynamodb.NewFromConfig(c.Config(principal)) }
	secret := func(name string) error {
		client := secretsmanager.NewFromConfig(c.Config("intake"))
		_, err := client.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: &name})
		return err
	}
	const denied = "AccessDeniedException"
	rows := []struct {
		name string
		do   func() error
		want string
	}{
		{"a listed action on the listed table works", func() error { return put(ctx, db("intake"), "a", "1") }, ""},
		{"a listed action on another table is denied", func() error { _, err := get(ctx, db("intake"), "a", "1"); return err }, denied},
		{"an action that is not listed is denied", func() error { _, err := query(ctx, db("intake"), "a"); return err }, denied},
		{"an unknown principal is denied", func() error { return put(ctx, db("nobody"), "a", "1") }, denied},
		{"a transaction needs the right of each of its actions", func() error {
			_, err := db("intake").TransactWriteItems(ctx, transaction(putAction("a", "2"), deleteAction("a", "1")))
			return err
		}, denied},
		{"a transaction of listed actions works", func() error {
			_, err := db("intake").TransactWriteItems(ctx, transaction(putAction("a", "2"), putAction("b", "1")))
			return err
		}, ""},
		{"mail from a listed identity works", func() error { return send(ctx, c, "intake", raw("pugs@example.com")) }, ""},
		{"mail from another identity is denied", func() error { return send(ctx, c, "intake", raw("solo@example.org")) }, denied},
		{"raw mail needs SendRawEmail", func() error { return send(ctx, c, "half", raw("pugs@example.com")) }, denied},
		{"and SendEmail as well", func() error { return send(ctx, c, "other half", raw("pugs@example.com")) }, denied},
		{"a secret listed with ?????? works", func() error { return secret("pugs/webhook") }, ""},
		{"another secret is denied", func() error { return secret("pugs/other") }, denied},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			if got := code(t, r.do()); got != r.want {
				t.Errorf("code %q, want %q", got, r.want)
			}
		})
	}
	var unused []string
	for _, u := range c.Unused() {
		if u.Principal == "intake" {
			unused = append(unused, u.Action)
		}
	}
	if diff := cmp.Diff([]string{"dynamodb:GetItem"}, unused); diff != "" {
		t.Errorf("unused grants (-want +got):\n%s", diff)
	}
	if got := c.Calls(); got["dynamodb:TransactWriteItems"] != 2 || got["dynamodb:PutItem"] != 2 {
		t.Errorf("a transaction counts once, and not as its actions: %v", got)
	}
}

func TestAnObserverIsNotCountedAndNothingGoesWrongForIt(t *testing.T) {
	c := open(t, func(cfg *cloud.Config) { cfg.Observer = "desk" })
	c.Allow("desk", []cloud.Grant{{Action: "dynamodb:PutItem", Resource: tableARN}})
	c.Inject(func(string, string) error { return &cloud.Error{Code: "ThrottlingException"} })
	if err := put(t.Context(), dynamodb.NewFromConfig(c.Config("desk")), "a", "1"); err != nil {
		t.Error(err)
	}
	if calls := c.Calls(); len(calls) > 0 || c.Faults() > 0 || c.Consumed().Writes > 0 {
		t.Errorf("counted %v, %v and %d faults", calls, c.Consumed(), c.Faults())
	}
}

func TestDenialReadsLikeIAM(t *testing.T) {
	err := put(t.Context(), dynamodb.NewFromConfig(open(t).Config("intake")), "a", "1")
	var api smithy.APIError
	if !errors.As(err, &api) {
		t.Fatalf("got %v", err)
	}
	want := "User: arn:aws:sts::123456789012:assumed-role/intake/intake is not authorized to perform: " +
		"dynamodb:PutItem on resource: " + tableARN + " because no identity-based policy allows the dynamodb:PutItem action"
	if diff := cmp.Diff(want, api.ErrorMessage()); diff != "" {
		t.Error(diff)
	}
}

func TestFaults(t *testing.T) {
	rows := []struct {
		name     string
		fault    error
		times    int
		want     string
		attempts int
		stored   bool
	}{
		{"the SDK gets over two throttled attempts", &cloud.Error{Code: "ThrottlingException"}, 2, "", 3, true},
		{"the SDK gives up after three", &cloud.Error{Code: "ProvisionedThroughputExceededException"}, 3, "ProvisionedThroughputExceededException", 3, false},
		{"a failure on AWS's side is retried", &cloud.Error{Code: "InternalServerError", Status: http.StatusInternalServerError}, 1, "", 2, true},
		{"an unavailable service is retried", &cloud.Error{Code: "ServiceUnavailable", Status: http.StatusServiceUnavailable}, 1, "", 2, true},
		{"a conflict with a transaction is the caller's to retry", &cloud.Error{Code: "TransactionConflictException"}, 1, "TransactionConflictException", 1, false},
		{"an answer may be lost after the deed", cloud.Lost(&cloud.Error{Code: "TransactionConflictException"}), 1, "TransactionConflictException", 1, true},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			c := open(t)
			left := r.times
			c.Inject(func(principal, action string) error {
				if left == 0 || principal != "root" || action != "dynamodb:PutItem" {
					return nil
				}
				left--
				return r.fault
			})
			db := dynamodb.NewFromConfig(c.Config("root"))
			if got := code(t, put(t.Context(), db, "a", "1")); got != r.want {
				t.Errorf("code %q, want %q", got, r.want)
			}
			if got := c.Calls()["dynamodb:PutItem"]; got != r.attempts {
				t.Errorf("%d attempts, want %d", got, r.attempts)
			}
			if c.Faults() != r.times {
				t.Errorf("%d faults, want %d", c.Faults(), r.times)
			}
			found, err := get(t.Context(), db, "a", "1")
			if err != nil || (found != nil) != r.stored {
				t.Errorf("stored %v (error %v), want stored: %v", found, err, r.stored)
			}
		})
	}
}

func TestABrokenConnectionIsNoAnswer(t *testing.T) {
	c := open(t)
	c.Inject(func(string, string) error { return errors.New("connection reset") })
	err := put(t.Context(), dynamodb.NewFromConfig(c.Config("root")), "a", "1")
	var api smithy.APIError
	if err == nil || errors.As(err, &api) {
		t.Errorf("got %v, want an error that is not of the API", err)
	}
}

func TestUnknownOperationsAreNamed(t *testing.T) {
	cfg, ctx := open(t).Config("root"), t.Context()
	id := aws.String("x")
	for operation, do := range map[string]func() error{
		"dynamodb:Scan": func() error {
			_, err := dynamodb.NewFromConfig(cfg).Scan(ctx, &dynamodb.ScanInput{TableName: table()})
			return err
		},
		"ses:ListEmailIdentities": func() error {
			_, err := sesv2.NewFromConfig(cfg).ListEmailIdentities(ctx, &sesv2.ListEmailIdentitiesInput{})
			return err
		},
		"secretsmanager:DescribeSecret": func() error {
			client := secretsmanager.NewFromConfig(cfg)
			_, err := client.DescribeSecret(ctx, &secretsmanager.DescribeSecretInput{SecretId: id})
			return err
		},
		"states:ListStateMachines": func() error {
			_, err := sfn.NewFromConfig(cfg).ListStateMachines(ctx, &sfn.ListStateMachinesInput{})
			return err
		},
		"lambda:Invoke, of a service that is not there": func() error {
			_, err := lambda.NewFromConfig(cfg).Invoke(ctx, &lambda.InvokeInput{FunctionName: id})
			return err
		},
	} {
		if got := code(t, do()); got != "UnknownOperationException" {
			t.Errorf("%s: code %q", operation, got)
		}
	}
}

func TestConcurrentCallers(t *testing.T) {
	db, _ := database(t)
	if err := putItem(t.Context(), db, with("a", "counter", "tally", number("0"))); err != nil {
		t.Fatal(err)
	}
	add := update("a", "counter", "SET #tally = #tally + :one", names("tally"), values("one", number("1")))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				if _, err := db.UpdateItem(t.Context(), add); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	found, err := get(t.Context(), db, "a", "counter")
	if err != nil || cmp.Diff(number("160"), found["tally"], valueOptions()) != "" {
		t.Errorf("counted %v (error %v), want 160", found["tally"], err)
	}
}
