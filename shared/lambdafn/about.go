package lambdafn

import (
	"context"
	"encoding/json"
	"strconv"

	"github.com/aws/aws-lambda-go/lambdacontext"
)

// records are the fields of inputs that name records. An input may hold secrets beside them, such as the task's token.
type records struct {
	Cohort      string `json:"cohort"`
	Application string `json:"application"`
	Group       string `json:"group"`
	Flag        string `json:"flag"`
	Offer       string `json:"offer"`
	Month       string `json:"month"`
}

// about is what lines of the log say of an event: a key, a value, and so on.
func (f *Function) about(ctx context.Context, e event) []any {
	var of records
	_ = json.Unmarshal(e.Input, &of) // what does not fit, the task refuses
	request, changes := "", ""
	route := e.RequestContext.RouteKey // such as "GET /review/{link}", without the link's secret
	if l, ok := lambdacontext.FromContext(ctx); ok {
		request = l.AwsRequestID
	}
	if e.Records != nil {
		changes = strconv.Itoa(len(e.Records))
	}
	attributes := []any{"function", f.Name}
	for _, field := range []struct{ name, value string }{
		{"request", request}, {"route", route}, {"task", e.Task}, {"event", e.DetailType}, {"changes", changes},
		{"execution", e.Execution}, {"schedule", e.Schedule},
		{"cohort", of.Cohort}, {"application", of.Application}, {"group", of.Group}, {"flag", of.Flag},
		{"offer", of.Offer}, {"month", of.Month},
	} {
		if field.value != "" {
			attributes = append(attributes, field.name, field.value)
		}
	}
	return attributes
}
