// Command bootstrap is the only program on Lambda: one binary for all functions. Lambda's _HANDLER, which is the
// function's name in the blueprint, picks what to be.
package main

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"os"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	awsconfig "github.com/aws/aws-sdk-go-v2/config"

	"github.com/partnerusergroups/pugs/functions"
	"github.com/partnerusergroups/pugs/shared/config"
)

// attempt is how long one attempt at a call to AWS may take: with the SDK's three, well below the time of any function.
const attempt = 5 * time.Second

func main() {
	collectLater()
	if err := run(context.Background()); err != nil {
		slog.Error("could not start", "error", err)
		os.Exit(1)
	}
}

// collectLater has garbage collected for the first time when the heap has grown to 16 MB. By default that is at 4 MB,
// which a function reaches during its first answer. Near the function's memory, collecting becomes as frequent as it
// has to be.
func collectLater() {
	debug.SetGCPercent(400)
	if mb, err := strconv.Atoi(os.Getenv("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")); err == nil {
		debug.SetMemoryLimit(int64(mb) << 20 * 9 / 10)
	}
}

// parallel is how many calls to AWS one invocation makes at the same time: more than a few gain little.
const parallel = 8

func run(ctx context.Context) error {
	settings, err := config.FromEnv(os.Environ())
	if err != nil {
		return err
	}
	cfg, err := awsconfig.LoadDefaultConfig(ctx,
		awsconfig.WithHTTPClient(awshttp.NewBuildableClient().WithTimeout(attempt)))
	if err != nil {
		return err
	}
	f, err := functions.New(os.Getenv("_HANDLER"), functions.Surroundings{
		AWS: cfg, HTTP: &http.Client{}, Settings: settings, Now: time.Now, Rand: rand.Reader,
		Log: slog.New(slog.NewJSONHandler(os.Stdout, nil)), Wait: wait, Parallel: parallel,
	})
	if err != nil {
		return err
	}
	lambda.StartWithOptions(f, lambda.WithContext(ctx))
	return nil
}

// wait lets time pass until d is over or the context has ended.
func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
