package cloud

// secretSuffix ends a secret's ARN: six characters that AWS picks, which policies write as ??????.
const secretSuffix = "-AbCdEf"

// parseSecret knows a secret by its name.
func (c *Cloud) parseSecret(operation string, body []byte) (call, error) {
	if operation != "GetSecretValue" {
		return call{}, unknownOperation("secretsmanager", operation)
	}
	var in struct{ SecretID string }
	if err := decode(body, &in); err != nil {
		return call{}, err
	}
	arn := c.arn("secretsmanager", "secret:"+in.SecretID+secretSuffix)
	return call{needs: []Grant{{"secretsmanager:GetSecretValue", arn}}, run: func() ([]byte, error) {
		value, ok := c.cfg.Secrets[in.SecretID]
		if !ok {
			return nil, &Error{Code: "ResourceNotFoundException", Text: "Secrets Manager can't find the specified secret."}
		}
		return toJSON(map[string]any{"ARN": arn, "Name": in.SecretID, "SecretString": value}), nil
	}}, nil
}
