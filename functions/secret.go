package functions

import (
	"context"
	"errors"
	"math"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager/types"

	"github.com/partnerusergroups/pugs/shared/pug"
)

const (
	// keepSecret is how long a secret that was read is used: one that was withdrawn is no longer known after that.
	keepSecret = 5 * time.Minute
	// readAgain is how long a secret is used that does not fit. It is read anew after that, since it may have been
	// changed just now; until then a stranger's guesses cost no calls.
	readAgain = 5 * time.Second
)

// The stages of a secret that are known: Secrets Manager calls the value before the last change previous.
const (
	currentStage  = "AWSCURRENT"
	previousStage = "AWSPREVIOUS"
)

type secretsAPI interface {
	GetSecretValue(context.Context, *secretsmanager.GetSecretValueInput,
		...func(*secretsmanager.Options)) (*secretsmanager.GetSecretValueOutput, error)
}

// secret is one secret as it is now and as it was before its last change: whoever shares it does not learn of the
// change in the same moment.
type secret struct {
	api  secretsAPI
	name string
	now  func() time.Time

	mu     sync.Mutex
	values map[string]secretValue // by stage
}

type secretValue struct {
	text string // empty where the stage has no value
	read time.Time
}

func newSecret(api secretsAPI, name string, now func() time.Time) *secret {
	return &secret{api: api, name: name, now: now, values: map[string]secretValue{}}
}

// fits says whether one of the values passes the check. The error is pug.Unavailable.
func (s *secret) fits(ctx context.Context, check func(value string) bool) (bool, error) {
	for _, age := range []time.Duration{keepSecret, readAgain} {
		for _, stage := range []string{currentStage, previousStage} {
			value, err := s.value(ctx, stage, age)
			if err != nil {
				return false, pug.Wrapf(err, pug.Unavailable, "The secret %s could not be read", s.name)
			}
			if value != "" && check(value) {
				return true, nil
			}
		}
	}
	return false, nil
}

// current is the value as it is now, or was when it was read. It is kept until forget.
func (s *secret) current(ctx context.Context) (string, error) {
	value, err := s.value(ctx, currentStage, math.MaxInt64)
	if err != nil {
		return "", pug.Wrapf(err, pug.Unavailable, "The secret %s could not be read", s.name)
	}
	return value, nil
}

// anew is the value as it is now, for those who ask for it now and then.
func (s *secret) anew(ctx context.Context) (string, error) {
	s.forget()
	return s.current(ctx)
}

// forget has the secret be read anew.
func (s *secret) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.values)
}

// value is the value of a stage as it was read, not longer ago than that. Of the previous one there may be none.
func (s *secret) value(ctx context.Context, stage string, age time.Duration) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	if known, ok := s.values[stage]; ok && now.Sub(known.read) < age {
		return known.text, nil
	}
	out, err := s.api.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: &s.name, VersionStage: &stage})
	var missing *types.ResourceNotFoundException
	switch {
	case stage == previousStage && errors.As(err, &missing):
		out = &secretsmanager.GetSecretValueOutput{}
	case err != nil:
		return "", err
	}
	text := aws.ToString(out.SecretString)
	if stage == currentStage && text == "" {
		return "", errors.New("it is empty")
	}
	s.values[stage] = secretValue{text, now}
	return text, nil
}
