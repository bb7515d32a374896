package main

import (
	"context"
	"errors"
	"testing"
	"time"
)

func TestWaitingEndsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	if err := wait(ctx, time.Millisecond); err != nil {
		t.Error(err)
	}
	cancel()
	if err := wait(ctx, time.Hour); !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
}
