package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"

	"github.com/partnerusergroups/pugs/infra/local/stand"
)

// secret is that of the HubSpot app that posts here.
const secret = "e2e-client-secret"

// zone is the programme's, the same as the stand's.
const zone = "America/New_York"

// intervals are seconds where the programme counts days, and what is not to happen comes after the end. A free seat is offered only where the
// offer ends before the cohort does. The CDK wants it on one line.
const intervals = `{"tick": "2s", "attendance_after": "1s", "lease": "30s", "points_before": "10m", "digest_before": "1s", ` +
	`"review_reminders": ["1h"], "meeting_reminders": ["1h"], "attendance_reminders": ["1h"], ` +
	`"flag_answer": "1h", "seat_offer": "40s", "launch_grace": "1h"}`

// deployed is the stack as it runs on the emulator.
type deployed struct {
	*emulator
	name    string // of the stack; the names of its functions and state machines begin with it
	sender  string
	webhook string // URL
	public  string // what links begin with
	table   string
}

// deploy draws the stack, adapts it to the emulator, deploys it and sets HubSpot's secret. The stage is a new one each time, so that an
// emulator that runs on may be deployed to again.
func deploy(ctx context.Context, v *verdict, e *emulator) (*deployed, error) {
	stage := "test-" + strconv.FormatInt(time.Now().Unix(), 36)
	d := &deployed{emulator: e, name: "pugs-" + stage, sender: "groups@" + stage + ".example"}
	folder := filepath.Join(v.logs, "cdk.out")
	var setSecret string
	for _, s := range []struct {
		name string
		take func() (string, error)
	}{
		{"the stack is drawn", func() (string, error) { return d.synth(ctx, v, stage, folder) }},
		{"the account is bootstrapped", func() (string, error) {
			return "", d.cdk(ctx, v, "bootstrap", "--app", folder)
		}},
		{"the stack is deployed", func() (string, error) {
			outputs := filepath.Join(v.logs, "outputs.json")
			err := d.cdk(ctx, v, "deploy", "--app", folder, "--require-approval", "never", "--progress", "events", "--outputs-file", outputs)
			if err == nil {
				setSecret, err = d.readOutputs(outputs)
			}
			return "webhooks go to " + d.webhook, err
		}},
		{"HubSpot's secret is set", func() (string, error) { return "", d.setSecret(ctx, setSecret) }},
	} {
		if err := v.step(s.name, s.take); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// cdk runs the CDK's command line against the emulator. It has a home of its own: the CDK remembers there which account a key belongs to, and
// an emulator may answer otherwise than the last one.
func (d *deployed) cdk(ctx context.Context, v *verdict, verb string, args ...string) error {
	env := append(d.environment(), "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=1", "CI=true",
		"CDK_HOME="+filepath.Join(v.logs, "cdk.home"))
	return execute(ctx, v, "cdk-"+verb, env, "npx", append([]string{"--prefix", "infra", "cdk", verb}, args...)...)
}

func (d *deployed) synth(ctx context.Context, v *verdict, stage, folder string) (string, error) {
	if _, err := os.Stat("cdk.json"); err != nil {
		return "", errors.New("there is no cdk.json here: run this from the top of the checkout")
	}
	machine, ok := map[string]string{"amd64": "x86_64", "arm64": "arm64"}[runtime.GOARCH]
	if !ok {
		return "", fmt.Errorf("there are no functions for %s: Lambda has amd64 and arm64", runtime.GOARCH)
	}
	args := []string{"--quiet", "--output", folder}
	for _, setting := range []string{
		"stage=" + stage, "architecture=" + machine, "sender=Partner User Groups <" + d.sender + ">", "staff=" + strings.Join(stand.Staff(), ", "),
		"zone=" + zone, "cohorts=" + string(cohort), "intervals=" + intervals,
		"identity=address", // MiniStack has no DKIM records to tell of
	} {
		args = append(args, "--context", setting)
	}
	if err := d.cdk(ctx, v, "synth", args...); err != nil {
		return "", err
	}
	changed, err := adaptAssembly(folder, d.name)
	return "timeouts adapted to the emulator in " + strings.Join(changed, ", "), err
}

// readOutputs learns from the stack's outputs where it is, and gives the one that says how to set HubSpot's secret.
func (d *deployed) readOutputs(file string) (string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("read the stack's outputs: %w", err)
	}
	var stacks map[string]struct{ WebhookURL, SetHubSpotSecret, TableName string }
	if err := json.Unmarshal(text, &stacks); err != nil {
		return "", fmt.Errorf("read the stack's outputs: %w", err)
	}
	o := stacks[d.name]
	u, err := url.Parse(o.WebhookURL)
	if err != nil || u.Host == "" || o.TableName == "" {
		return "", mismatch("outputs with the addresses of webhook and table", string(text))
	}
	d.webhook, d.public, d.table = o.WebhookURL, u.Scheme+"://"+u.Host, o.TableName
	return o.SetHubSpotSecret, nil
}

// setSecret does what an engineer is told to do: the command in the outputs names the secret.
func (d *deployed) setSecret(ctx context.Context, command string) error {
	_, after, _ := strings.Cut(command, "--secret-id ")
	id, _, ok := strings.Cut(after, " ")
	if !ok {
		return mismatch("a command with --secret-id", command)
	}
	_, err := secretsmanager.NewFromConfig(d.config()).PutSecretValue(ctx, &secretsmanager.PutSecretValueInput{SecretId: &id, SecretString: aws.String(secret)})
	return err
}
