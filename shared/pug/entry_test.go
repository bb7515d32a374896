package pug_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestALineOfTheLogSpeaksOfItsSubjects(t *testing.T) {
	ada := pug.Subject{ID: "2026-H2-member-a1", Name: "Ada {1} Hart"}
	group := pug.Subject{ID: "2026-H2-g02", Name: "Group 2"}
	for name, c := range map[string]struct {
		what  string
		parts []pug.Subject
		line  string
	}{
		"subjects in their places": {
			"{0} was moved to {1}.", []pug.Subject{ada, {Name: " was moved to "}, group, {Name: "."}},
			"Ada {1} Hart was moved to Group 2.",
		},
		"a subject alone":             {"{1}", []pug.Subject{group}, "Group 2"},
		"what is no subject is text":  {"{7} {x} {", []pug.Subject{{Name: "{7} {x} {"}}, "{7} {x} {"},
		"a line without any subjects": {"The cohort closed.", []pug.Subject{{Name: "The cohort closed."}}, "The cohort closed."},
		"nothing":                     {"", nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			e := pug.Entry{What: c.what, About: []pug.Subject{ada, group}}
			if diff := cmp.Diff(c.parts, e.Parts()); diff != "" {
				t.Error(diff)
			}
			if e.String() != c.line {
				t.Errorf("the line is %q", e.String())
			}
		})
	}
}
