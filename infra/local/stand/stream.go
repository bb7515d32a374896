package stand

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"github.com/partnerusergroups/pugs/infra/blueprint"
	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/cloud/dynamo"
)

// Lambda does not say how long it waits before it tries a batch again, only that it backs off.
const (
	firstPause = time.Second
	lastPause  = time.Minute
)

// poller brings the changes in one shard of the table's stream to a function as Lambda's poller does: what is let pass,
// in order, a batch at a time, and again what the function reports as failed. All changes of an item are in one shard.
// Between shards there is no order, and the function is called for several at once.
type poller struct {
	stream blueprint.Stream
	shard  uint32 // of how many it is, see Config.Shards
	source string // ARN of the table's stream
	clock  *clock.Clock
	pieces func(stream string, n int) int // how many of the next n records come in one batch; nil: all
	invoke func(p *clock.Process, payload []byte) ([]byte, error)
	log    *slog.Logger

	mu      sync.Mutex
	waiting []dynamo.Record
	polls   bool // a process brings what waits
}

// buildStreams makes a poller for each shard of each stream of the blueprint.
func (s *Stand) buildStreams() {
	for _, stream := range s.blueprint.Streams {
		for shard := range s.shards() {
			s.pollers = append(s.pollers, &poller{
				stream: stream, shard: shard, source: tableARN() + "/stream/2026-01-01T00:00:00.000",
				clock: s.Clock, pieces: s.cfg.Pieces, log: s.cfg.Log,
				invoke: func(p *clock.Process, payload []byte) ([]byte, error) {
					return s.invokeIn(p, "stream "+stream.Name, stream.Function, payload)
				},
			})
		}
	}
}

func (s *Stand) shards() uint32 { return uint32(max(1, s.cfg.Shards)) }

// changed hears of each change in the table.
func (s *Stand) changed(_ string, r dynamo.Record) {
	hash := fnv.New32a()
	_, _ = io.WriteString(hash, r.Partition()) // a hash takes everything
	shard := hash.Sum32() % s.shards()
	for _, p := range s.pollers {
		if p.shard == shard {
			p.take(r)
		}
	}
}

// streams says whether a change waits to be brought to a function, or is.
func (s *Stand) streams() bool {
	return slices.ContainsFunc(s.pollers, (*poller).busy)
}

// take lets a change wait, if the stream lets it pass.
func (p *poller) take(r dynamo.Record) {
	if !slices.ContainsFunc(p.stream.Filters, func(f blueprint.Filter) bool { return passes(f, r) }) {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.waiting = append(p.waiting, r)
	if !p.polls {
		p.polls = true
		p.clock.Go("stream "+p.stream.Name, p.poll)
	}
}

func passes(f blueprint.Filter, r dynamo.Record) bool {
	return r.Event == f.Event && strings.HasPrefix(r.Partition(), f.Prefix) &&
		(f.Attribute == "" || r.HasText(f.Attribute))
}

func (p *poller) busy() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.polls
}

// poll brings batches until nothing waits any more.
func (p *poller) poll(process *clock.Process) {
	for more := true; more; more = p.goesOn() {
		process.SleepUntil(p.clock.Now().Add(p.stream.Window))
		p.deliver(process, p.next())
	}
}

// next takes the next batch from what waits.
func (p *poller) next() []dynamo.Record {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := min(p.stream.Batch, len(p.waiting))
	if p.pieces != nil {
		n = p.pieces(p.stream.Name, n)
	}
	batch := slices.Clone(p.waiting[:n])
	p.waiting = slices.Delete(p.waiting, 0, n)
	return batch
}

func (p *poller) goesOn() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.polls = len(p.waiting) > 0
	return p.polls
}

// deliver brings one batch, again and again until nothing of it is left: all is done, too old or was tried too often.
func (p *poller) deliver(process *clock.Process, batch []dynamo.Record) {
	pause := firstPause
	for tries := 0; ; tries++ {
		batch = p.young(batch)
		if len(batch) == 0 {
			return
		}
		failed, err := p.call(process, batch)
		switch {
		case len(failed) == 0:
			return
		case tries == p.stream.Attempts:
			p.drop(failed, "it was tried too often", err)
			return
		}
		batch = failed
		process.SleepUntil(p.clock.Now().Add(pause))
		pause = min(2*pause, lastPause)
	}
}

// young gives up those records of a batch that are too old.
func (p *poller) young(batch []dynamo.Record) []dynamo.Record {
	oldest := p.clock.Now().Add(-p.stream.MaxAge).Unix()
	n := slices.IndexFunc(batch, func(r dynamo.Record) bool { return r.Change.ApproximateCreationDateTime >= oldest })
	if n < 0 {
		n = len(batch)
	}
	if n > 0 {
		p.drop(batch[:n], "it was too old", nil)
	}
	return batch[n:]
}

func (p *poller) drop(records []dynamo.Record, why string, last error) {
	p.log.Error("a stream gave up: its records would go to the dead-letter queue", "stream", p.stream.Name,
		"why", why, "records", len(records), "first", records[0].Change.SequenceNumber, "error", last)
}

// streamed is a record as Lambda hands it to a function.
type streamed struct {
	dynamo.Record
	Region string `json:"awsRegion"`
	ARN    string `json:"eventSourceARN"`
}

// call calls the function with a batch, and gives those of its records that are to be brought again.
func (p *poller) call(process *clock.Process, batch []dynamo.Record) ([]dynamo.Record, error) {
	var event struct{ Records []streamed }
	for _, r := range batch {
		event.Records = append(event.Records, streamed{r, region, p.source})
	}
	payload, err := json.Marshal(event)
	if err != nil {
		return batch, err
	}
	answer, err := p.invoke(process, payload)
	if err != nil {
		return batch, err
	}
	return failed(batch, answer)
}

// failed reads a function's answer: of the records that it reports, Lambda goes back to the first, and brings what
// comes after it again as well. An answer that makes no sense has it bring the whole batch.
func failed(batch []dynamo.Record, answer []byte) ([]dynamo.Record, error) {
	var response events.DynamoDBEventResponse
	if len(answer) > 0 {
		if err := json.Unmarshal(answer, &response); err != nil {
			return batch, fmt.Errorf("read the function's answer: %w", err)
		}
	}
	first := len(batch)
	for _, failure := range response.BatchItemFailures {
		i := slices.IndexFunc(batch, func(r dynamo.Record) bool {
			return r.Change.SequenceNumber == failure.ItemIdentifier
		})
		if i < 0 {
			return batch, fmt.Errorf("the function reports %q, which is not in the batch", failure.ItemIdentifier)
		}
		first = min(first, i)
	}
	return batch[first:], nil
}
