package workflows_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// validator is asl-validator as `npm ci --prefix infra` installs it: AWS's schema of the States Language.
const validator = "../infra/node_modules/.bin/asl-validator"

func TestASLValidatorAcceptsTheDefinitions(t *testing.T) {
	if _, err := os.Stat(validator); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("asl-validator is not installed; run: npm ci --prefix infra")
		}
		t.Skip("asl-validator is not installed, so this is not checked here; run: npm ci --prefix infra")
	}
	definitions, err := filepath.Glob("*.asl.json")
	if err != nil || len(definitions) != 3 {
		t.Fatalf("found %d definitions: %v", len(definitions), err)
	}
	for _, file := range definitions {
		if out, err := exec.Command(validator, "--json-path", file).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", file, err, out)
		}
	}
}
