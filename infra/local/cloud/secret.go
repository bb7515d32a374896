package cloud

import "sync"

// The staging labels of a secret's versions, see
// https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html.
const (
	stageCurrent  = "AWSCURRENT"
	stagePrevious = "AWSPREVIOUS"
)

// secretSuffix ends a secret's ARN: six characters that AWS picks, which policies write as ??????.
const secretSuffix = "-AbCdEf"

// safe is Secrets Manager: each secret's versions, by its name and then by their labels.
type safe struct {
	mu      sync.Mutex
	secrets map[string]map[string]string
}

func newSafe(current map[string]string) *safe {
	s := &safe{secrets: map[string]map[string]string{}}
	for name, value := range current {
		s.secrets[name] = map[string]string{stageCurrent: value}
	}
	return s
}

// Rotate gives a secret a new value, as PutSecretValue does. What was current is the previous one from now on.
func (c *Cloud) Rotate(name, value string) {
	c.safe.mu.Lock()
	defer c.safe.mu.Unlock()
	versions := map[string]string{stageCurrent: value}
	if old, ok := c.safe.secrets[name]; ok {
		versions[stagePrevious] = old[stageCurrent]
	}
	c.safe.secrets[name] = versions
}

// parseSecret knows a secret by its name.
func (c *Cloud) parseSecret(body []byte) (call, error) {
	in := struct{ SecretID, VersionStage string }{VersionStage: stageCurrent}
	if err := decode(body, &in); err != nil {
		return call{}, err
	}
	arn := c.arn("secretsmanager", "secret:"+in.SecretID+secretSuffix)
	needs := []Grant{{Action: "secretsmanager:GetSecretValue", Resource: arn}}
	return call{needs, func() (any, error) {
		value, err := c.safe.read(in.SecretID, in.VersionStage)
		if err != nil {
			return nil, err
		}
		return map[string]any{"ARN": arn, "Name": in.SecretID, "SecretString": value,
			"VersionStages": []string{in.VersionStage}}, nil
	}}, nil
}

func (s *safe) read(name, stage string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	versions, ok := s.secrets[name]
	if !ok {
		return "", &Error{Code: "ResourceNotFoundException", Text: "Secrets Manager can't find the specified secret."}
	}
	value, ok := versions[stage]
	if !ok {
		return "", &Error{Code: "ResourceNotFoundException",
			Text: "Secrets Manager can't find the specified secret value for staging label: " + stage}
	}
	return value, nil
}
