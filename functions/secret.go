package functions

import (
	"context"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// keepSecret is how long a secret that was read is used: after a rotation, a running function follows within it.
const keepSecret = 5 * time.Minute

type secretsAPI interface {
	GetSecretValue(context.Context, *secretsmanager.GetSecretValueInput,
		...func(*secretsmanager.Options)) (*secretsmanager.GetSecretValueOutput, error)
}

// secret reads one secret and remembers it for a while.
type secret struct {
	api  secretsAPI
	name string
	now  func() time.Time

	mu    sync.Mutex
	value string
	until time.Time
}

func newSecret(api secretsAPI, name string, now func() time.Time) *secret {
	return &secret{api: api, name: name, now: now}
}

func (s *secret) read(ctx context.Context) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	if now.Before(s.until) {
		return s.value, nil
	}
	out, err := s.api.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: &s.name})
	if err != nil {
		return "", pug.Wrapf(err, pug.Unavailable, "The secret %s could not be read", s.name)
	}
	s.value, s.until = aws.ToString(out.SecretString), now.Add(keepSecret)
	return s.value, nil
}
