package review

import (
	"embed"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/decision"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// purpose is that of the links by which staff decide, and the first part of their path.
const purpose = "review"

//go:embed *.html
var templates embed.FS

type function struct {
	*duty.Base
	decisions decision.Decisions
	onOffer   *calendar.Recent[[]pug.GroupOnOffer]
}

// New builds the function from its dependencies.
func New(d duty.Deps) (*lambdafn.Function, error) {
	base, err := duty.New("review", d, templates, Letters())
	if err != nil {
		return nil, err
	}
	f := function{base, decision.Decisions{Base: base}, base.RecentlyOnOffer()}
	f.RouteStaff(purpose, f.review)
	return f.Function(map[string]lambdafn.Task{
		"open":   lambdafn.Typed(f.open),
		"ask":    lambdafn.Step(f.ask),
		"lapse":  lambdafn.Typed(f.lapse),
		"record": lambdafn.Typed(f.record),
		"tell":   lambdafn.Step(f.tell),
	}), nil
}

// applicationIn is the input of a task that is about one application.
type applicationIn struct {
	Application string `json:"application"`
}
