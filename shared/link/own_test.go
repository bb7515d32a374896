package link_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/shared/link"
)

func TestTheLinkToOnesOwnPageIsOfAnApplicationAtAnAddress(t *testing.T) {
	const key, mia, email = "k3y", "2026-H2-member-mia", "mia@example.com"
	own := link.Own(key, mia, email)
	if link.NamedBy(own) != mia {
		t.Errorf("%s names %q", own, link.NamedBy(own))
	}
	if !regexp.MustCompile(`-[A-Z2-7]{32}$`).MatchString(own) {
		t.Errorf("the proof of %s is not 160 bits in letters and digits", own)
	}
	for name, c := range map[string]struct {
		key, own, application, email string
		want                         bool
	}{
		"as it was made":                    {key, own, mia, email, true},
		"the address in capitals":           {key, own, mia, "Mia@Example.com", true},
		"another key":                       {"other", own, mia, email, false},
		"another address":                   {key, own, mia, "mia@new.example", false},
		"another application":               {key, own, "2026-H2-member-bo", email, false},
		"the application put in its place":  {key, strings.Replace(own, "mia", "bo", 1), "2026-H2-member-bo", email, false},
		"cut short":                         {key, own[:len(own)-1], mia, email, false},
		"without a proof":                   {key, mia + "-", mia, email, false},
		"what is between them moved to one": {key, link.Own(key, mia+"\n", email), mia, "\n" + email, false},
	} {
		if got := link.Proves(c.key, c.own, c.application, c.email); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
	for _, none := range []string{"", "-", "S3CRET"} {
		if named := link.NamedBy(none); named != "" {
			t.Errorf("%q names %q", none, named)
		}
	}
}
