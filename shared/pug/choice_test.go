package pug

import "testing"

func TestWhatFormsSendForAChoice(t *testing.T) {
	role := func(text string) string { return string(ParseRole(text)) }
	region := func(text string) string { return string(ParseRegion(text)) }
	partner := func(text string) string { return string(ParsePartnerType(text)) }
	kind := func(text string) string { return string(ParseKind(text)) }
	tests := []struct {
		name  string
		parse func(string) string
		text  string
		want  string
	}{
		{"the value", role, "owner_ceo", "owner_ceo"},
		{"the value in another case", role, "Service_Delivery", "service_delivery"},
		{"the label", role, "Sales / account representative", "sales"},
		{"the label in another case", role, "service delivery", "service_delivery"},
		{"a part of a label", role, "CEO", "owner_ceo"},
		{"two at once are none", role, "sales;marketing", "sales;marketing"},
		{"one that the programme does not have", role, "wizard", "wizard"},
		{"nothing", role, "", ""},
		{"only marks", role, "/", "/"},
		{"a region's value", region, "emea", "EMEA"},
		{"its label", region, "North America", "NA"},
		{"its label with a hyphen", region, "Asia-Pacific", "APAC"},
		{"its label with an ampersand", region, "Europe, Middle East & Africa", "EMEA"},
		{"a part of a region", region, "Europe", "EMEA"},
		{"a part that two regions have", region, "America", "America"},
		{"a kind of partner", partner, "Solutions Partner", "solutions_partner"},
		{"a kind of application", kind, "Champion", "champion"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.parse(test.text); got != test.want {
				t.Errorf("%q is %q, want %q", test.text, got, test.want)
			}
		})
	}
}

func TestNoSpellingMeansTwoThings(t *testing.T) {
	means := map[string]string{}
	note := func(value string, spellings []string) {
		for _, s := range spellings {
			if other, known := means[s]; known && other != value {
				t.Errorf("%q means %s and %s", s, other, value)
			}
			means[s] = value
		}
	}
	for _, r := range roles() {
		note("the role "+r.label, spellings(r))
	}
	for _, r := range regions() {
		note("the region "+r.label, spellings(r))
	}
	for _, p := range partnerTypes() {
		note("the partner type "+p.label, spellings(p))
	}
}
