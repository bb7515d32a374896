package desk

import (
	"net/http"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/infra/local/asl"
)

// workflowCount is a workflow with the numbers of its executions.
type workflowCount struct {
	Name                       string
	Comment                    string
	Running, Succeeded, Failed int
}

func (d *Desk) workflowCounts() []workflowCount {
	var list []workflowCount
	for _, m := range d.Engine.Machines() {
		c := workflowCount{Name: d.name(m), Comment: comment(m)}
		for _, x := range d.Engine.ListExecutions(m.ARN, "") {
			switch x.Status {
			case asl.Running:
				c.Running++
			case asl.Succeeded:
				c.Succeeded++
			default:
				c.Failed++
			}
		}
		list = append(list, c)
	}
	return list
}

// name is the workflow's name without the prefix that all state machines of the stand have.
func (d *Desk) name(m *asl.Machine) string { return strings.TrimPrefix(m.Name, d.Prefix) }

// workflows lists them.
func (d *Desk) workflows(w http.ResponseWriter, r *http.Request) {
	d.show(w, r, http.StatusOK, "workflows", "workflows", "Workflows", d.workflowCounts())
}

type workflowView struct {
	Name    string
	Comment string
	Drawing drawing
	Status  string // of the executions listed; empty: all
	States  []string
	pager
	Executions []executionRow
}

// Word is a status as people read it.
func (workflowView) Word(status string) string { return word(status) }

// workflow shows one workflow as a picture, and its executions, the newest first.
func (d *Desk) workflow(w http.ResponseWriter, r *http.Request) {
	m, ok := d.machine(w, r)
	if !ok {
		return
	}
	v := workflowView{Name: d.name(m), Comment: comment(m), Drawing: newDrawing(m, d.Prefix),
		States: []string{asl.Running, asl.Succeeded, asl.Failed}}
	if status := r.URL.Query().Get("status"); slices.Contains(v.States, status) {
		v.Status = status
	}
	found := d.Engine.ListExecutions(m.ARN, v.Status)
	v.pager = newPager(r.URL.Query(), len(found))
	from, to := v.span()
	for _, x := range found[from:to] {
		v.Executions = append(v.Executions, d.row(m, x))
	}
	d.show(w, r, http.StatusOK, "workflow", "workflows", "Workflow “"+v.Name+"”", v)
}

func (d *Desk) machine(w http.ResponseWriter, r *http.Request) (*asl.Machine, bool) {
	machines := d.Engine.Machines()
	i := slices.IndexFunc(machines, func(m *asl.Machine) bool { return d.name(m) == r.PathValue("name") })
	if i < 0 {
		d.missing(w, r, "There is no such workflow.")
		return nil, false
	}
	return machines[i], true
}
