package cloud

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go/logging"

	"github.com/partnerusergroups/pugs/infra/local/cloud/dynamo"
)

// Config is what an account holds when it is opened.
type Config struct {
	Region, Account string
	Now             func() time.Time
	Tables          []string          // of DynamoDB
	States          States            // answers for Step Functions; nil: nobody may call it
	Identities      []string          // addresses and domains that SES has verified
	Secrets         map[string]string // value by name; Rotate changes it
	Observer        string            // principal who looks on: its requests are not counted, and none goes wrong
	OnMail          func(Mail)        // takes each mail that arrives, in the goroutine that sent it; nil: nobody does

	// ConfigurationSets are those of SES. What becomes of mail is published for each of them.
	ConfigurationSets []string
	// OnChange hears of each change of an item, in the order in which they happen. It must not call the cloud; nil:
	// nobody hears of any.
	OnChange func(table string, r dynamo.Record)
	// OnEvent takes each event that a service puts on the account's event bus, at once, though its time lies ahead:
	// then is when it comes. nil: nobody does.
	OnEvent func(events.EventBridgeEvent)
}

// Cloud is one account in one region. It is safe for concurrent use.
type Cloud struct {
	cfg    Config
	db     *dynamo.DB
	rights rights
	post   *post
	safe   *safe

	mu       sync.Mutex
	calls    map[string]int
	consumed dynamo.Capacity
	inject   func(principal, action string) error
	faults   int
}

// New opens an account. Nobody may do anything in it until Allow says so.
func New(cfg Config) *Cloud {
	return &Cloud{cfg: cfg, db: dynamo.New(cfg.Now, cfg.OnChange, cfg.Tables...), post: newPost(cfg.Identities),
		safe: newSafe(cfg.Secrets), rights: newRights(), calls: map[string]int{}}
}

// Calls counts the requests that arrived, those that failed and the SDK's retries included, by action as in
// "dynamodb:PutItem". Those of the observer are left out.
func (c *Cloud) Calls() map[string]int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.calls)
}

// Consumed is what the calls consumed of all tables. Those of the observer are left out.
func (c *Cloud) Consumed() dynamo.Capacity {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.consumed
}

// Mentions lists the keys of a table's items in which a text stands, see dynamo.DB. It is for tests: no call of AWS
// looks through a table so.
func (c *Cloud) Mentions(table, text string) []string { return c.db.Mentions(table, text) }

// client carries the requests of a principal. It satisfies aws.HTTPClient.
type client struct {
	cloud     *Cloud
	principal string
}

// Do answers a request. It fails only when the request's context is done, or by an injected broken connection.
func (c client) Do(req *http.Request) (*http.Response, error) {
	var body bytes.Buffer
	if req.Body != nil {
		defer req.Body.Close()
		body.Grow(int(max(0, req.ContentLength)) + bytes.MinRead) // and so it need not grow while it is read
		if _, err := body.ReadFrom(req.Body); err != nil {
			return nil, fmt.Errorf("read the request body: %w", err)
		}
	}
	if err := over(req.Context()); err != nil {
		return nil, err
	}
	service, operation := operationOf(req)
	if address, found := strings.CutPrefix(req.URL.Path, liftPath); found {
		body.WriteString(address)
	}
	out, err := c.cloud.answer(req.Context(), c.principal, service, operation, body.Bytes())
	return response(req, out, err)
}

// answer runs one request from count to result.
func (c *Cloud) answer(ctx context.Context, principal, service, operation string, body []byte) (any, error) {
	action := service + ":" + operation
	looksOn := principal == c.cfg.Observer
	if !looksOn {
		c.count(action)
	}
	var used dynamo.Capacity
	call, err := c.parse(service, operation, body, &used)
	if err != nil {
		return nil, err
	}
	for _, need := range call.needs {
		if !c.rights.use(principal, need) {
			return nil, c.denied(principal, need)
		}
	}
	if looksOn {
		return call.run()
	}
	fault := c.nextFault(principal, action)
	fault.Err = allReasons(fault.Err, len(call.needs))
	if err := fault.strike(ctx); err != nil {
		return nil, err
	}
	out, err := call.run()
	c.consume(used)
	if fault.Err != nil {
		return nil, fault.Err
	}
	return out, err
}

func (c *Cloud) count(action string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls[action]++
}

func (c *Cloud) consume(used dynamo.Capacity) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.consumed.Reads += used.Reads
	c.consumed.Writes += used.Writes
}

// A call is a request that has been read: the rights that it needs, and what it does.
type call struct {
	needs []Grant
	run   func() (answer any, err error)
}

// parse reads a request. To used is added, when the call is run, what it uses of tables.
func (c *Cloud) parse(service, operation string, body []byte, used *dynamo.Capacity) (call, error) {
	switch service + ":" + operation {
	case "states:StartExecution":
		return c.parseStart(body)
	case "states:SendTaskSuccess":
		return c.parseSuccess(body)
	case "states:ListExecutions":
		return c.parseList(body)
	case "states:DescribeExecution":
		return c.parseDescribe(body)
	case "ses:SendEmail":
		return c.parseMail(body)
	case "ses:DeleteSuppressedDestination":
		return c.parseLift(string(body))
	case "ses:GetAccount":
		return c.parseAccount()
	case "secretsmanager:GetSecretValue":
		return c.parseSecret(body)
	}
	if service == "dynamodb" {
		return c.parseDynamo(operation, body, used)
	}
	return call{}, &Error{Code: "UnknownOperationException",
		Text: "This cloud does not know the operation " + service + ":" + operation}
}

func (c *Cloud) parseDynamo(operation string, body []byte, used *dynamo.Capacity) (call, error) {
	parsed, err := c.db.Parse(operation, body)
	if err != nil {
		return call{}, named(err)
	}
	needs := make([]Grant, len(parsed.Needs))
	for i, n := range parsed.Needs {
		needs[i] = Grant{Action: "dynamodb:" + n.Action, Resource: c.arn("dynamodb", "table/"+n.Table)}
		if n.Partition != "" {
			needs[i].Partitions = []string{n.Partition}
		}
	}
	return call{needs, func() (any, error) {
		out, err := parsed.Run(used)
		return out, named(err)
	}}, nil
}

// arn names a resource of this account and region.
func (c *Cloud) arn(service, resource string) string {
	return "arn:aws:" + service + ":" + c.cfg.Region + ":" + c.cfg.Account + ":" + resource
}

// Config gives what SDK clients are made from, signed in as a principal. Retries are the SDK's own, except that
// they do not wait.
func (c *Cloud) Config(principal string) aws.Config {
	return aws.Config{
		Region:      c.cfg.Region,
		Credentials: aws.AnonymousCredentials{}, // nothing is signed: the transport knows who is calling
		HTTPClient:  client{c, principal},
		Logger:      logging.Nop{},
		Retryer: func() aws.Retryer {
			return retry.NewStandard(func(o *retry.StandardOptions) {
				o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 0, nil })
			})
		},
	}
}
