package main

import (
	"fmt"
	"hash/crc32"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// runtimeAPI is where Lambda's Runtime API begins; see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html.
const runtimeAPI = "/2018-06-01/runtime/"

// start is how long a process took, from before it was made.
type start struct {
	poll   time.Duration // until it asked for its first event: Lambda's init phase
	answer time.Duration // until it had answered that event
}

// service is what one process talks to: the Runtime API, with one event, and the AWS calls of a first request.
type service struct {
	event    string
	polled   chan time.Time
	answered chan time.Time
	failed   chan string
}

// launch starts a program as Lambda does, gives it one event, and ends it after the answer.
func launch(b *testing.B, program, handler, event string) start {
	b.Helper()
	s := service{event, make(chan time.Time, 1), make(chan time.Time, 1), make(chan string, 10)}
	server := httptest.NewServer(s)
	defer server.Close()
	cmd := exec.CommandContext(b.Context(), program)
	cmd.Env = environment(handler, server.URL)
	var output strings.Builder
	cmd.Stdout, cmd.Stderr = &output, &output
	begun := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	var answered time.Time
	select {
	case answered = <-s.answered:
	case problem := <-s.failed:
		b.Errorf("%s: %s", handler, problem)
	case err := <-ended:
		b.Fatalf("%s ended: %v\n%s", handler, err, &output)
	}
	if err := cmd.Process.Kill(); err != nil {
		b.Fatal(err)
	}
	<-ended
	if b.Failed() {
		b.Fatal(output.String())
	}
	return start{(<-s.polled).Sub(begun), answered.Sub(begun)}
}

func (s service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	now := time.Now()
	switch call, runtime := strings.CutPrefix(r.URL.Path, runtimeAPI); {
	case !runtime:
		s.answerAWS(w, r)
	case call == "invocation/next":
		s.next(w, r, now)
	case strings.HasSuffix(call, "/response"):
		// A body that ends only after the answer was begun would be a streamed one.
		_, _ = io.Copy(io.Discard, r.Body)
		w.WriteHeader(http.StatusAccepted)
		s.answered <- time.Now()
	default:
		problem, _ := io.ReadAll(r.Body)
		s.failed <- fmt.Sprintf("%s: %s", call, problem)
	}
}

// next hands out the event; whoever asks again waits until the process is ended.
func (s service) next(w http.ResponseWriter, r *http.Request, now time.Time) {
	select {
	case s.polled <- now:
	default:
		<-r.Context().Done()
		return
	}
	w.Header().Set("Lambda-Runtime-Aws-Request-Id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd")
	w.Header().Set("Lambda-Runtime-Deadline-Ms", fmt.Sprint(now.Add(time.Minute).UnixMilli()))
	w.Header().Set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-1:123456789012:function:pugs")
	_, _ = io.WriteString(w, s.event)
}

// answerAWS knows a table without items and HubSpot's secret.
func (s service) answerAWS(w http.ResponseWriter, r *http.Request) {
	call := r.Header.Get("X-Amz-Target")
	answer, known := map[string]string{
		"DynamoDB_20120810.GetItem":     `{}`,
		"secretsmanager.GetSecretValue": `{"SecretString": "client-secret"}`,
	}[call]
	if !known {
		s.failed <- fmt.Sprintf("it called %s %s %s", r.Method, r.URL, call)
	}
	w.Header().Set("Content-Type", "application/x-amz-json-1.0")
	w.Header().Set("X-Amz-Crc32", fmt.Sprint(crc32.ChecksumIEEE([]byte(answer)))) // of DynamoDB, whose client checks it
	_, _ = io.WriteString(w, answer)
}
