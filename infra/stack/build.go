package stack

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// Build compiles the functions' program for Lambda into the folder, under the name that Lambda's provided runtimes look
// for. The same source gives the same bytes, so that what has not changed is not uploaded again. Go, and the current
// directory within the module, are needed.
func Build(ctx context.Context, architecture, folder string) error {
	machine := map[string]string{"arm64": "arm64", "x86_64": "amd64"}[architecture]
	build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w -buildid=",
		"-tags", "lambda.norpc",
		"-o", filepath.Join(folder, "bootstrap"), "github.com/partnerusergroups/pugs/functions/bootstrap")
	build.Env = append(os.Environ(), "GOOS=linux", "GOARCH="+machine, "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("compile the functions for %s: %w\n%s", architecture, err, out)
	}
	return nil
}
