package config

import (
	"errors"
	"net/url"
	"strings"
)

// SignOn is a company's OpenID Connect provider, by which its staff may sign in to the desk.
type SignOn struct {
	Issuer string `json:"issuer"` // https://login.example.com, as the provider names itself
	Client string `json:"client"` // the id under which the provider knows the desk
	Secret string `json:"secret"` // ARN of the secret that holds the client's secret
}

const signOnExample = `{"issuer": "https://login.example.com", "client": "pugs", ` +
	`"secret": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:pugs/sign-on-AbCdEf"}`

// On says whether staff can sign in in this way.
func (s SignOn) On() bool { return s.Issuer != "" }

// Validate says what is missing or cannot be.
func (s *SignOn) Validate() error {
	issuer, err := url.Parse(s.Issuer)
	switch {
	case err != nil || issuer.Scheme != "https" || issuer.Host == "":
		return errors.New("the issuer is not an https address")
	case s.Client == "":
		return errors.New("the client is missing")
	case !strings.HasPrefix(s.Secret, "arn:"): // who may read it is said by the ARN
		return errors.New("the secret is not the ARN of one")
	}
	return nil
}
