package hubspot

import "testing"

func TestCredentials(t *testing.T) {
	tests := []struct {
		name   string
		text   string
		secret string
		key    string // that is known; empty: none is
	}{
		{"a client secret by itself", "yyyy-yyyy", "yyyy-yyyy", ""},
		{"a client secret of digits", "12345", "12345", ""},
		{"both", `{"client_secret": "yyyy", "api_key": "kkkk"}`, "yyyy", "kkkk"},
		{"a key alone", ` {"api_key": "kkkk"}`, "", "kkkk"},
		{"with the newline of a file", "yyyy\n", "yyyy", ""},
		{"in quotes", ` "yyyy" `, "yyyy", ""},
		{"both with space around them", `{"client_secret": "yyyy\n", "api_key": " kkkk"}`, "yyyy", "kkkk"},
		{"nothing", `{}`, "", ""},
		{"another name", `{"clientSecret": "yyyy"}`, "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := ParseCredentials(test.text)
			if c.ClientSecret != test.secret {
				t.Errorf("the client secret is %q, want %q", c.ClientSecret, test.secret)
			}
			if c.Empty() != (test.secret+test.key == "") {
				t.Errorf("%+v is empty: %v", c, c.Empty())
			}
			if c.HasKey("") || c.HasKey("kkk") || c.HasKey("kkkk") != (test.key == "kkkk") {
				t.Errorf("another key fits %+v", c)
			}
		})
	}
}
