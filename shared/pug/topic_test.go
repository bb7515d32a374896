package pug_test

import (
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestTopicKeyAndCleanTopic(t *testing.T) {
	tests := []struct {
		name, in, key, clean string
	}{
		{"nothing stays nothing", "", "", ""},
		{"white space alone is nothing", " \t\u00a0\n", "", ""},
		{"case does not matter", "RevOps as a Service", "revops as a service", "RevOps as a Service"},
		{"spaces are trimmed and folded", "  Partner  Marketing ", "partner marketing", "Partner Marketing"},
		{"tabs and no-break spaces are spaces", "Partner\t\u00a0Marketing", "partner marketing", "Partner Marketing"},
		{"an ideographic space is a space", "Partner\u3000Marketing", "partner marketing", "Partner Marketing"},
		{"full-width letters are letters", "\uff21\uff29 in service delivery", "ai in service delivery", "AI in service delivery"},
		{"an accent may come apart from its letter", "Caf\u0065\u0301", "caf\u00e9", "Caf\u00e9"},
		{"a ligature is its letters", "pro\ufb01t", "profit", "profit"},
		{"sharp s is double s", "Straße", "strasse", "Straße"},
		{"final sigma is sigma", "ΛΌΓΟΣ", "λόγοσ", "ΛΌΓΟΣ"},
		{"a semicolon, which parts topics in HubSpot's lists, is a comma", "Sales; marketing\uff1b \u037e", "sales, marketing, ,", "Sales, marketing, ,"},
		{"broken text is marked, not dropped", "a\xffb", "a\ufffdb", "a\ufffdb"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := pug.TopicKey(tt.in); got != tt.key {
				t.Errorf("Key(%q) = %q, want %q", tt.in, got, tt.key)
			}
			if got := pug.CleanTopic(tt.in); got != tt.clean {
				t.Errorf("Clean(%q) = %q, want %q", tt.in, got, tt.clean)
			}
		})
	}
}

func FuzzKeyIsSettled(f *testing.F) {
	for _, seed := range []string{"", "Partner  Marketing", "\uff21\uff29", "Stra\u00dfe", "\u0345\u00a8 x", "\u1fb7"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		key := pug.TopicKey(name)
		if again := pug.TopicKey(key); again != key {
			t.Errorf("Key(%q) = %q, but the key of that is %q", name, key, again)
		}
		if shown := pug.TopicKey(pug.CleanTopic(name)); shown != key {
			t.Errorf("%q and its clean form have the keys %q and %q", name, key, shown)
		}
	})
}
