package cohort_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestR7StaffHearOnceOfWhatNobodyLeads(t *testing.T) {
	tests := []struct {
		name  string
		at    string
		wants int // members who want a topic that nobody leads
		stage pug.Stage
		told  bool
	}{
		{"a week before applications close", "2026-09-10 09:00", 5, pug.StageMembers, true},
		{"not earlier, while most have yet to apply", "2026-09-09 09:00", 5, pug.StageMembers, false},
		{"after they closed, while groups are not proposed", "2026-09-20 09:00", 5, pug.StageMembers, true},
		{"not when groups are formed", "2026-09-20 09:00", 5, pug.StageForming, false},
		{"not of too few for a group", "2026-09-10 09:00", 4, pug.StageMembers, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := begin(t, test.at)
			r.Cohort(t, id, test.stage)
			r.Champion(t, "Cleo Marsh")
			for n := range 19 {
				r.Member(t, fmt.Sprintf("Mem%d Moss", n), func(a *pug.Application) {
					if n < test.wants {
						a.Topics = functest.Topics("Hiring")
					}
				})
			}
			r.Task(t, "open_due", struct{}{}, nil)
			r.Task(t, "open_due", struct{}{}, nil)
			for _, staff := range []string{functest.Ada, functest.Bo} {
				mails := r.To(staff)
				if told := len(mails) == 1; told != test.told {
					t.Fatalf("%s got %d letters", staff, len(mails))
				}
				if test.told && (!strings.Contains(mails[0].Text, "- 5 members want Hiring · Sales / account representative · North America") ||
					!strings.Contains(functest.Link(mails[0]), "/demand/")) {
					t.Errorf("the letter is %q", mails[0].Text)
				}
			}
		})
	}
}

func TestStaffGetTheAddressOfTheGroupsOnOffer(t *testing.T) {
	r := begin(t, "2026-09-01 09:00")
	r.Cohort(t, id, pug.StageChampions)
	for kind, want := range map[string]bool{"champion": false, "member": true} {
		r.Sent = nil
		r.Task(t, "open", map[string]any{"cohort": id, "kind": kind}, nil)
		if got := strings.Contains(r.To(functest.Ada)[0].Text, "https://groups.example.com/groups/2026-H2"); got != want {
			t.Errorf("the letter that opens %s applications has the address: %v", kind, got)
		}
	}
}
