package stack

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/mail"
	"regexp"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/config"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Settings are what an engineer decides when deploying, checked.
type Settings struct {
	Stage        string // part of every name: several stages live in one account
	KeepData     bool   // the table, the secret, the sender's identity, logs and dead letters outlive the stack
	TableStream  string // ARN of the stream of the table to use in place of the stack's own; empty: its own
	Architecture string // of the functions: "arm64" or "x86_64"
	// what SES verifies: the sender's "domain" or "address", or the domain is there already: "existing"
	Identity    string
	PublicURL   string // empty where it is the domain's, or the API's own
	Domain      string // of the API, with the ARN of its certificate; both or neither
	Certificate string
	// ARN of the secret that holds a token of HubSpot's API; empty: HubSpot is not told of anything
	HubSpotToken string
	SignOnSecret string   // ARN of the secret of staff's single sign-on; empty where there is none
	Alarms       []string // mail addresses that alarms go to
	Sender       mail.Address
	// of the functions, by the names of package config; what the stack itself makes is not in it
	Environment map[string]string
}

// IsTest says whether a stage may lose its data: "test", and those that begin with "test-".
func IsTest(stage string) bool { return stage == "test" || strings.HasPrefix(stage, "test-") }

// own are the settings that functions do not know, with the pattern that each has to match, if it is set, and an
// example.
func own() map[string]struct{ pattern, example string } {
	return map[string]struct{ pattern, example string }{
		"stage": {`[a-z][a-z0-9-]{0,15}`, "prod"},
		"data":  {`keep|delete`, "keep"},
		"table": {`arn:[a-z-]+:dynamodb:[a-z0-9-]+:\d{12}:table/[\w.-]+/stream/.+`,
			"arn:aws:dynamodb:eu-west-1:123456789012:table/pugs-restored/stream/2026-11-20T09:12:00.000"},
		"architecture": {`arm64|x86_64`, "arm64"},
		"identity":     {`domain|address|existing`, "domain"},
		"domain":       {`([a-z0-9-]+\.)+[a-z]{2,}`, "groups.example.com"},
		"certificate": {`arn:[a-z-]+:acm:[a-z0-9-]+:\d{12}:certificate/.+`,
			"arn:aws:acm:eu-west-1:123456789012:certificate/1f0e"},
		"hubspotToken": {`arn:[a-z-]+:secretsmanager:[a-z0-9-]+:\d{12}:secret:.+`,
			"arn:aws:secretsmanager:eu-west-1:123456789012:secret:pugs/hubspot-token-AbCdEf"},
		"alarms": {`.+`, "oncall@example.com"},
	}
}

// passed are the settings that functions read from their environment.
func passed() map[string]string {
	return map[string]string{
		"sender": config.EnvSender, "staff": config.EnvStaff, "zone": config.EnvZone, "cohorts": config.EnvCohorts,
		"leads":     config.EnvLeads,
		"intervals": config.EnvIntervals, "signature": config.EnvSignature, "publicUrl": config.EnvPublicURL,
		"keyHeader": config.EnvKeyHeader, "forms": config.EnvForms, "signOn": config.EnvSignOn,
	}
}

// ReadSettings reads the settings from the CDK's context: cdk.json, and what "-c name=value" puts over it. Each error
// names the setting and shows an example.
func ReadSettings(context map[string]any) (Settings, error) {
	given, err := known(context)
	if err != nil {
		return Settings{}, err
	}
	s := Settings{
		Stage: given["stage"], KeepData: given["data"] == "keep" || given["data"] == "" && !IsTest(given["stage"]),
		Architecture: cmp.Or(given["architecture"], "arm64"), Identity: cmp.Or(given["identity"], "domain"),
		TableStream: given["table"], Domain: given["domain"], Certificate: given["certificate"],
		HubSpotToken: given["hubspotToken"],
		Environment:  map[string]string{},
	}
	checks := []func(*Settings, map[string]string) error{readPassed, checkData, checkAddresses, readAlarms}
	for _, check := range checks {
		if err := check(&s, given); err != nil {
			return Settings{}, err
		}
	}
	return s, nil
}

// known takes the settings out of the context as text. The CDK keeps entries of its own there, which have signs in
// their names.
func known(context map[string]any) (map[string]string, error) {
	given := map[string]string{}
	word := regexp.MustCompile(`^[A-Za-z]+$`)
	for _, name := range slices.Sorted(maps.Keys(context)) {
		_, isOwn := own()[name]
		_, isPassed := passed()[name]
		switch {
		case isOwn || isPassed:
			given[name] = text(context[name])
		case word.MatchString(name):
			all := slices.Concat(slices.Collect(maps.Keys(own())), slices.Collect(maps.Keys(passed())))
			return nil, fmt.Errorf("there is no setting %s; there are %s", name,
				strings.Join(slices.Sorted(slices.Values(all)), ", "))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(own())) {
		s := own()[name]
		missing := given[name] == ""
		if missing && name == "stage" || !missing && !regexp.MustCompile("^("+s.pattern+")$").MatchString(given[name]) {
			return nil, &config.Wrong{Name: name, Value: given[name], Example: s.example}
		}
	}
	return given, nil
}

// text is a value of the context: "-c" gives strings; cdk.json may hold lists and objects as well.
func text(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case []any:
		parts := make([]string, len(v))
		for i := range v {
			parts[i] = text(v[i])
		}
		return strings.Join(parts, ", ")
	}
	written, err := json.Marshal(value)
	if err != nil {
		return fmt.Sprint(value) // which no check takes
	}
	return string(written)
}

// readPassed has the functions' own checks made now, rather than when a function starts.
func readPassed(s *Settings, given map[string]string) error {
	environ := []string{config.EnvTable + "=table", config.EnvSecret + "=secret", config.EnvOwnKey + "=key"}
	if given["publicUrl"] == "" {
		environ = append(environ, config.EnvPublicURL+"=https://unknown.yet")
	}
	names := map[string]string{}
	for name, env := range passed() {
		names[env] = name
		if given[name] != "" {
			environ = append(environ, env+"="+given[name])
			s.Environment[env] = given[name]
		}
	}
	read, err := config.FromEnv(environ)
	var wrong *config.Wrong
	if errors.As(err, &wrong) {
		return &config.Wrong{Name: names[wrong.Name], Value: wrong.Value, Example: wrong.Example, Reason: wrong.Reason}
	}
	if err != nil {
		return fmt.Errorf("read the settings: %w", err)
	}
	s.Sender, s.SignOnSecret = read.Sender, read.SignOn.Secret
	if given["publicUrl"] != "" {
		s.PublicURL = read.PublicURL
	}
	delete(s.Environment, config.EnvPublicURL) // the stack knows it only when it is drawn
	return nil
}

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
		if a.Address, err = pug.ParseEmail(a.Address); err != nil {
			return &config.Wrong{Name: "alarms", Value: given["alarms"], Example: own()["alarms"].example, Reason: err}
		}
		s.Alarms = append(s.Alarms, a.Address)
	}
	return nil
}
