package pug_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestTheKindTravelsThroughWrapping(t *testing.T) {
	cause := errors.New("throttled")
	err := fmt.Errorf("review a1: %w", pug.Wrapf(cause, pug.Unavailable, "The table could not read %s", "a1"))
	if !pug.IsError(err, pug.Unavailable) || pug.IsError(err, pug.Conflict) || !errors.Is(err, cause) {
		t.Errorf("%v is %s", err, pug.ErrorKindOf(err))
	}
	if want := "review a1: The table could not read a1: throttled"; err.Error() != want {
		t.Errorf("it says %q", err)
	}
	if got := pug.Errorf(pug.Full, "A cohort has at most %d groups.", 10).Error(); got != "A cohort has at most 10 groups." {
		t.Errorf("it says %q", got)
	}
}

func TestWhatHasNoKindIsInternal(t *testing.T) {
	if pug.ErrorKindOf(errors.New("a defect")) != pug.Internal || pug.IsError(nil, pug.Internal) {
		t.Error("a plain error is internal, and no error is of no kind")
	}
}

func TestOnlyWhatNoTryMendsIsFinal(t *testing.T) {
	for kind, want := range map[pug.ErrorKind]bool{pug.Internal: false, pug.Unavailable: false, pug.Invalid: true,
		pug.NotFound: true, pug.Conflict: true, pug.Full: true} {
		if got := pug.Final(fmt.Errorf("ask g01: %w", pug.Errorf(kind, "It is so."))); got != want {
			t.Errorf("%s is final: %t", kind, got)
		}
	}
	if pug.Final(errors.New("a defect")) || pug.Final(nil) {
		t.Error("a defect may be mended, and no error needs to be")
	}
}
