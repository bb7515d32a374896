package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"syscall"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// region is where everything is deployed to.
const region = "eu-west-1"

// starting is how long the emulator may take to answer.
const starting = time.Minute

// emulator is an AWS on this machine.
type emulator struct {
	endpoint *url.URL
	stop     func() // ends what was started
}

// findEmulator takes the emulator that the environment names, or starts one.
func findEmulator(ctx context.Context, v *verdict) (*emulator, error) {
	var e *emulator
	err := v.step("an emulator of AWS runs", func() (string, error) {
		var err error
		what := "that of AWS_ENDPOINT_URL"
		if given := os.Getenv("AWS_ENDPOINT_URL"); given != "" {
			e, err = newEmulator(given)
		} else {
			what = "MiniStack " + ministackVersion
			e, err = startMiniStack(ctx, v)
		}
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("%s at %s", what, e.endpoint), e.await(ctx)
	})
	if err != nil && e != nil {
		e.stop()
	}
	return e, err
}

func newEmulator(endpoint string) (*emulator, error) {
	u, err := url.Parse(strings.TrimRight(endpoint, "/"))
	if err != nil || u.Host == "" {
		return nil, fmt.Errorf("AWS_ENDPOINT_URL is %q; example: http://127.0.0.1:4566", endpoint)
	}
	return &emulator{endpoint: u, stop: func() {}}, nil
}

// await waits until the emulator takes requests.
func (e *emulator) await(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, starting)
	defer cancel()
	for {
		connection, err := new(net.Dialer).DialContext(ctx, "tcp", e.endpoint.Host)
		if err == nil {
			return connection.Close()
		}
		if pause(ctx, 200*time.Millisecond) != nil {
			return fmt.Errorf("nothing answers at %s after %s: %w", e.endpoint, starting, err)
		}
	}
}

// pause lets time pass, unless the context ends.
func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// environment is what programs need to take the emulator for AWS.
func (e *emulator) environment() []string {
	at := e.endpoint.String()
	return []string{"AWS_ENDPOINT_URL=" + at, "AWS_ENDPOINT_URL_S3=" + at, "AWS_ACCESS_KEY_ID=test", "AWS_SECRET_ACCESS_KEY=test",
		"AWS_SESSION_TOKEN=", "AWS_PROFILE=", "AWS_REGION=" + region, "AWS_DEFAULT_REGION=" + region}
}

// config is the same for the AWS SDK.
func (e *emulator) config() aws.Config {
	return aws.Config{Region: region, BaseEndpoint: aws.String(e.endpoint.String()),
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "test", SecretAccessKey: "test"}, nil
		})}
}

// get reads what the emulator tells about itself, as JSON.
func (e *emulator) get(ctx context.Context, path string, into any) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, e.endpoint.JoinPath(path).String(), nil)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("ask the emulator for %s: %w", path, err)
	}
	defer func() { _ = response.Body.Close() }() // it was read
	text, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		return fmt.Errorf("ask the emulator for %s: %s %w", path, response.Status, err)
	}
	return json.Unmarshal(text, into)
}

// terminate ends a process that was started in a group of its own, with its children.
func terminate(pid int, ended <-chan struct{}) {
	_ = syscall.Kill(-pid, syscall.SIGTERM) // it may be gone
	select {
	case <-ended:
	case <-time.After(grace):
	}
	_ = syscall.Kill(-pid, syscall.SIGKILL) // whoever did not listen
	<-ended
}
