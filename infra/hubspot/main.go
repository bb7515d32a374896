package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"github.com/partnerusergroups/pugs/shared/hubspot"
)

// envToken has the token: not a flag, since flags are seen by whoever lists processes, and kept by shells.
const envToken = "HUBSPOT_TOKEN"

const usage = "usage: HUBSPOT_TOKEN=... go run ./infra/hubspot check [-forms ID,ID] [-webhook URL]"

func main() {
	client := &hubspot.Client{HTTP: &http.Client{}, Base: hubspot.API,
		Token: func(context.Context) (string, error) { return os.Getenv(envToken), nil }}
	well, err := run(context.Background(), os.Args[1:], os.Getenv(envToken), client, os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	if err != nil || !well {
		os.Exit(1)
	}
}

// run checks, prints what was found, and says whether all is well.
func run(ctx context.Context, args []string, token string, client *hubspot.Client, out io.Writer) (bool, error) {
	if len(args) == 0 || args[0] != "check" {
		return false, errors.New(usage)
	}
	flags := flag.NewFlagSet("check", flag.ContinueOnError)
	flags.SetOutput(out)
	forms := flags.String("forms", "", "ids of the programme's forms, separated by commas")
	webhook := flags.String("webhook", "", "address to which the workflow sends webhooks, an output of the stack")
	if err := flags.Parse(args[1:]); err != nil {
		return false, err
	}
	if token == "" {
		return false, fmt.Errorf("%s is empty: put the token of a service key or of a private app there", envToken)
	}
	c := checker{client: client, forms: strings.FieldsFunc(*forms, func(r rune) bool { return r == ',' || r == ' ' }),
		webhook: *webhook}
	c.check(ctx)
	return len(c.mend) == 0, c.print(out)
}
