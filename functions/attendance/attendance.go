package attendance

import (
	"embed"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/part"
)

//go:embed *.html
var templates embed.FS

// The purposes of the links, which are also the first parts of their paths.
const (
	purposeStanding = "standing" // subject: the flag
	purposeSeats    = "seats"    // subject: the offer
)

type function struct {
	*duty.Base
	parts part.Parts
}

// New builds the function from its dependencies.
func New(d duty.Deps) (*lambdafn.Function, error) {
	base, err := duty.New("attendance", d, templates, Letters())
	if err != nil {
		return nil, err
	}
	f := function{base, part.Parts{Base: base}}
	f.RouteStaff(purposeStanding, f.absence)
	f.Route(purposeSeats, f.seats)
	return f.Function(map[string]lambdafn.Task{
		"daily":  lambdafn.Typed(f.daily),
		"open":   lambdafn.Typed(f.open),
		"ask":    lambdafn.Step(f.ask),
		"lapse":  lambdafn.Step(f.lapse),
		"record": lambdafn.Typed(f.record),
		"tell":   lambdafn.Step(f.tell),
		"next":   lambdafn.Typed(f.next),
		"offer":  lambdafn.Step(f.offer),
		"seat":   lambdafn.Typed(f.seat),
	}), nil
}
