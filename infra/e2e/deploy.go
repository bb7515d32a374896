package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"

	"github.com/partnerusergroups/pugs/infra/blueprint"
	"github.com/partnerusergroups/pugs/infra/local/stand"
)

// secret is that of the HubSpot app that posts here.
const secret = "e2e-client-secret"

// zone is the programme's, the same as the stand's.
const zone = "America/New_York"

// intervals are seconds where a cohort would wait for days, and a year where nobody waits for a meeting.
const intervals = `{"tick": "1s", "attendance_after": "1s", "points_before": "365d", "lease": "30s"}`

// deployed is the stack as it runs on the emulator.
type deployed struct {
	*emulator
	name    string // of the stack; those of its state machines and schedules begin with it
	sender  string
	webhook string // URL
	public  string // what links begin with
	table   string
}

// deploy draws the stack, adapts it to the emulator, deploys it and sets HubSpot's secret. The stage is a new one each
// time, so that an emulator that runs on may be deployed to again.
func deploy(ctx context.Context, v *verdict, e *emulator, folder string) (*deployed, error) {
	stage := "test-" + strconv.FormatInt(time.Now().Unix(), 36)
	d := &deployed{emulator: e, name: "pugs-" + stage, sender: "groups@" + stage + ".example"}
	assembly, outputs := filepath.Join(folder, "cdk.out"), filepath.Join(folder, "outputs.json")
	if err := d.cdk(ctx, folder, append(d.settings(stage), "synth", "--quiet", "--output", assembly)...); err != nil {
		return nil, err
	}
	file := filepath.Join(assembly, d.name+".template.json")
	template, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read the template: %w", err)
	}
	adapted, changed, err := adapt(template)
	if err != nil {
		return nil, fmt.Errorf("adapt the template: %w", err)
	}
	if err := os.WriteFile(file, adapted, 0o600); err != nil {
		return nil, fmt.Errorf("write the template: %w", err)
	}
	v.ok("the stack is drawn, and %d timeouts are adapted to the emulator", changed)
	for _, command := range [][]string{
		{"bootstrap", "--app", assembly},
		{"deploy", "--app", assembly, "--require-approval", "never", "--outputs-file", outputs},
	} {
		if err := d.cdk(ctx, folder, command...); err != nil {
			return nil, err
		}
	}
	if err := d.follow(ctx, outputs); err != nil {
		return nil, fmt.Errorf("follow the stack's outputs: %w", err)
	}
	v.ok("the stack is deployed: webhooks go to %s", d.webhook)
	return d, nil
}

// cdk runs the CDK's command line against the emulator. It has a home of its own: the CDK remembers there which account
// a key belongs to, and an emulator may answer otherwise than the last one.
func (d *deployed) cdk(ctx context.Context, folder string, args ...string) error {
	environment := append(d.environment(), "CI=true", "CDK_HOME="+filepath.Join(folder, "cdk.home"),
		"JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=1")
	return execute(ctx, environment, "npx", append([]string{"--prefix", "infra", "cdk"}, args...)...)
}

// settings are those of the stack. The emulator runs functions on this machine, and has no DKIM records to tell of.
func (d *deployed) settings(stage string) []string {
	architecture := map[string]string{"amd64": "x86_64", "arm64": "arm64"}[runtime.GOARCH]
	var args []string
	for _, setting := range []string{
		"stage=" + stage, "sender=Partner User Groups <" + d.sender + ">", "staff=" + strings.Join(stand.Staff(), ", "),
		"zone=" + zone, "cohorts=" + string(cohort), "intervals=" + intervals, "architecture=" + architecture,
		"identity=address",
	} {
		args = append(args, "--context", setting)
	}
	return args
}

// follow does with the stack's outputs what an engineer does: they say where webhooks go, and by what command HubSpot's
// secret is set.
func (d *deployed) follow(ctx context.Context, file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var outputs map[string]struct{ WebhookURL, SetHubSpotSecret, TableName string }
	if err := json.Unmarshal(text, &outputs); err != nil {
		return err
	}
	o := outputs[d.name]
	public, isWebhook := strings.CutSuffix(o.WebhookURL, blueprint.Pugs().Webhook.Path)
	_, after, isCommand := strings.Cut(o.SetHubSpotSecret, "--secret-id ")
	if !isWebhook || !isCommand || o.TableName == "" {
		return mismatch("the outputs", "a webhook's address, a command with --secret-id, a table's name", string(text))
	}
	d.webhook, d.public, d.table = o.WebhookURL, public, o.TableName
	id, _, _ := strings.Cut(after, " ")
	_, err = secretsmanager.NewFromConfig(d.config()).PutSecretValue(ctx,
		&secretsmanager.PutSecretValueInput{SecretId: &id, SecretString: aws.String(secret)})
	return err
}
