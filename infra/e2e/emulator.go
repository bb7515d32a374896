package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// Everything is deployed to this region, and to the account that emulators have for the key "test".
const (
	region  = "eu-west-1"
	account = "000000000000"
)

// ministack is the version whose differences from AWS are known here, see https://pypi.org/project/ministack.
const ministack = "ministack==1.5.33"

// emulator is an AWS on this machine.
type emulator struct {
	endpoint *url.URL
	stop     func() // ends what was started
}

// findEmulator takes the emulator that the environment names, or starts one, and waits until it takes requests.
func findEmulator(ctx context.Context, folder string) (*emulator, error) {
	endpoint, err := url.Parse(os.Getenv("AWS_ENDPOINT_URL"))
	if err != nil {
		return nil, fmt.Errorf("AWS_ENDPOINT_URL is no URL such as http://127.0.0.1:4566: %w", err)
	}
	e := &emulator{endpoint: endpoint, stop: func() {}}
	if endpoint.Host == "" {
		if err := e.start(ctx, folder); err != nil {
			return nil, fmt.Errorf("start MiniStack: %w", err)
		}
	}
	for range 300 {
		if connection, err := net.Dial("tcp", e.endpoint.Host); err == nil {
			return e, connection.Close()
		}
		time.Sleep(200 * time.Millisecond)
	}
	e.stop()
	return nil, fmt.Errorf("nothing answers at %s", e.endpoint)
}

// start installs MiniStack into the user's cache, where that was not done before, and starts it on a free port.
func (e *emulator) start(ctx context.Context, folder string) error {
	cache, err := os.UserCacheDir()
	if err != nil {
		return err
	}
	venv := filepath.Join(cache, "pugs", ministack)
	program := filepath.Join(venv, "bin", "ministack") // which is installed last
	if _, err := os.Stat(program); err != nil {
		install := fmt.Sprintf("python3 -m venv --clear %[1]s && %[1]s/bin/pip install %[2]s", venv, ministack)
		if err := execute(ctx, nil, "sh", "-c", install); err != nil {
			return err
		}
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	_ = listener.Close() // the port is for MiniStack
	e.endpoint = &url.URL{Scheme: "http", Host: listener.Addr().String()}
	log, err := os.Create(filepath.Join(folder, "ministack.log"))
	if err != nil {
		return err
	}
	background, cancel := context.WithCancel(context.WithoutCancel(ctx)) // it is stopped last
	c := command(background, append(e.environment(), "GATEWAY_PORT="+e.endpoint.Port(), "BIND_HOST=127.0.0.1",
		"MINISTACK_REGION="+region, "TMPDIR="+folder), program)
	c.Stdout, c.Stderr = log, log
	e.stop = func() {
		cancel()
		_ = c.Wait() // it is told to end, so how it ends says nothing
	}
	return c.Start()
}

// command prepares a program with more in its environment. It is told to end, with its children, when the context ends.
func command(ctx context.Context, environment []string, program string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, program, args...)
	c.Env = append(os.Environ(), environment...)
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // so that a signal to its group reaches its children
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGTERM) }
	c.WaitDelay = 5 * time.Second
	return c
}

// execute runs a program to its end. Where it fails, the error has what it printed.
func execute(ctx context.Context, environment []string, program string, args ...string) error {
	if out, err := command(ctx, environment, program, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w\n%s", program, args, err, out)
	}
	return nil
}

// environment is what programs need to take the emulator for AWS.
func (e *emulator) environment() []string {
	at := e.endpoint.String()
	return []string{
		"AWS_ENDPOINT_URL=" + at, "AWS_ENDPOINT_URL_S3=" + at, "AWS_ACCESS_KEY_ID=test", "AWS_SECRET_ACCESS_KEY=test",
		"AWS_SESSION_TOKEN=", "AWS_PROFILE=", "AWS_REGION=" + region, "AWS_DEFAULT_REGION=" + region,
	}
}

// config is the same for the AWS SDK.
func (e *emulator) config() aws.Config {
	keys := func(context.Context) (aws.Credentials, error) {
		return aws.Credentials{AccessKeyID: "test", SecretAccessKey: "test"}, nil
	}
	return aws.Config{
		Region: region, BaseEndpoint: aws.String(e.endpoint.String()), Credentials: aws.CredentialsProviderFunc(keys),
	}
}

// get reads JSON from an address for which there is no client here. The emulator learns from the signature which
// service is asked, and does not look at the rest of it.
func (e *emulator) get(ctx context.Context, service, address string, into any) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, e.endpoint.String()+address, nil)
	if err != nil {
		return err
	}
	scope := "test/20260101/" + region + "/" + service + "/aws4_request"
	request.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential="+scope+", SignedHeaders=host, Signature=none")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }() // it was read
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("ask the emulator for %s: %s", address, response.Status)
	}
	return json.NewDecoder(response.Body).Decode(into)
}
