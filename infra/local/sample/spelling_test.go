package sample

import "testing"

func TestTopicsAreWrittenInSeveralWays(t *testing.T) {
	for name, test := range map[string]struct {
		way  int
		want string
	}{
		"all small":                       {0, "hubspot onboarding that sticks"},
		"with spaces too many":            {1, " HubSpot  onboarding that sticks "},
		"with the letters of East Asia":   {2, "ＨｕｂＳｐｏｔ onboarding that sticks"},
		"as it should be, by most people": {3, "HubSpot onboarding that sticks"},
	} {
		if got := respell("HubSpot onboarding that sticks", test.way); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func TestATopicWithinASentenceBeginsSmallUnlessItIsAName(t *testing.T) {
	for topic, want := range map[string]string{
		"Pricing retainers":              "pricing retainers",
		"Hiring":                         "hiring",
		"HubSpot onboarding that sticks": "HubSpot onboarding that sticks",
		"AI in service delivery":         "AI in service delivery",
		"RevOps as a service":            "RevOps as a service",
	} {
		if got := midSentence(topic); got != want {
			t.Errorf("%q within a sentence is %q, want %q", topic, got, want)
		}
	}
}

func TestAddressesComeFromNames(t *testing.T) {
	for name, test := range map[string]struct{ given, family, want string }{
		"a plain one":                {"Harper", "Whitlock", "harper.whitlock"},
		"accents are left out":       {"Étienne", "Åkesson", "etienne.akesson"},
		"so are hyphens":             {"Mei-Ling", "Tan", "meiling.tan"},
		"another script has no name": {"健太", "小林", "hello"},
		"not even half of one":       {"健太", "Tan", "hello"},
	} {
		if got := mailbox(test.given, test.family); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
	for company, want := range map[string]string{
		"Harbour & Co":   "harbourco.example.com",
		"Lantern Works":  "lanternworks.example.org",
		"Ninefold Media": "ninefoldmedia.example",
	} {
		if got := domainOf(company); got != want {
			t.Errorf("%s gets its mail at %q, want %q", company, got, want)
		}
	}
}

func TestTheMarketIsWhole(t *testing.T) {
	m, err := readMarket()
	if err != nil {
		t.Fatal(err)
	}
	share, regions := 0, map[string]bool{}
	for _, p := range m.Places {
		regions[p.Region] = true
		if len(p.Zones) == 0 || len(p.Given) == 0 || len(p.Family) == 0 {
			t.Errorf("a place in %s lacks zones or names: %+v", p.Region, p)
		}
	}
	for _, n := range m.Niches {
		share += n.Share
		if !regions[n.Region] || len(m.Topics[n.Role]) < 4 {
			t.Errorf("nobody can come from %s, or talk about what concerns %s", n.Region, n.Role)
		}
	}
	if share != 100 {
		t.Errorf("the shares of the niches are %d in all, want 100 of a hundred members", share)
	}
	if len(m.Companies.First) < 20 || len(m.Companies.Second) < 10 || len(m.Reasons["champion"]) == 0 || len(m.Reasons["member"]) == 0 {
		t.Errorf("there are too few names or reasons: %+v, %+v", m.Companies, m.Reasons)
	}
}
