package console

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/infra/local/asl"
	"github.com/partnerusergroups/pugs/infra/local/console/picture"
)

// executionRow is an execution in a list.
type executionRow struct {
	asl.Execution
	Machine string
	About   about // without a name where it is about nobody
}

// State is the state that it is in; in a workflow with branches there are several.
func (x executionRow) State() string {
	var names []string
	for _, name := range x.Current {
		names = append(names, picture.Words(name))
	}
	return strings.Join(names, ", ")
}

// Mark is the class of the badge that shows the status.
func (x executionRow) Mark() string {
	switch x.Status {
	case asl.Running:
		return "warn"
	case asl.Succeeded:
		return "good"
	}
	return "bad"
}

// Word is the status as people read it.
func (x executionRow) Word() string { return strings.ToLower(x.Status) }

// row puts an execution's times into the programme's zone.
func (c *Console) row(m *asl.Machine, x asl.Execution) executionRow {
	x.Started, x.Stopped = x.Started.In(c.Zone), x.Stopped.In(c.Zone)
	return executionRow{Execution: x, Machine: c.name(m)}
}

type executionView struct {
	executionRow
	Contact       string // address at HubSpot; empty where there is none
	Drawing       drawing
	Input, Output string
	pager
	Events []eventRow
}

// eventRow is an entry of an execution's history, with its number.
type eventRow struct {
	ID int
	asl.Event
}

// execution shows one execution: the picture with its state lit, its data, and its history.
func (c *Console) execution(w http.ResponseWriter, r *http.Request) {
	m, ok := c.machine(w, r)
	if !ok {
		return
	}
	list := c.Engine.ListExecutions(m.ARN, "")
	i := slices.IndexFunc(list, func(x asl.Execution) bool { return x.Name == r.PathValue("execution") })
	if i < 0 {
		c.missing(w, r, "There is no such execution.")
		return
	}
	x := list[i]
	events, err := c.Engine.History(x.ARN)
	if err != nil {
		c.missing(w, r, "This execution has no history.")
		return
	}
	v := executionView{executionRow: c.row(m, x), Drawing: c.newDrawing(m), Input: indent(x.Input),
		Output: indent(x.Output)}
	v.Drawing.follow(x, events)
	slices.Reverse(events) // the newest first, as in all lists
	v.pager, events = onPage(r.URL.Query(), events)
	for i, e := range events {
		e.Time = e.Time.In(c.Zone)
		v.Events = append(v.Events, eventRow{v.Total - v.First + 1 - i, e})
	}
	title := x.Name
	if whom, ok := c.about(r.Context(), x); ok {
		v.About, title, v.Contact = whom, whom.String(), c.atHubSpot(whom.Email)
	}
	c.show(w, r, http.StatusOK, "execution", "workflows", title, v)
}

// indent lays JSON out for reading; what is not JSON stays as it is.
func indent(text string) string {
	var pretty bytes.Buffer
	if json.Indent(&pretty, []byte(text), "", "  ") != nil {
		return text
	}
	return pretty.String()
}
