package blueprint_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/partnerusergroups/pugs/"

// layers are the packages of shared/ from the ground up: a package imports only what lies below it.
var layers = [][]string{
	{"logs", "match", "pug", "sheet"},
	{"calendar", "curation", "hubspot", "presence"},
	{"page"},
	{"config", "contact", "link"},
	{"lambdafn", "store"},
	{"letter", "workflow"},
	{"duty"},
	{"decision", "part"},
}

// directions say what else of this module a package, or with a slash at its end whatever is under it, may import. The first that fits counts.
var directions = []struct {
	from string
	may  []string
}{
	{"workflows", nil},
	{"functions", []string{"functions/", "shared/"}}, // the table of all functions
	{"functions/bootstrap", []string{"functions", "shared/"}},
	{"functions/desk", []string{"functions/desk/", "shared/"}}, // the one function that has rooms of its own
	{"functions/desk/desktest", []string{"functions/desk", "infra/local/functest", "shared/pug"}},
	{"functions/", []string{"shared/"}}, // so no function imports another, and no room its function
	{"infra/blueprint", nil},
	{"infra/local/", []string{"infra/local/", "infra/blueprint", "functions", "workflows", "shared/"}},
	{"infra/local", []string{"infra/local/", "infra/blueprint", "functions", "workflows", "shared/"}},
	{"infra/hubspot", []string{"shared/"}},
	{"infra/simulate", []string{"infra/local/", "shared/"}},
	{"infra/e2e", []string{"infra/local/", "infra/blueprint", "workflows", "shared/"}},
	{"infra/stack", []string{"infra/blueprint", "workflows", "shared/"}},
	{"infra/cost", []string{"infra/blueprint"}},
	{"infra", []string{"infra/stack", "infra/blueprint", "workflows"}},
}

// apart are packages that must not know each other although the layers would let them: what is stored are pug's nouns.
var apart = map[string][]string{"shared/store": {"shared/curation", "shared/match"}}

// forTests are packages that only tests import.
var forTests = []string{"functions/desk/desktest", "infra/local/functest", "infra/local/chromium"}

// pure packages import the standard library and this module only; pug besides what knows text, see forText.
var pure = []string{"shared/logs", "shared/match", "shared/pug", "shared/sheet", "workflows", "infra/blueprint"}

func TestImportsKeepTheirDirections(t *testing.T) {
	for from, imports := range packages(t) {
		if strings.HasPrefix(from, "shared/") && layer(from) < 0 {
			t.Errorf("%s has no place in the layers", from)
		}
		for _, path := range imports {
			to, own := strings.CutPrefix(path, module)
			switch {
			case own && !mayImport(from, to):
				t.Errorf("%s imports %s", from, to)
			case own && slices.Contains(apart[from], to):
				t.Errorf("%s imports %s: what it keeps belongs to shared/pug", from, to)
			case own && slices.Contains(forTests, to) && !slices.Contains(forTests, from):
				t.Errorf("%s imports %s, which is for tests", from, to)
			case !own && slices.Contains(pure, from) && strings.Contains(strings.Split(path, "/")[0], ".") &&
				!(from == "shared/pug" && forText(path)):
				t.Errorf("%s imports %s: it is to know the standard library only", from, path)
			case needsNode(path) && from != "infra" && from != "infra/stack":
				t.Errorf("%s imports %s, which needs Node", from, path)
			case strings.HasPrefix(path, "github.com/rickar/cal/") && from != "shared/calendar":
				t.Errorf("%s imports %s: which days are holidays is for shared/calendar to know", from, path)
			case strings.HasPrefix(path, "github.com/chromedp/") && from != "infra/local/chromium":
				t.Errorf("%s imports %s, which is for infra/local/chromium", from, path)
			}
		}
	}
}

// packages lists the packages of the module with their imports, those of tests left out.
func packages(t *testing.T) map[string][]string {
	t.Helper()
	list := exec.CommandContext(t.Context(), "go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...")
	list.Dir = "../.."
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	all := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		if name, ok := strings.CutPrefix(fields[0], module); ok {
			all[name] = fields[1:]
		}
	}
	if len(all) == 0 {
		t.Fatal("go list names no packages")
	}
	return all
}

func mayImport(from, to string) bool {
	for _, d := range directions {
		if d.from == from || strings.HasSuffix(d.from, "/") && strings.HasPrefix(from, d.from) {
			return slices.ContainsFunc(d.may, func(may string) bool {
				return may == to || strings.HasSuffix(may, "/") && strings.HasPrefix(to, may)
			})
		}
	}
	below, above := layer(to), layer(from)
	return below >= 0 && below < above
}

// layer is a shared package's height, or -1 where it has none yet.
func layer(name string) int {
	short, _ := strings.CutPrefix(name, "shared/")
	return slices.IndexFunc(layers, func(l []string) bool { return slices.Contains(l, short) })
}

// forText says whether a package knows how text is folded, or how the names of domains are spelt, and end.
func forText(path string) bool {
	return strings.HasPrefix(path, "golang.org/x/text/") || path == "golang.org/x/net/idna" ||
		path == "golang.org/x/net/publicsuffix"
}

func needsNode(path string) bool {
	return strings.HasPrefix(path, "github.com/aws/aws-cdk-go/") || strings.HasPrefix(path, "github.com/aws/jsii-runtime-go") ||
		strings.HasPrefix(path, "github.com/aws/constructs-go/") || strings.HasPrefix(path, "github.com/cdklabs/")
}
