package grouping

import (
	"embed"
	"net/http"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
)

//go:embed *.html
var templates embed.FS

// script lets staff move people by keyboard and by dragging.
//
//go:embed curate.js
var script string

// purposeJoin is that of links by which Champions without a group join one: their subject is the application.
const purposeJoin = "join"

type function struct{ *duty.Base }

// New builds the function from its dependencies.
func New(d duty.Deps) (*lambdafn.Function, error) {
	base, err := duty.New("grouping", d, templates, Letters())
	if err != nil {
		return nil, err
	}
	f := function{base}
	f.RouteStaff(duty.PurposeGroups, f.groups)
	f.Route(purposeJoin, f.join)
	f.Route(duty.PurposeChoose, f.choose)
	f.RouteStaff(duty.PurposeDemand, f.demand)
	fn := f.Function(map[string]lambdafn.Task{
		"propose": lambdafn.Step(f.propose),
		"curate":  lambdafn.Step(f.curate),
		"lapse":   lambdafn.Step(f.lapse),
		"publish": lambdafn.Typed(f.publish),
	}, script)
	fn.Web = f.withPublic(fn.Web)
	return fn, nil
}

// cohortIn is the input of the tasks that need no more than the cohort.
type cohortIn struct {
	Cohort pug.CohortID `json:"cohort"`
}

// groups shows the pages of curation, which are all behind one link, and takes the changes that they post.
func (f function) groups(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
	b, err := f.board(r.Context(), pug.CohortID(v.Subject))
	if err != nil {
		return err
	}
	if b.cohort.Published != nil || v.Late {
		return f.over(w, r, v, b)
	}
	if r.Method == http.MethodPost && r.PostFormValue("action") == doSame {
		return f.settleSame(w, r, v, b)
	}
	if r.Method == http.MethodPost {
		return f.change(w, r, v, b)
	}
	show, known := map[string]func(http.ResponseWriter, *http.Request, link.Visitor, board) error{
		"": f.showBoard, "person": f.showPerson, "swap": f.showSwap, "group": f.showGroup, "lead": f.showLead,
		"change": f.showChange, "again": f.showAgain, "compare": f.showCompare, "log": f.showLog, "export": f.export,
	}[r.URL.Query().Get("show")]
	if !known {
		show = f.showBoard
	}
	return show(w, r, v, b)
}
