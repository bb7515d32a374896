package blueprint_test

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/infra/blueprint"
)

// The comment on keys in shared/store is the list of partitions.
func TestEachPartitionIsWrittenByWhoeverNamesIt(t *testing.T) {
	source, err := os.ReadFile("../../shared/store/keys.go")
	if err != nil {
		t.Fatal(err)
	}
	unwritten := map[string]bool{}
	for _, line := range regexp.MustCompile(`(?m)^//\t([A-Z]+#?)\S* +\S`).FindAllStringSubmatch(string(source), -1) {
		unwritten[line[1]] = true
	}
	known := maps.Clone(unwritten)
	for _, f := range blueprint.Pugs().Functions {
		for _, r := range f.Rights {
			reads := slices.Contains([]string{"dynamodb:GetItem", "dynamodb:Query"}, r.Action)
			if writes := r.On.Kind == blueprint.Table && !reads; writes != (len(r.Partitions) > 0) {
				t.Errorf("%s may call %s in the partitions %q", f.Name, r.Action, r.Partitions)
			}
			for _, p := range r.Partitions {
				name := strings.TrimSuffix(p, "*")
				if !known[name] || (name == p) == strings.HasSuffix(name, "#") {
					t.Errorf("%s may write to %s, which there is not", f.Name, p)
				}
				delete(unwritten, name)
			}
		}
	}
	for name := range unwritten {
		t.Errorf("nobody may write to %s", name)
	}
}

func TestIntakeCanMakeNoLinkNoTokenAndNoSeat(t *testing.T) {
	intake, _ := blueprint.Pugs().Function("intake")
	for _, r := range intake.Rights {
		for _, p := range []string{"LINK#*", "TOKEN#*", "GROUP#*"} {
			if slices.Contains(r.Partitions, p) {
				t.Errorf("it may %s in %s", r.Action, p)
			}
		}
	}
}
