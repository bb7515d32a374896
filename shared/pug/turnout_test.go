package pug_test

import (
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestTurnoutIsOfThoseWhoHadASeat(t *testing.T) {
	october := pug.Report{Members: map[string]pug.Attendance{"a": pug.Attended, "b": pug.Missed, "c": pug.Excused}}
	november := pug.Report{Members: map[string]pug.Attendance{"a": pug.Attended, "b": pug.NotTold, "c": pug.Attended}}
	both := october.Turnout().And(november.Turnout())
	if both.String() != "3 of 6" || both.Percent() != 50 || october.Turnout().Percent() != 33 {
		t.Errorf("%s, which is %d%%, after %d%%", both, both.Percent(), october.Turnout().Percent())
	}
	if none := (pug.Report{}).Turnout(); none.Percent() != 0 {
		t.Errorf("nobody: %d%%", none.Percent())
	}
}
