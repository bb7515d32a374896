package intake

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"github.com/partnerusergroups/pugs/shared/hubspot"
)

// BenchmarkAContactWithItsHistory has Lambda's event of a contact of 5 MB answered, the longest that there is but for a
// few. What arrives a second time costs the same, and lets the table stay as it is.
func BenchmarkAContactWithItsHistory(b *testing.B) {
	s := newStand(b)
	versions := strings.Repeat(`{"value": "an \"older\" value", "source-type": "CRM_UI", "source-id": "userId:1", "timestamp": 1785571200000, "selected": false}, `, 240)
	var history strings.Builder
	for n := 0; history.Len() < 5<<20; n++ {
		fmt.Fprintf(&history, `"property_%d": {"value": "a value", "versions": [%s{"value": "a value"}]}, `, n, versions)
	}
	body := strings.Replace(contact(1, nil, at("c-1", "m", 0)), `"properties":{`, `"properties":{`+history.String(), 1)
	signed := hubspot.Sign(hubspot.V3, secret, hubspot.Request{Method: http.MethodPost, URI: s.Settings.PublicURL + Path, Body: []byte(body)}, open)
	event := events.APIGatewayV2HTTPRequest{Version: "2.0", RawPath: Path, Headers: map[string]string{}, Body: body,
		RequestContext: events.APIGatewayV2HTTPRequestContext{HTTP: events.APIGatewayV2HTTPRequestContextHTTPDescription{Method: http.MethodPost, Path: Path}}}
	for name := range signed {
		event.Headers[strings.ToLower(name)] = signed.Get(name)
	}
	payload, err := json.Marshal(event)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(payload)))
	b.ReportAllocs()
	began := computed()
	for b.Loop() {
		answer, err := s.Function.Invoke(b.Context(), payload)
		if err != nil || !strings.Contains(string(answer), `"statusCode":200`) {
			b.Fatal(string(answer), err)
		}
	}
	b.ReportMetric(float64((computed()-began).Milliseconds())/float64(b.N), "cpu-ms/op")
}

// computed is for how long the processors have worked for this process: others may be at work beside it.
func computed() time.Duration {
	var used syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &used) // which cannot fail for the process itself
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
