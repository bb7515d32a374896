package stand_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/infra/local/stand"
	"github.com/partnerusergroups/pugs/shared/hubspot"
)

// webhooks is how many come at once.
const webhooks = 10_000

// BenchmarkWebhooks has a process answer many webhooks at once; and beside it, for what the cloud in the process takes by
// itself, a handler that makes one write for each.
func BenchmarkWebhooks(b *testing.B) {
	b.Run("one write", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			db := dynamodb.NewFromConfig(oneTable().Config("writer"))
			handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { putBody(w, r, db) })
			b.StartTimer()
			deliverAll(b, handler, time.Now())
		}
	})
	b.Run("taken in", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			s, err := stand.New(stand.Config{Cohort: "2026-H2", Seed: 1, Pace: clock.Jump,
				PublicURL: "http://stand.example", Log: slog.New(slog.DiscardHandler)})
			if err != nil {
				b.Fatal(err)
			}
			open := time.Date(2026, 9, 10, 12, 0, 0, 0, time.UTC) // members may apply
			if err := s.Clock.Advance(context.Background(), open); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			deliverAll(b, s, open)
			b.StopTimer()
			b.ReportMetric(megabytes(), "MB")
			if err := s.Clock.Advance(context.Background(), open.Add(time.Hour)); err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(megabytes(), "MB-an-hour-later")
			s.Close()
			b.StartTimer()
		}
	})
}

// deliverAll sends all webhooks at once, signed as HubSpot would sign them at the time. Nobody has another one's name.
func deliverAll(b *testing.B, handler http.Handler, at time.Time) {
	var group sync.WaitGroup
	for n := range webhooks {
		group.Go(func() {
			body, _ := json.Marshal(map[string]string{
				"pug_application": "member", "email": fmt.Sprintf("m%05d@partner%05d.example", n, n),
				"firstname": letters(n % 100), "lastname": letters(n/100 + 100), "company": fmt.Sprintf("Partner %05d", n),
				"pug_partner_type": "solutions_partner", "pug_role": "sales", "pug_region": "EMEA",
				"pug_topic_1": "Pricing", "pug_commitments": "true", "submission_id": fmt.Sprint(n),
				"submitted_at": fmt.Sprint(at.UnixMilli()),
			})
			r := httptest.NewRequest(http.MethodPost, "http://stand.example/webhooks/applications", bytes.NewReader(body))
			r.Header = hubspot.Sign(hubspot.V3, "stand-client-secret",
				hubspot.Request{Method: r.Method, URI: r.URL.String(), Body: body}, at)
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r)
			if w.Code != http.StatusOK {
				b.Errorf("answered %d %s", w.Code, w.Body)
			}
		})
	}
	group.Wait()
}

// letters is a number in letters, which could be a name.
func letters(n int) string {
	syllables := []string{"ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu"}
	name := ""
	for _, digit := range fmt.Sprintf("%03d", n) {
		name += syllables[digit-'0']
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

func oneTable() *cloud.Cloud {
	c := cloud.New(cloud.Config{Region: "eu-west-1", Account: "123456789012", Now: time.Now, Tables: []string{"pugs"}})
	c.Allow("writer", []cloud.Grant{{Action: "dynamodb:PutItem", Resource: "*"}})
	return c
}

// putBody keeps the body of a request under its signature.
func putBody(w http.ResponseWriter, r *http.Request, db *dynamodb.Client) {
	var body bytes.Buffer
	_, err := body.ReadFrom(r.Body)
	if err == nil {
		key := r.Header.Get(hubspot.HeaderSignatureV3)
		_, err = db.PutItem(r.Context(), &dynamodb.PutItemInput{TableName: aws.String("pugs"),
			Item: map[string]types.AttributeValue{"PK": &types.AttributeValueMemberS{Value: key},
				"SK": &types.AttributeValueMemberS{Value: key}, "body": &types.AttributeValueMemberS{Value: body.String()}}})
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	}
}

// megabytes is what is in use of the heap, without what nobody holds any more.
func megabytes() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc+m.StackInuse) / (1 << 20)
}
