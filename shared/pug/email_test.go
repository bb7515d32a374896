package pug

import (
	"strings"
	"testing"
)

func TestAddressesThatMailReaches(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a plain one", "ina@example.com", "ina@example.com"},
		{"capitals and blanks around it", " Ina.Roth+pug@Example.COM\n", "ina.roth+pug@example.com"},
		{"a domain with an umlaut", "ina@müller.example", "ina@xn--mller-kva.example"},
		{"the same in capitals", "ina@MÜLLER.example", "ina@xn--mller-kva.example"},
		{"the same in Punycode", "ina@XN--MLLER-KVA.example", "ina@xn--mller-kva.example"},
		{"a sharp s is itself", "ina@faß.example", "ina@xn--fa-hia.example"},
		{"a domain in full width", "ina@ｅｘａｍｐｌｅ。com", "ina@example.com"},
		{"an apostrophe", "o'neil@example.com", "o'neil@example.com"},
		{"a long local part", strings.Repeat("x", 64) + "@example.com", strings.Repeat("x", 64) + "@example.com"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := ParseEmail(test.text)
			if err != nil || got != test.want {
				t.Errorf("%q, %v, want %q", got, err, test.want)
			}
			if again, err := ParseEmail(got); err != nil || again != got {
				t.Errorf("read again it is %q, %v", again, err)
			}
		})
	}
}

func TestAddressesThatMailDoesNotReach(t *testing.T) {
	tests := []struct{ name, text, says string }{
		{"none", " ", "missing"},
		{"no @", "ina at example.com", "a blank"},
		{"no @ and no blank", "ina.example.com", "no @"},
		{"a name beside it", "Ina <ina@example.com>", "a blank"},
		{"brackets around it", "<ina@example.com>", "before the @"},
		{"two addresses", "ina@example.com,bo@example.com", "before the @"},
		{"a list with semicolons", "ina@example.com;bo@example.com", "before the @"},
		{"an umlaut before the @", "jörg@example.com", "'ö' before the @"},
		{"a character of no width", "ina\u200b@example.com", "cannot be seen"},
		{"one in the domain", "ina@exam\u00adple.com", "cannot be seen"},
		{"nothing before the @", "@example.com", "before the @"},
		{"two dots in a row", "ina..roth@example.com", "before the @"},
		{"a quoted local part", `"ina"@example.com`, "before the @"},
		{"a local part that is too long", strings.Repeat("x", 65) + "@example.com", "before the @"},
		{"nothing behind the @", "ina@", "empty"},
		{"a domain without an ending", "ina@example", "no ending"},
		{"an ending of a single letter", "ina@example.c", "no ending"},
		{"an ending of digits", "ina@example.123", "no ending"},
		{"a machine by number in brackets", "ina@[127.0.0.1]", "its number"},
		{"a machine by number", "ina@127.0.0.1", "its number"},
		{"a newer number", "ina@[IPv6:::1]", "its number"},
		{"a dot at the end", "ina@example.com.", "empty"},
		{"two dots in the domain", "ina@example..com", "empty"},
		{"an underscore in the domain", "ina@exam_ple.com", "not the name of a domain"},
		{"a hyphen at the start of the domain", "ina@-example.com", "not the name of a domain"},
		{"a part of the domain that is too long", "ina@" + strings.Repeat("x", 64) + ".com", "too long"},
		{"an address that is too long", "ina@" + strings.Repeat("example.", 40) + "com", "longer than any"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := ParseEmail(test.text)
			if got != "" || !IsError(err, Invalid) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("%q, %v, want the error to say %q", got, err, test.says)
			}
		})
	}
}
