package cloud

import (
	"fmt"
	"io"
	"maps"
	"net/http"
	"sync"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/cloud/dynamo"
)

// Config is what an account holds when it is opened.
type Config struct {
	Region, Account string
	Now             func() time.Time
	Tables          []string          // of DynamoDB
	States          States            // answers for Step Functions; nil: there is none
	Identities      []string          // addresses and domains that SES has verified
	Secrets         map[string]string // value by name
	Observer        string            // principal who looks on: its requests are not counted, and none of them goes wrong
	OnMail          func(Mail)        // takes each mail accepted, in the goroutine that sent it; nil: nobody does
}

// Cloud is one account in one region. It is safe for concurrent use.
type Cloud struct {
	cfg    Config
	db     *dynamo.DB
	rights rights

	mu       sync.Mutex
	calls    map[string]int
	consumed dynamo.Capacity
	inject   func(principal, action string) error
	faults   int
	mails    int
}

// New opens an account. Nobody may do anything in it until Allow says so.
func New(cfg Config) *Cloud {
	return &Cloud{
		cfg:    cfg,
		db:     dynamo.New(cfg.Now, cfg.Tables...),
		rights: rights{granted: map[string][]*granted{}},
		calls:  map[string]int{},
	}
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

// transport carries the requests of a principal.
type transport struct {
	cloud     *Cloud
	principal string
}

// RoundTrip answers a request. It fails only when the request's context is done, or by an injected broken connection.
func (t transport) RoundTrip(req *http.Request) (*http.Response, error) {
	var body []byte
	if req.Body != nil {
		var err error
		body, err = io.ReadAll(req.Body)
		if closeErr := req.Body.Close(); err == nil {
			err = closeErr
		}
		if err != nil {
			return nil, fmt.Errorf("read the request body: %w", err)
		}
	}
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	p, operation := protocolOf(req)
	out, err := t.cloud.answer(t.principal, p, operation, body)
	return p.response(req, out, err)
}

// answer runs one request from count to result.
func (c *Cloud) answer(principal string, p protocol, operation string, body []byte) ([]byte, error) {
	action := p.prefix + ":" + operation
	if principal != c.cfg.Observer {
		c.count(action)
	}
	call, err := c.parse(p, operation, body)
	if err != nil {
		return nil, err
	}
	for _, need := range call.needs {
		if !c.rights.use(principal, need) {
			return nil, c.denied(principal, need)
		}
	}
	fault := c.nextFault(principal, action)
	if fault != nil && !isLost(fault) {
		return nil, fault
	}
	out, err := call.run()
	if call.used != nil && principal != c.cfg.Observer {
		c.consume(*call.used)
	}
	if fault != nil {
		return nil, fault
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
	c.consumed.Add(used)
}

// A call is a request that has been read: the rights that it needs, what it does, and, once that is done, what it used
// of a table.
type call struct {
	needs []Grant
	run   func() ([]byte, error)
	used  *dynamo.Capacity // nil for other services
}

func (c *Cloud) parse(p protocol, operation string, body []byte) (call, error) {
	switch p.prefix {
	case "dynamodb":
		return c.parseDynamo(operation, body)
	case "states":
		return c.parseStates(operation, body)
	case "ses":
		return c.parseMail(operation, body)
	case "secretsmanager":
		return c.parseSecret(operation, body)
	}
	return call{}, unknownOperation(p.prefix, operation)
}

func (c *Cloud) parseDynamo(operation string, body []byte) (call, error) {
	parsed, err := c.db.Parse(operation, body)
	if err != nil {
		return call{}, dynamoError(err)
	}
	needs := make([]Grant, len(parsed.Needs))
	for i, n := range parsed.Needs {
		needs[i] = Grant{"dynamodb:" + n.Action, c.arn("dynamodb", "table/"+n.Table)}
	}
	used := new(dynamo.Capacity)
	return call{needs: needs, used: used, run: func() ([]byte, error) {
		out, err := parsed.Run(used)
		return out, dynamoError(err)
	}}, nil
}

// arn names a resource of this account and region.
func (c *Cloud) arn(service, resource string) string {
	return "arn:aws:" + service + ":" + c.cfg.Region + ":" + c.cfg.Account + ":" + resource
}
