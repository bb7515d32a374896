package functions

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager/types"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// vault is a Secrets Manager with one secret, and a clock.
type vault struct {
	values map[string]string // by stage
	down   error
	reads  int
	now    time.Time
}

func (v *vault) GetSecretValue(_ context.Context, in *secretsmanager.GetSecretValueInput,
	_ ...func(*secretsmanager.Options)) (*secretsmanager.GetSecretValueOutput, error) {
	v.reads++
	value, ok := v.values[*in.VersionStage]
	switch {
	case v.down != nil:
		return nil, v.down
	case !ok:
		return nil, &types.ResourceNotFoundException{}
	}
	return &secretsmanager.GetSecretValueOutput{SecretString: aws.String(value)}, nil
}

func (v *vault) rotate(value string) {
	v.values[previousStage], v.values[currentStage] = v.values[currentStage], value
}

func TestWhichSecretsFit(t *testing.T) {
	const moment = time.Second
	steps := []struct {
		name  string
		after time.Duration
		do    func(v *vault)
		value string // with which somebody signs
		fits  bool
		reads int
	}{
		{"the current one", 0, nil, "first", true, 1},
		{"the same later, without being read again", moment, nil, "first", true, 0},
		{"a stranger's does not, and each is read for it", moment, nil, "strange", false, 1},
		{"another guess costs nothing", moment, nil, "stranger", false, 0},
		{"a guess some seconds later has both read again", readAgain, nil, "strange", false, 2},
		{"a new one at once", readAgain, func(v *vault) { v.rotate("second") }, "second", true, 1},
		{"the old one after the change", moment, nil, "first", true, 1},
		{"and again, without being read", moment, nil, "first", true, 0},
		{"one within seconds of the last reading waits", moment, func(v *vault) { v.rotate("third") }, "third", false, 0},
		{"and fits when it comes again", readAgain, nil, "third", true, 1},
		{"one before the last is forgotten after a while", keepSecret, nil, "first", false, 2},
		{"all are read again after a while", keepSecret, nil, "third", true, 1},
	}
	v := &vault{values: map[string]string{currentStage: "first"}, now: time.Unix(0, 0)}
	s := newSecret(v, "pugs/hubspot", func() time.Time { return v.now })
	for _, step := range steps {
		v.now = v.now.Add(step.after)
		if step.do != nil {
			step.do(v)
		}
		before := v.reads
		fits, err := s.fits(t.Context(), func(value string) bool { return value == step.value })
		if err != nil || fits != step.fits || v.reads-before != step.reads {
			t.Errorf("%s: %v after %d reads, want %v after %d; %v", step.name, fits, v.reads-before, step.fits, step.reads, err)
		}
	}
}

func TestWithoutASecretNobodyIsJudged(t *testing.T) {
	anything := func(string) bool { return true }
	for name, v := range map[string]*vault{
		"it is empty":     {values: map[string]string{currentStage: ""}},
		"there is none":   {values: map[string]string{}},
		"no answer":       {values: map[string]string{currentStage: "first"}, down: errors.New("no secrets today")},
		"only an old one": {values: map[string]string{previousStage: "old"}},
	} {
		s := newSecret(v, "pugs/hubspot", func() time.Time { return v.now })
		if fits, err := s.fits(t.Context(), anything); fits || !pug.IsError(err, pug.Unavailable) {
			t.Errorf("%s: %v, %v", name, fits, err)
		}
	}
	empty := &vault{values: map[string]string{currentStage: "first", previousStage: ""}}
	var tried []string
	s := newSecret(empty, "pugs/hubspot", func() time.Time { return empty.now })
	_, _ = s.fits(t.Context(), func(value string) bool { tried = append(tried, value); return false })
	if slices.Contains(tried, "") {
		t.Error("an empty value is a secret")
	}
}
