// Command bootstrap is the only program on Lambda: one binary for all functions. Lambda's _HANDLER, which is the function's name in the
// blueprint, picks what to be.
package main

import (
	"context"
	"crypto/rand"
	"log/slog"
	"os"
	"time"
	_ "time/tzdata" // Lambda's image has no time zones

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/config"

	"github.com/partnerusergroups/pugs/functions"
	"github.com/partnerusergroups/pugs/shared/setting"
)

func main() {
	if err := run(context.Background()); err != nil {
		slog.Error("could not start", "error", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	settings, err := setting.FromEnv(os.Environ())
	if err != nil {
		return err
	}
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return err
	}
	f, err := functions.New(os.Getenv("_HANDLER"), functions.Surroundings{
		AWS: cfg, Settings: settings, Now: time.Now, Rand: rand.Reader, Log: slog.New(slog.NewJSONHandler(os.Stdout, nil)),
	})
	if err != nil {
		return err
	}
	lambda.StartWithOptions(f, lambda.WithContext(ctx))
	return nil
}
