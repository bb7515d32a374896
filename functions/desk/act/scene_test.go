package act_test

import "github.com/partnerusergroups/pugs/functions/desk/desktest"

// open is the scene of many tests, see desktest.
var open = desktest.Open
