package act_test

import "github.com/partnerusergroups/pugs/functions/desk/desktest"

// The scene of many tests, see desktest.
var (
	noon = desktest.Noon
	open = desktest.Open
)
