package console

import (
	"net/http"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/infra/local/asl"
	"github.com/partnerusergroups/pugs/infra/local/cloud"
)

// workflowCount is a workflow with the numbers of its executions.
type workflowCount struct {
	Name                       string
	Comment                    string
	Running, Succeeded, Failed int
}

func (c *Console) workflowCounts() []workflowCount {
	var list []workflowCount
	for _, m := range c.Engine.Machines() {
		count := workflowCount{Name: c.name(m), Comment: m.Comment}
		for _, x := range c.Engine.ListExecutions(m.ARN, "") {
			switch x.Status {
			case asl.Running:
				count.Running++
			case asl.Succeeded:
				count.Succeeded++
			default:
				count.Failed++
			}
		}
		list = append(list, count)
	}
	return list
}

// total adds up the executions of all workflows.
func total(all []workflowCount) (sum workflowCount) {
	for _, one := range all {
		sum.Running += one.Running
		sum.Succeeded += one.Succeeded
		sum.Failed += one.Failed
	}
	return sum
}

// name is the workflow's name without the prefix that all state machines of the stand have.
func (c *Console) name(m *asl.Machine) string { return strings.TrimPrefix(m.Name, c.Prefix) }

// workflowsView is all workflows, and what they and all else take on AWS.
type workflowsView struct {
	Workflows []workflowCount
	Calls     []count
	CallTotal int
	Faults    int
	Unused    []cloud.PrincipalGrant
}

// workflows lists them.
func (c *Console) workflows(w http.ResponseWriter, r *http.Request) {
	v := workflowsView{Workflows: c.workflowCounts(), Faults: c.Cloud.Faults(), Unused: c.Cloud.Unused()}
	v.Calls, v.CallTotal = calls(c.Cloud.Calls())
	c.show(w, r, http.StatusOK, "workflows", "workflows", "Workflows", v)
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
func (workflowView) Word(status string) string { return strings.ToLower(status) }

// workflow shows one workflow as a picture, and its executions, the newest first.
func (c *Console) workflow(w http.ResponseWriter, r *http.Request) {
	m, ok := c.machine(w, r)
	if !ok {
		return
	}
	v := workflowView{Name: c.name(m), Comment: m.Comment, Drawing: c.newDrawing(m),
		States: []string{asl.Running, asl.Succeeded, asl.Failed}}
	if status := r.URL.Query().Get("status"); slices.Contains(v.States, status) {
		v.Status = status
	}
	found := c.Engine.ListExecutions(m.ARN, v.Status)
	v.pager, found = onPage(r.URL.Query(), found)
	for _, x := range found {
		row := c.row(m, x)
		row.About, _ = c.about(r.Context(), x)
		v.Executions = append(v.Executions, row)
	}
	c.show(w, r, http.StatusOK, "workflow", "workflows", "Workflow “"+v.Name+"”", v)
}

func (c *Console) machine(w http.ResponseWriter, r *http.Request) (*asl.Machine, bool) {
	machines := c.Engine.Machines()
	i := slices.IndexFunc(machines, func(m *asl.Machine) bool { return c.name(m) == r.PathValue("name") })
	if i < 0 {
		c.missing(w, r, "There is no such workflow.")
		return nil, false
	}
	return machines[i], true
}
