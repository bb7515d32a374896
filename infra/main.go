// Command infra is the CDK app: it compiles the functions and draws the stack. cdk.json has the CDK run it, from the
// top of the checkout.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"

	"github.com/partnerusergroups/pugs/infra/blueprint"
	"github.com/partnerusergroups/pugs/infra/stack"
)

func main() {
	err := run(context.Background())
	if err != nil {
		fmt.Fprintln(os.Stderr, "pugs:", err)
	}
	jsii.Close() // after the error, since its end of the CDK's process may complain as well
	if err != nil {
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	app := awscdk.NewApp(nil)
	given, ok := app.Node().GetAllContext(nil).(map[string]any)
	if !ok {
		return errors.New("the CDK's context is no object")
	}
	settings, err := stack.ReadSettings(given)
	if err != nil {
		return fmt.Errorf(
			"%w\nSettings are in the context of cdk.json; -c NAME=VALUE puts another value in their place", err)
	}
	folder, err := os.MkdirTemp("", "pugs-bootstrap-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }() // the CDK has a copy by then
	if err := stack.Build(ctx, settings.Architecture, folder); err != nil {
		return err
	}
	drawn, err := stack.New(app, stack.Props{Blueprint: blueprint.Pugs(), Settings: settings, Bootstrap: folder})
	if err != nil {
		return err
	}
	template, ok := app.Synth(nil).GetStackArtifact(drawn.ArtifactId()).Template().(map[string]any)
	if !ok {
		return errors.New("the CDK's template is no object")
	}
	return stack.CheckKept(settings.Stage, template)
}
