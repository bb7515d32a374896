package stand_test

import (
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/partnerusergroups/pugs/infra/local/hubspot"
)

// hubspot: what happens at HubSpot, and what its people see there:
//
//	hubspot down 24h                     HubSpot answers 503 for so long
//	hubspot slow 15s                     and from now on only after so long; 0s ends it
//	hubspot contact EMAIL NAME VALUE     the contact has this value, or none where VALUE is ''
//	hubspot options NAME VALUE...        the property offers these values, in this order
//	hubspot merge EMAIL OTHER            two contacts become one
//	hubspot delete EMAIL                 the contact goes
//	hubspot calls N                      at most so many calls to HubSpot since this was asked last
func (t *teller) hubspot(ts *testscript.TestScript, args []string) error {
	deeds := map[string]struct {
		args int // at least
		do   func(*testscript.TestScript, []string) error
	}{
		"down":    {1, t.hubspotDown},
		"slow":    {1, t.hubspotSlow},
		"contact": {3, t.contactHas},
		"options": {1, t.propertyOffers},
		"merge":   {2, func(_ *testscript.TestScript, a []string) error { return t.stand.HubSpot.Merge(a[0], a[1]) }},
		"delete":  {1, func(_ *testscript.TestScript, a []string) error { t.stand.HubSpot.Delete(a[0]); return nil }},
		"calls":   {1, t.hubspotCalls},
	}
	if len(args) == 0 || deeds[args[0]].do == nil || len(args)-1 < deeds[args[0]].args {
		return fmt.Errorf("hubspot %v: there is no such thing to do", args)
	}
	return deeds[args[0]].do(ts, args[1:])
}

func (t *teller) hubspotDown(_ *testscript.TestScript, args []string) error {
	d, err := time.ParseDuration(args[0])
	if err != nil {
		return err
	}
	up := t.stand.Clock.Now().Add(d)
	t.stand.HubSpot.Inject(func(string) hubspot.Fault {
		if t.stand.Clock.Now().Before(up) {
			return hubspot.Fault{Status: http.StatusServiceUnavailable}
		}
		return hubspot.Fault{}
	})
	return nil
}

func (t *teller) hubspotSlow(_ *testscript.TestScript, args []string) error {
	d, err := time.ParseDuration(args[0])
	t.stand.HubSpot.Inject(func(string) hubspot.Fault { return hubspot.Fault{Takes: d} })
	return err
}

func (t *teller) contactHas(ts *testscript.TestScript, args []string) error {
	c, ok := t.stand.HubSpot.Contact(args[0])
	if !ok {
		return fmt.Errorf("there is no contact %s at HubSpot", args[0])
	}
	fmt.Fprintln(ts.Stdout(), c.Value(args[1]))
	if got := c.Value(args[1]); got != args[2] {
		return fmt.Errorf("%s of %s is %q, want %q", args[1], args[0], got, args[2])
	}
	return nil
}

func (t *teller) propertyOffers(_ *testscript.TestScript, args []string) error {
	got, want := fmt.Sprintf("%q", t.stand.HubSpot.Offered(args[0])), fmt.Sprintf("%q", args[1:])
	if got != want {
		return fmt.Errorf("%s offers %s, want %s", args[0], got, want)
	}
	return nil
}

func (t *teller) hubspotCalls(ts *testscript.TestScript, args []string) error {
	most, err := strconv.Atoi(args[0])
	if err != nil {
		return err
	}
	before := t.hubspotCounted
	t.hubspotCounted = t.stand.HubSpot.Calls()
	made := t.hubspotCounted - before
	fmt.Fprintln(ts.Stdout(), made)
	if made > most {
		return fmt.Errorf("%d calls to HubSpot were made, want at most %d", made, most)
	}
	return nil
}
