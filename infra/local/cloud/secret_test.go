package cloud_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
)

func TestASecretKeepsThePreviousValue(t *testing.T) {
	const missing = "ResourceNotFoundException"
	c := open(t)
	client := secretsmanager.NewFromConfig(c.Config("root"))
	for _, row := range []struct {
		rotate, name, stage string
		want, code          string
	}{
		{"", "pugs/webhook", "", "s3cret", ""},
		{"", "pugs/webhook", "AWSCURRENT", "s3cret", ""},
		{"", "pugs/webhook", "AWSPREVIOUS", "", missing},
		{"", "pugs/other", "", "", missing},
		{"second", "pugs/webhook", "", "second", ""},
		{"", "pugs/webhook", "AWSPREVIOUS", "s3cret", ""},
		{"third", "pugs/webhook", "AWSPREVIOUS", "second", ""},
		{"", "pugs/webhook", "AWSPENDING", "", missing},
	} {
		if row.rotate != "" {
			c.Rotate(row.name, row.rotate)
		}
		in := &secretsmanager.GetSecretValueInput{SecretId: &row.name}
		if row.stage != "" {
			in.VersionStage = &row.stage
		}
		out, err := client.GetSecretValue(t.Context(), in)
		if got := code(t, err); got != row.code || err == nil && aws.ToString(out.SecretString) != row.want {
			t.Errorf("%s of %s: %v, %v; want %q", row.stage, row.name, out, err, row.want)
		}
	}
}
