package main

import (
	"context"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/hubspot"
	"github.com/partnerusergroups/pugs/shared/contact"
	api "github.com/partnerusergroups/pugs/shared/hubspot"
)

// portal is a HubSpot account in which nobody has set anything up but a form and a workflow.
type portal struct {
	*hubspot.Server
	form, workflow string
}

func newPortal(t *testing.T, scopes ...string) *portal {
	t.Helper()
	now := time.Date(2026, time.August, 1, 9, 0, 0, 0, time.UTC)
	p := &portal{Server: hubspot.New(hubspot.Config{Now: func() time.Time { return now }, Portal: 62515,
		Token: "token", Scopes: scopes})}
	p.form, p.workflow = file(t, "form.json"), file(t, "workflow.json")
	return p
}

func file(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func (p *portal) client(token string) *api.Client {
	return &api.Client{HTTP: &http.Client{Transport: p}, Base: api.API,
		Token: func(context.Context) (string, error) { return token, nil }}
}

// check runs the command, and gives what it printed.
func (p *portal) check(t *testing.T, token string, args ...string) (well bool, printed string) {
	t.Helper()
	if err := p.AddForm(p.form); err != nil {
		t.Fatal(err)
	}
	if err := p.AddWorkflow(p.workflow); err != nil {
		t.Fatal(err)
	}
	if args == nil {
		args = []string{"-forms", "members", "-webhook", "https://pugs.example/webhook"}
	}
	out := new(strings.Builder)
	well, err := run(t.Context(), append([]string{"check"}, args...), token, p.client(token), out)
	if err != nil {
		t.Fatal(err)
	}
	return well, out.String()
}

func TestTheFirstCheckCreatesAllAndTheSecondHasNothingToDo(t *testing.T) {
	p := newPortal(t)
	well, printed := p.check(t, "token")
	for _, name := range append(contact.Topics(), contact.Application, contact.Status, contact.Public) {
		if !strings.Contains(printed, name) {
			t.Errorf("%s is not among what was created", name)
		}
	}
	if !well || !strings.Contains(printed, "Created: ") || !strings.Contains(printed, "All is well.") {
		t.Errorf("the first check says:\n%s", printed)
	}
	well, printed = p.check(t, "token")
	for _, says := range []string{"HubSpot account 62515", "properties are as they should be.",
		`The form "Members" is as it should be.`, `The workflow "PUG applications" sends webhooks`, "All is well."} {
		if !strings.Contains(printed, says) {
			t.Errorf("the second check does not say %q", says)
		}
	}
	if !well || strings.Contains(printed, "Created") || strings.Contains(printed, "Added") {
		t.Errorf("the second check says:\n%s", printed)
	}
}

func TestWhatIsWrongIsSaidWithHowToMendIt(t *testing.T) {
	form := func(old, changed string) func(*testing.T, *portal) {
		return func(t *testing.T, p *portal) { p.form = replace(t, p.form, old, changed) }
	}
	workflow := func(old, changed string) func(*testing.T, *portal) {
		return func(t *testing.T, p *portal) { p.workflow = replace(t, p.workflow, old, changed) }
	}
	tests := map[string]struct {
		change func(*testing.T, *portal)
		says   string
	}{
		"a topic that takes several boxes": {property("pug_topic_2", "enumeration", "checkbox"),
			"pug_topic_2 is of the type enumeration, shown as checkbox; it should be enumeration, shown as select."},
		"a status that is a text": {property("pug_status", "string", "text"), "pug_status is of the type string"},
		"a role that the programme does not know": {options("pug_role", false, "pilot"),
			`The property pug_role offers "pilot", which the programme does not know`},
		"a role that is hidden": {options("pug_role", true, "sales"),
			`The option "sales" of pug_role is hidden`},
		"a form that is not there": {func(_ *testing.T, p *portal) { p.form = `{"id": "another"}` },
			"There is no form with the id members."},
		"a form in the archive": {form(`"archived": false`, `"archived": true`), `The form "Members" is archived.`},
		"the cookie setting": {form(`"createNewContactForNewEmail": true`, `"createNewContactForNewEmail": false`),
			"Always create contact for new email address"},
		"a form that fills itself in": {form(`"prePopulateKnownValues": false`, `"prePopulateKnownValues": true`),
			"Pre-populate contact fields with known values"},
		"a form without a field": {form(`"name": "company"`, `"name": "jobtitle"`),
			`The form "Members" lacks the field company.`},
		"a field of the company, not of the contact": {form(`"0-1", "name": "company"`, `"0-2", "name": "company"`),
			`The form "Members" lacks the field company.`},
		"a field that may stay empty": {form(`"pug_commitments", "fieldType": "single_checkbox", "required": true`,
			`"pug_commitments", "fieldType": "single_checkbox", "required": false`),
			`The field pug_commitments of the form "Members" is not required.`},
		"a form without a name": {form(`"firstname"`, `"jobtitle"`), "asks for no name"},
		"a form without topics": {form(`"pug_topic_1"`, `"pug_why"`), "asks for no topic"},
		"a hidden field of a strange value": {form(`"defaultValues": ["member"]`, `"defaultValue": "sponsor"`),
			`has the value "sponsor"`},
		"a form that asks for the cohort": {form(`"0-2", "name": "domain"`, `"0-1", "name": "pug_cohort"`),
			`The form "Members" has the field pug_cohort, which the programme writes.`},
		"a form with options of its own": {form(`"label": "EMEA", "value": "EMEA"`, `"label": "EU", "value": "EU"`),
			`has options of its own for pug_region: APAC, EU, LATAM, NA. The property offers APAC, EMEA, LATAM, NA.`},
		"no workflow": {workflow("https://pugs.example/webhook/", "https://elsewhere.example"),
			"No workflow sends webhooks to https://pugs.example/webhook."},
		"a workflow of companies": {workflow(`"objectTypeId": "0-1"`, `"objectTypeId": "0-2"`), "No workflow sends"},
		"a workflow that is off":  {workflow(`"isEnabled": true`, `"isEnabled": false`), "is off. Turn it on."},
		"a workflow that takes everybody once": {workflow(`"shouldReEnroll": true`, `"shouldReEnroll": false`),
			"Turn on re-enrolment"},
		"a webhook by GET":          {workflow(`"POST"`, `"GET"`), "Choose POST."},
		"a webhook without a proof": {workflow(`"authSettings"`, `"other"`), "without a signature"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p := newPortal(t)
			tt.change(t, p)
			well, printed := p.check(t, "token")
			_, mend, _ := strings.Cut(printed, "To mend:")
			mend, _, _ = strings.Cut(mend, "\n\n")
			if well || !strings.Contains(mend, tt.says) || strings.Count(mend, "\n- ") != 1 {
				t.Errorf("check says %v:\n%s\nwant to mend nothing but %q", well, printed, tt.says)
			}
		})
	}
}

func replace(t *testing.T, text, old, changed string) string {
	t.Helper()
	if strings.Count(text, old) != 1 {
		t.Fatalf("%q is there %d times, want once", old, strings.Count(text, old))
	}
	return strings.Replace(text, old, changed, 1)
}

// property makes a property of the programme as it should not be.
func property(name, kind, fieldType string) func(*testing.T, *portal) {
	return func(t *testing.T, p *portal) {
		t.Helper()
		if err := p.client("token").CreatePropertyGroup(t.Context(), contact.Group()); err != nil {
			t.Fatal(err)
		}
		err := p.client("token").CreateProperty(t.Context(), api.Property{Name: name, Label: name, Type: kind,
			FieldType: fieldType, Group: contact.Group().Name, Options: []api.Option{{Label: "A", Value: "a"}}})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// options makes a property whose first options are these; the check adds the others.
func options(name string, hidden bool, values ...string) func(*testing.T, *portal) {
	return func(t *testing.T, p *portal) {
		t.Helper()
		property(name, "enumeration", "select")(t, p)
		var all []api.Option
		for _, v := range values {
			all = append(all, api.Option{Label: v, Value: v, Hidden: hidden})
		}
		if err := p.client("token").WriteOptions(t.Context(), name, all); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOptionsThatAreMissingAreAdded(t *testing.T) {
	p := newPortal(t)
	options("pug_region", false, "LATAM", "NA", "EMEA")(t, p)
	well, printed := p.check(t, "token")
	if !well || !strings.Contains(printed, "Added to the options of pug_region: APAC.") {
		t.Errorf("check says %v:\n%s", well, printed)
	}
	if got := strings.Join(p.Offered("pug_region"), " "); got != "LATAM NA EMEA APAC" {
		t.Errorf("pug_region offers %s", got)
	}
}

// scopes are all that the token needs.
func scopes() []string {
	return []string{"crm.objects.contacts.read", "crm.objects.contacts.write", "crm.schemas.contacts.read",
		"crm.schemas.contacts.write", "forms", "automation"}
}

func TestATokenThatMayNotSaysWhichScopeItLacks(t *testing.T) {
	all := scopes()
	for i, scope := range all {
		t.Run(scope, func(t *testing.T) {
			scopes := append(append([]string{}, all[:i]...), all[i+1:]...)
			well, printed := newPortal(t, scopes...).check(t, "token")
			if !strings.Contains(printed, scope) || well != (scope == "automation") { // the workflow people can look at
				t.Errorf("check says %v:\n%s", well, printed)
			}
		})
	}
	t.Run("another token", func(t *testing.T) {
		well, printed := newPortal(t).check(t, "old")
		if well || !strings.Contains(printed, "HubSpot does not know the token.") {
			t.Errorf("check says %v:\n%s", well, printed)
		}
	})
}

func TestWhatWasNotNamedIsLeftToPeople(t *testing.T) {
	well, printed := newPortal(t).check(t, "token", "-forms", "")
	for _, says := range []string{"No form was named", "No webhook was named", "Data Hub"} {
		if !well || !strings.Contains(printed, says) {
			t.Errorf("check says %v without %q:\n%s", well, says, printed)
		}
	}
}

func TestWithoutATokenOrACommandNothingIsAsked(t *testing.T) {
	p := newPortal(t)
	for _, args := range [][]string{nil, {"mend"}, {"check"}} {
		if well, err := run(t.Context(), args, "", p.client(""), new(strings.Builder)); err == nil || well {
			t.Errorf("%q: %v, %v, want an error", args, well, err)
		}
	}
	if p.Calls() != 0 {
		t.Errorf("%d calls were made", p.Calls())
	}
}
