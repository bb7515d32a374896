package cloud

import "strings"

// secretSuffix ends a secret's ARN: six characters that AWS picks, which policies write as ??????.
const secretSuffix = "-AbCdEf"

func (c *Cloud) parseSecret(operation string, body []byte) (call, error) {
	if operation != "GetSecretValue" {
		return call{}, unknownOperation("secretsmanager", operation)
	}
	var in struct{ SecretId string }
	if err := decode(body, &in); err != nil {
		return call{}, err
	}
	name := strings.TrimPrefix(in.SecretId, c.arn("secretsmanager", "secret:"))
	if name != in.SecretId {
		name = strings.TrimSuffix(name, secretSuffix)
	}
	arn := c.arn("secretsmanager", "secret:"+name+secretSuffix)
	return call{
		needs: []Grant{{"secretsmanager:GetSecretValue", arn}},
		run: func() ([]byte, error) {
			value, ok := c.cfg.Secrets[name]
			if !ok {
				return nil, &Error{Code: "ResourceNotFoundException", Text: "Secrets Manager can't find the specified secret."}
			}
			return toJSON(map[string]any{
				"ARN": arn, "Name": name, "SecretString": value,
				"VersionId": "00000000-0000-0000-0000-000000000001", "VersionStages": []string{"AWSCURRENT"},
			}), nil
		},
	}, nil
}
