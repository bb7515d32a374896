package pug

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestWhatMustHappenBeforeSomebodyIsErased(t *testing.T) {
	running, closed, forming := Cohort{Stage: StageRunning}, Cohort{Stage: StageClosed}, Cohort{Stage: StageForming}
	for name, test := range map[string]struct {
		a    Application
		c    Cohort
		kind ErrorKind
	}{
		"in review":                     {Application{Status: StatusPending}, running, Conflict},
		"has a seat":                    {Application{Status: StatusApproved, Kind: KindMember, Group: "2026-H2-g01"}, running, Conflict},
		"leads a group":                 {Application{Status: StatusApproved, Kind: KindChampion, Group: "2026-H2-g01"}, running, Conflict},
		"waits":                         {Application{Status: StatusWaitlisted, Place: 3}, running, Conflict},
		"is to be in a group":           {Application{Status: StatusApproved}, forming, Conflict},
		"was declined":                  {Application{Status: StatusDeclined}, forming, ""},
		"left their group":              {Application{Status: StatusApproved, ExcusedFrom: "2026-H2-g01"}, running, ""},
		"had a seat in an ended cohort": {Application{Status: StatusApproved, Group: "2026-H2-g01"}, closed, ""},
		"was erased":                    {Application{Erased: time.Unix(1, 0)}, closed, Already},
	} {
		test.a.Cohort = "2026-H2"
		if err := test.a.Erasable(test.c); test.kind == "" && err != nil || test.kind != "" && !IsError(err, test.kind) {
			t.Errorf("who %s: %v", name, err)
		}
	}
}

func TestAnErasedApplicationStillCounts(t *testing.T) {
	at := time.Unix(1, 0)
	a := Application{ID: "2026-H2-member-a", Cohort: "2026-H2", Kind: KindMember, Email: "ina@a.example", FirstName: "Ina",
		LastName: "Berg", Company: "Acme", Role: RoleSales, Region: RegionNA, PartnerType: "app_partner", Why: "I lead Acme.",
		Status: StatusReplaced, Decision: &Decision{Choice: ChoiceReplace, By: "Ina Berg", Note: "Ina", At: at},
		Problems: []Problem{{Value: "ina@a"}}, Formerly: []Former{{"Ina", "ina@b.example"}}, Twins: []string{"x"}}
	want := Application{ID: a.ID, Cohort: a.Cohort, Kind: a.Kind, FirstName: ErasedName, Role: a.Role, Region: a.Region,
		PartnerType: a.PartnerType, Status: a.Status, Decision: &Decision{Choice: ChoiceReplace, By: ErasedName, At: at}, Erased: at}
	if diff := cmp.Diff(want, a.Blank(at)); diff != "" {
		t.Error(diff)
	}
}

func TestOfDecisionsOnWhoIsErasedNoWordsAreLeft(t *testing.T) {
	at := time.Unix(1, 0)
	a := Application{Status: StatusWithdrawn, Decision: &Decision{Choice: ChoiceWithdraw, By: "Ina Berg", Own: true, Note: "I am ill.", At: at},
		Decided: &Decision{Choice: ChoiceApprove, By: "Ada Hart", Note: "Welcome, Ina!", At: at},
		Earlier: []Decision{{Choice: ChoiceDecline, By: "Bo Lund", Note: "Sorry, Ina.", At: at}}}
	got := a.Blank(at)
	want := Application{FirstName: ErasedName, Status: StatusWithdrawn, Erased: at,
		Decision: &Decision{Choice: ChoiceWithdraw, By: ErasedName, Own: true, At: at},
		Decided:  &Decision{Choice: ChoiceApprove, By: "Ada Hart", At: at},
		Earlier:  []Decision{{Choice: ChoiceDecline, By: "Bo Lund", At: at}}}
	if diff := cmp.Diff(want, got); diff != "" || a.Earlier[0].Note == "" {
		t.Error(diff)
	}
}

func TestSomebodyIsErasedFromTexts(t *testing.T) {
	traces := TracesOf([]string{"Ina Berg", "Ina Berg-Moen", "Will"}, []string{"ina@a.example", ""})
	for text, want := range map[string]string{
		"Ina Berg has left your group":        "(erased) has left your group",
		"Ina Berg-Moen (ina@a.example), Acme": "(erased) ((erased)), Acme",
		"Nina Berg and Ina Bergmann stay":     "Nina Berg and Ina Bergmann stay",
		"Will you come?":                      "Will you come?",
		"Will":                                "(erased)",
		"anina@a.example":                     "anina@a.example",
		"":                                    "",
	} {
		if got := traces.Erase(text); got != want {
			t.Errorf("%q becomes %q", text, got)
		}
	}
}
