package stand

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/blueprint"
	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/cloud"
)

var noon = time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC)

// outbox is a stream of new letters, which lets a letter pass again when it is woken.
func outbox() blueprint.Stream {
	return blueprint.Stream{
		Name: "letters", Function: "letters", Batch: 3, Window: time.Second, Attempts: 2, MaxAge: time.Hour,
		Filters: []blueprint.Filter{
			{Event: "INSERT", Prefix: "LETTERS#"}, {Event: "MODIFY", Prefix: "LETTERS#", Attribute: "woken"},
		},
	}
}

// streamTest is a stand with a table and one function, which a stream calls.
type streamTest struct {
	*Stand
	t    *testing.T
	log  strings.Builder
	told []string // each call: after how long, and the sort keys of the records
}

// newStreamTest has a function answer the calls of a stream, of which the last one in told is its own. {KEY} in an
// answer stands for the sequence number of the record with that sort key.
func newStreamTest(t *testing.T, stream blueprint.Stream,
	answer func(ctx context.Context, told []string) (string, error)) *streamTest {
	t.Helper()
	s := &streamTest{t: t}
	log := slog.New(slog.NewTextHandler(&s.log, nil))
	c := clock.New(noon, clock.Jump)
	t.Cleanup(c.Close)
	s.Stand = &Stand{Clock: c, cfg: Config{Log: log}, lambda: &cloud.Lambda{Clock: c, Cloud: cloud.New(cloud.Config{Now: c.Now}), Log: log},
		blueprint: blueprint.Blueprint{Streams: []blueprint.Stream{stream}}}
	s.usage.counts.Invocations = map[string]int{}
	f := func(ctx context.Context, payload []byte) ([]byte, error) {
		var event events.DynamoDBEvent
		if err := json.Unmarshal(payload, &event); err != nil {
			return nil, err
		}
		call, sequences := c.Now().Sub(noon).String(), []string{}
		for _, r := range event.Records {
			key := r.Change.Keys["SK"].String()
			call += " " + key
			sequences = append(sequences, "{"+key+"}", r.Change.SequenceNumber)
		}
		s.told = append(s.told, call)
		text, err := answer(ctx, s.told)
		return []byte(strings.NewReplacer(sequences...).Replace(text)), err
	}
	s.functions = map[string]cloud.Function{"letters": {Name: "letters", Timeout: 30 * time.Second, Handler: handler(f)}}
	s.buildStreams()
	s.Cloud = cloud.New(cloud.Config{Region: region, Account: account, Now: c.Now, Tables: []string{table}, OnChange: s.changed})
	s.Cloud.Allow("root", []cloud.Grant{{Action: "dynamodb:PutItem", Resource: "*"}, {Action: "dynamodb:DeleteItem", Resource: "*"}})
	return s
}

type handler func(ctx context.Context, payload []byte) ([]byte, error)

func (h handler) Invoke(ctx context.Context, payload []byte) ([]byte, error) { return h(ctx, payload) }

func (s *streamTest) put(partition, sort string, more map[string]types.AttributeValue) {
	s.t.Helper()
	it := map[string]types.AttributeValue{"PK": &types.AttributeValueMemberS{Value: partition}, "SK": &types.AttributeValueMemberS{Value: sort}}
	for name, value := range more {
		it[name] = value
	}
	_, err := dynamodb.NewFromConfig(s.Cloud.Config("root")).PutItem(s.t.Context(), &dynamodb.PutItemInput{TableName: aws.String(table), Item: it})
	if err != nil {
		s.t.Fatal(err)
	}
}

// write puts letters into the table, by their sort keys.
func (s *streamTest) write(letters ...string) {
	s.t.Helper()
	for _, l := range letters {
		s.put("LETTERS#ada@example.com", l, nil)
	}
}

func (s *streamTest) want(after time.Duration, told ...string) {
	s.t.Helper()
	if err := s.Clock.Advance(s.t.Context(), noon.Add(after)); err != nil {
		s.t.Fatal(err)
	}
	if diff := cmp.Diff(told, s.told); diff != "" {
		s.t.Errorf("the function was told (-want +got):\n%s", diff)
	}
	if s.streams() {
		s.t.Error("something waits still")
	}
}

func TestAStreamIsReadAsLambdaReadsIt(t *testing.T) {
	const all, done = "2s a b c", "3s d"
	for name, row := range map[string]struct {
		answer string // to the first batch, a b c
		err    error
		again  string // what the function is told next
	}{
		"no answer is success":                    {"", nil, ""},
		"null is success":                         {"null", nil, ""},
		"no failures are success":                 {`{"batchItemFailures":[]}`, nil, ""},
		"the last failed":                         {`{"batchItemFailures":[{"itemIdentifier":"{c}"}]}`, nil, "2s c"},
		"what comes after a failure comes again":  {`{"batchItemFailures":[{"itemIdentifier":"{b}"}]}`, nil, "2s b c"},
		"of two failures the first counts":        {`{"batchItemFailures":[{"itemIdentifier":"{c}"},{"itemIdentifier":"{b}"}]}`, nil, "2s b c"},
		"no identifier is all":                    {`{"batchItemFailures":[{"itemIdentifier":""}]}`, nil, all},
		"null as an identifier is all":            {`{"batchItemFailures":[{"itemIdentifier":null}]}`, nil, all},
		"an identifier by another name is all":    {`{"batchItemFailures":[{"id":"{c}"}]}`, nil, all},
		"an identifier of another batch is all":   {`{"batchItemFailures":[{"itemIdentifier":"{c}"},{"itemIdentifier":"{d}"}]}`, nil, all},
		"an answer of another kind is all":        {`"thanks"`, nil, all},
		"an error is all, whatever is said of it": {`{"batchItemFailures":[]}`, errors.New("no"), all},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStreamTest(t, outbox(), func(_ context.Context, told []string) (string, error) {
				if len(told) == 1 {
					return row.answer, row.err
				}
				return "{}", nil
			})
			s.write("a", "b", "c", "d")
			if row.again == "" {
				s.want(time.Minute, "1s a b c", "2s d")
				return
			}
			s.want(time.Minute, "1s a b c", row.again, done)
		})
	}
}

// Ada's letters are in one shard, Bo's in the other.
func TestBetweenShardsThereIsNoOrder(t *testing.T) {
	s := newStreamTest(t, outbox(), func(_ context.Context, told []string) (string, error) {
		if len(told) == 1 {
			return "", errors.New("no")
		}
		return "", nil
	})
	s.cfg.Shards, s.pollers = 2, nil
	s.buildStreams()
	s.write("a", "b")
	s.put("LETTERS#bo@example.com", "bo's", nil)
	s.write("c")
	s.want(time.Minute, "1s a b c", "1s bo's", "2s a b c")
}

func TestAStreamGivesUp(t *testing.T) {
	for name, row := range map[string]struct {
		change func(*blueprint.Stream)
		told   []string
		says   string
	}{
		"what was tried too often": {func(*blueprint.Stream) {},
			[]string{"1s a b c", "2s b c", "4s b c", "5s d", "10s e"}, `tried too often" records=2`},
		"what is too old": {func(s *blueprint.Stream) { s.Attempts, s.MaxAge = 100, 10*time.Second },
			[]string{"1s a b c", "2s b c", "4s b c", "8s b c", "17s e"}, `too old" records=2`},
	} {
		t.Run(name, func(t *testing.T) {
			stream := outbox()
			row.change(&stream)
			s := newStreamTest(t, stream, func(_ context.Context, told []string) (string, error) {
				if strings.Contains(told[len(told)-1], "b") {
					return `{"batchItemFailures":[{"itemIdentifier":"{b}"}]}`, nil
				}
				return "", nil
			})
			s.write("a", "b", "c", "d")
			s.Clock.At(noon.Add(9*time.Second), "write", func() { s.write("e") })
			s.want(time.Hour, row.told...)
			if !strings.Contains(s.log.String(), row.says) {
				t.Errorf("the log says %s", s.log.String())
			}
		})
	}
}

func TestAStreamTellsOfWhatItsFiltersLetPass(t *testing.T) {
	s := newStreamTest(t, outbox(), func(context.Context, []string) (string, error) { return "", nil })
	woken := func(v types.AttributeValue) map[string]types.AttributeValue {
		return map[string]types.AttributeValue{"woken": v}
	}
	s.write("new")
	s.put("GROUP#g1", "in another partition", nil)
	s.put("LETTERS#ada@example.com", "new", map[string]types.AttributeValue{"state": &types.AttributeValueMemberS{Value: "sent"}})
	s.put("LETTERS#ada@example.com", "new", woken(&types.AttributeValueMemberN{Value: "1"}))
	s.put("LETTERS#ada@example.com", "new", woken(&types.AttributeValueMemberS{Value: "now"}))
	_, err := dynamodb.NewFromConfig(s.Cloud.Config("root")).DeleteItem(t.Context(), &dynamodb.DeleteItemInput{
		TableName: aws.String(table), Key: map[string]types.AttributeValue{
			"PK": &types.AttributeValueMemberS{Value: "LETTERS#ada@example.com"}, "SK": &types.AttributeValueMemberS{Value: "new"}}})
	if err != nil {
		t.Fatal(err)
	}
	s.want(time.Minute, "1s new new") // as it was made, and as it was woken
}

func TestAFunctionWaitsInVirtualTime(t *testing.T) {
	stream := outbox()
	stream.Batch = 1
	var s *streamTest
	var errs []error
	s = newStreamTest(t, stream, func(ctx context.Context, told []string) (string, error) {
		if ends, ok := ctx.Deadline(); !ok || ends.Sub(s.Clock.Now()) != 30*time.Second {
			t.Errorf("its time is over at %v", ends)
		}
		waits := map[string]time.Duration{"1s a": 10 * time.Second, "12s b": time.Hour}[told[len(told)-1]]
		errs = append(errs, s.wait(ctx, waits))
		return "", nil
	})
	s.write("a", "b")
	// Its 30 seconds being over, the second call fails, and is made again.
	s.want(time.Hour, "1s a", "12s b", "43s b")
	if len(errs) != 3 || errs[0] != nil || !errors.Is(errs[1], context.Canceled) || errs[2] != nil {
		t.Errorf("waiting ended with %v", errs)
	}
	if err := s.wait(t.Context(), time.Second); !errors.Is(err, errNoProcess) {
		t.Errorf("out of any process, waiting ended with %v", err)
	}
}
