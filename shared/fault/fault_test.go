package fault_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/partnerusergroups/pugs/shared/fault"
)

func TestTheKindTravelsThroughWrapping(t *testing.T) {
	cause := errors.New("throttled")
	err := fmt.Errorf("review a1: %w", fault.Wrap(cause, fault.Unavailable, "The table could not read %s", "a1"))
	if !fault.Is(err, fault.Unavailable) || fault.Is(err, fault.Conflict) || !errors.Is(err, cause) {
		t.Errorf("%v is %s", err, fault.KindOf(err))
	}
	if want := "review a1: The table could not read a1: throttled"; err.Error() != want {
		t.Errorf("it says %q", err)
	}
	if got := fault.New(fault.Full, "A cohort has at most %d groups.", 10).Error(); got != "A cohort has at most 10 groups." {
		t.Errorf("it says %q", got)
	}
}

func TestWhatHasNoKindIsInternal(t *testing.T) {
	if fault.KindOf(errors.New("a defect")) != fault.Internal || fault.Is(nil, fault.Internal) {
		t.Error("a plain error is internal, and no error is of no kind")
	}
}
