package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/partnerusergroups/pugs/infra/blueprint"
)

// report is as much of the stand's report as costs something.
type report struct {
	Cohort      string         `json:"cohort"`
	VirtualDays float64        `json:"virtual_days"`
	Mail        float64        `json:"mail"`
	AWSCalls    map[string]int `json:"aws_calls"`
	Invocations map[string]int `json:"invocations"`
	Requests    float64        `json:"http_requests"`
	Fired       float64        `json:"schedules_fired"`
	Transitions float64        `json:"transitions"`
	ReadUnits   float64        `json:"read_units"`
	WriteUnits  float64        `json:"write_units"`
}

func readReport(text []byte) (report, error) {
	var r report
	if err := json.Unmarshal(text, &r); err != nil {
		return r, err
	}
	if r.VirtualDays == 0 || len(r.AWSCalls) == 0 || len(r.Invocations) == 0 {
		return r, errors.New("it counts no days, calls or invocations: is it a report of the stand?")
	}
	for name := range r.Invocations {
		if _, ok := blueprint.Pugs().Function(name); !ok {
			return r, fmt.Errorf("there is no function %q", name)
		}
	}
	return r, nil
}

// months is how long the cohort lasted, from the first application to the last meeting.
func (r report) months() float64 { return r.VirtualDays * 12 / 365 }

// measures are the quantities that prices name.
func (r report) measures(a assumptions) map[string]float64 {
	const kbPerGB = 1 << 20
	var calls, invocations, memory float64 // memory is the MB of all invocations together
	for _, n := range r.AWSCalls {
		calls += float64(n)
	}
	for _, f := range blueprint.Pugs().Functions {
		n := float64(r.Invocations[f.Name])
		invocations += n
		memory += n * float64(f.Memory)
	}
	seconds := (invocations*a.MSPerInvocation + calls*a.MSPerCall) / 1000
	logs := invocations*a.LogKBPerInvocation + r.Transitions*a.LogKBPerTransition + r.Requests*a.LogKBPerRequest
	return map[string]float64{
		"invocations": invocations, "gb_seconds": seconds * memory / invocations / 1024, "traces": invocations,
		"transitions": r.Transitions, "schedules_fired": r.Fired, "http_requests": r.Requests, "mails": r.Mail,
		"read_units": r.ReadUnits, "write_units": r.WriteUnits,
		"mail_gb": r.Mail * a.KBPerMail / kbPerGB, "page_gb": r.Requests * a.KBPerPage / kbPerGB,
		"log_gb":       logs / kbPerGB,
		"secret_reads": float64(r.AWSCalls["secretsmanager:GetSecretValue"]),
		"secrets":      1, "dashboards": 1, "alarms": a.Alarms, "metrics": a.Metrics, "table_gb": a.TableGB,
	}
}
