package console_test

import (
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestExecutionsAreNamedByWhomTheyAreAbout(t *testing.T) {
	w := newWorld(t)
	if err := w.crm.Submit([]byte(`{"vid": 101, "properties": {"email": {"value": "mira@agency.example"}}}`)); err != nil {
		t.Fatal(err)
	}
	a := pug.Application{ID: "2026-H2-member-m1", Cohort: "2026-H2", Kind: pug.KindMember, Email: "mira@agency.example",
		FirstName: "Mira", LastName: "<Okafor>", Status: pug.StatusPending}
	if err := w.records.AddApplication(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	for name, input := range map[string]string{
		"of-mira": `{"application": "2026-H2-member-m1"}`, "of-nobody": `{"application": "2026-H2-member-gone"}`,
		"of-a-flag-that-is-gone": `{"flag": "2026-H2-g01-m1-miss2"}`, "not-json": `[]`,
	} {
		if _, err := w.engine.StartExecution(w.machine, name, input); err != nil {
			t.Fatal(err)
		}
	}
	const named = "Mira &lt;Okafor&gt; applies as a member"
	list := w.wants("/workflows/review", `/workflows/review/of-mira">`+named+`</a>`, `">of-nobody</a>`,
		`">of-a-flag-that-is-gone</a>`, `">not-json</a>`)
	if strings.Contains(list, ">of-mira<") {
		t.Error("the execution is listed by its own name")
	}
	w.wants("/workflows/review/of-mira", "<h1>"+named+"</h1>", `href="/mailbox?to=mira%40agency.example"`,
		`href="/desk/people/2026-H2-member-m1"`, `href="/hubspot/101"`, "Execution of-mira")
	if strings.Contains(w.wants("/workflows/review/of-nobody", "<h1>of-nobody</h1>"), "/desk/people/") {
		t.Error("an execution about nobody leads to somebody's record")
	}
}
