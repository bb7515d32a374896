package main

import (
	"archive/zip"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"github.com/partnerusergroups/pugs/infra/blueprint"
	"github.com/partnerusergroups/pugs/shared/config"
)

// BenchmarkColdStart times each function from the making of its process: until its first poll, and until its first answer, to a request
// for a link that does not exist; intake, to a webhook without a signature. Beside it runs the bare function, in turns, so that both see
// the same machine. The figures are medians:
//
//	poll-ms, answer-ms     of this application's function
//	poll-ratio, answer-ratio    to those of the bare one; the goal is at most 1.25
func BenchmarkColdStart(b *testing.B) {
	bootstrap, bare := build(b, "."), build(b, "./internal/bare")
	for _, f := range blueprint.Pugs().Functions {
		b.Run(f.Name, func(b *testing.B) {
			event := firstRequest(b, f)
			launch(b, bootstrap, f.Name, event) // brings both into the page cache
			launch(b, bare, f.Name, event)
			var ours, theirs []start
			for b.Loop() {
				ours = append(ours, launch(b, bootstrap, f.Name, event))
				theirs = append(theirs, launch(b, bare, f.Name, event))
			}
			poll := func(s start) time.Duration { return s.poll }
			answer := func(s start) time.Duration { return s.answer }
			b.ReportMetric(median(ours, poll), "poll-ms")
			b.ReportMetric(median(ours, answer), "answer-ms")
			b.ReportMetric(median(ours, poll)/median(theirs, poll), "poll-ratio")
			b.ReportMetric(median(ours, answer)/median(theirs, answer), "answer-ratio")
			b.ReportMetric(0, "ns/op") // of both together, with their ends: it says nothing
		})
	}
}

// BenchmarkZip packs what is uploaded to Lambda, whose size in MB (10^6 bytes) it reports. The goal is less than 10.
func BenchmarkZip(b *testing.B) {
	program, err := os.ReadFile(build(b, "."))
	if err != nil {
		b.Fatal(err)
	}
	var size written
	for b.Loop() {
		size = 0
		archive := zip.NewWriter(&size)
		file, err := archive.Create("bootstrap")
		if err != nil {
			b.Fatal(err)
		}
		if _, err := file.Write(program); err != nil {
			b.Fatal(err)
		}
		if err := archive.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(program))/1e6, "program-MB")
	b.ReportMetric(float64(size)/1e6, "zip-MB")
}

// written counts what is written to it, in bytes.
type written int

func (w *written) Write(p []byte) (int, error) {
	*w += written(len(p))
	return len(p), nil
}

// build makes a program as the stack does for Lambda, but for the machine that the benchmark runs on.
func build(b *testing.B, folder string) string {
	b.Helper()
	program := filepath.Join(b.TempDir(), "bootstrap")
	cmd := exec.CommandContext(b.Context(), "go", "build", "-trimpath", "-ldflags", "-s -w", "-tags", "lambda.norpc", "-o", program, folder)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("go build %s: %v\n%s", folder, err, out)
	}
	return program
}

// firstRequest is a request to the function's first route.
func firstRequest(b *testing.B, f blueprint.Function) string {
	b.Helper()
	route := f.Routes[0]
	path := strings.ReplaceAll(route.Path, "{link}", strings.Repeat("A", 32)) // 24 bytes, as link.Open wants them
	event, err := json.Marshal(events.APIGatewayV2HTTPRequest{
		Version: "2.0", RouteKey: route.Method + " " + route.Path, RawPath: path, Headers: map[string]string{"host": "groups.example.com"},
		RequestContext: events.APIGatewayV2HTTPRequestContext{
			DomainName: "groups.example.com",
			HTTP:       events.APIGatewayV2HTTPRequestContextHTTPDescription{Method: route.Method, Path: path, Protocol: "HTTP/1.1"},
		},
	})
	if err != nil {
		b.Fatal(err)
	}
	return string(event)
}

// environment is what Lambda and the stack set for a function, with the server in the place of AWS.
func environment(handler, server string) []string {
	env := []string{
		"_HANDLER=" + handler, "AWS_LAMBDA_RUNTIME_API=" + strings.TrimPrefix(server, "http://"), "AWS_LAMBDA_FUNCTION_NAME=pugs-test-" + handler,
		"AWS_LAMBDA_FUNCTION_MEMORY_SIZE=512",
		"AWS_REGION=eu-west-1", "AWS_ACCESS_KEY_ID=id", "AWS_SECRET_ACCESS_KEY=secret", "AWS_SESSION_TOKEN=token", "AWS_ENDPOINT_URL=" + server,
		config.EnvTable + "=pugs", config.EnvPublicURL + "=https://groups.example.com", config.EnvSecret + "=pugs/hubspot", config.EnvOwnKey + "=pugs/own-pages",
		config.EnvSender + "=Partner User Groups <groups@example.com>", config.EnvStaff + "=Ada Hart <ada@example.com>",
		config.EnvZone + "=America/New_York", config.EnvConfigurationSet + "=pugs",
	}
	for _, w := range blueprint.Pugs().Workflows {
		env = append(env, config.EnvWorkflow+strings.ToUpper(w.Name)+"=arn:aws:states:eu-west-1:123456789012:stateMachine:"+w.Name)
	}
	return env
}

// median is the middle of a duration of the starts, in milliseconds.
func median(starts []start, of func(start) time.Duration) float64 {
	sorted := make([]time.Duration, len(starts))
	for i, s := range starts {
		sorted[i] = of(s)
	}
	slices.Sort(sorted)
	return float64(sorted[len(sorted)/2].Microseconds()) / 1000
}
