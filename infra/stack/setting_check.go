package stack

import (
	"errors"
	"net/mail"
	"regexp"
	"strings"

	"github.com/partnerusergroups/pugs/shared/config"
)

// checkData refuses to let go of data that is not a test's.
func checkData(s *Settings, given map[string]string) error {
	if !s.KeepData && !IsTest(s.Stage) {
		return &config.Wrong{Name: "data", Value: given["data"], Example: "keep",
			Reason: errors.New("only the stage test, and stages that begin with test-, may delete their data")}
	}
	return nil
}

// checkAddresses looks at the addresses of the pages and at those of people.
func checkAddresses(s *Settings, given map[string]string) error {
	switch {
	case s.PublicURL != "" && s.Domain != "":
		return &config.Wrong{Name: "publicUrl", Value: given["publicUrl"], Example: "https://groups.example.com",
			Reason: errors.New("set it or domain, not both")}
	case s.Domain != "" && s.Certificate == "":
		return &config.Wrong{Name: "domain", Value: s.Domain, Example: own()["domain"].example,
			Reason: errors.New("set certificate as well, such as " + own()["certificate"].example +
				", of the region that is deployed to")}
	case s.Certificate != "" && s.Domain == "":
		return &config.Wrong{Name: "certificate", Value: s.Certificate, Example: own()["certificate"].example,
			Reason: errors.New("set domain as well, such as " + own()["domain"].example)}
	case IsTest(s.Stage):
		return nil
	case s.PublicURL != "" && !strings.HasPrefix(s.PublicURL, "https://"):
		return &config.Wrong{Name: "publicUrl", Value: s.PublicURL, Example: "https://groups.example.com",
			Reason: errors.New("HubSpot posts to HTTPS alone")}
	}
	reserved := regexp.MustCompile(`(?i)[@.](example\.(com|net|org)|example|test|invalid|localhost)\s*(>|,|$)`)
	for _, name := range []string{"sender", "staff", "alarms"} {
		if reserved.MatchString(given[name]) {
			return &config.Wrong{Name: name, Value: given[name],
				Example: "Partner User Groups <groups@your-company.com>",
				Reason: errors.New("the domain is reserved for examples (RFC 2606) and takes no mail; only test " +
					"stages take it")}
		}
	}
	return nil
}

func readAlarms(s *Settings, given map[string]string) error {
	if given["alarms"] == "" {
		return nil
	}
	list, err := mail.ParseAddressList(given["alarms"])
	if err != nil {
		return &config.Wrong{Name: "alarms", Value: given["alarms"], Example: own()["alarms"].example, Reason: err}
	}
	for _, a := range list {
		s.Alarms = append(s.Alarms, a.Address)
	}
	return nil
}
