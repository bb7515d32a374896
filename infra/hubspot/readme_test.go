package main

import (
	"os"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/shared/contact"
)

func TestTheManualNamesPropertiesAndScopes(t *testing.T) {
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	names := scopes()
	for _, p := range append(contact.Form(), contact.Written()...) {
		names = append(names, p.Name)
	}
	for _, name := range names {
		between := name > contact.Topics()[0] && name < contact.Topics()[3] // "pug_topic_1 to pug_topic_4"
		if !between && !strings.Contains(string(text), "`"+name+"`") {
			t.Errorf("infra/README.md does not name %s", name)
		}
	}
}
