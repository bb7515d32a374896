package cohort

import (
	"cmp"
	"context"
	"encoding/json"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// stuckIn is what a workflow could not do, about one of the three records.
type stuckIn struct {
	Cohort      pug.CohortID `json:"cohort"`
	Application string       `json:"application"`
	Flag        string       `json:"flag"`
	Doing       string       `json:"doing"` // completes "could not"
	Again       bool         `json:"again"` // it is tried again every day, and the rest waits for it
	Said        struct {
		Error string
		Cause string // of a function: JSON with an errorMessage
	} `json:"said"`
}

// stuck tells staff what a workflow could not do, once.
func (f function) stuck(ctx context.Context, in stuckIn) error {
	record := cmp.Or(in.Application, in.Flag, string(in.Cohort))
	about, err := f.about(ctx, record, in)
	if err != nil {
		return err
	}
	f.Log.ErrorContext(ctx, "a workflow is stuck", "record", record, "doing", in.Doing, "error", in.Said.Error)
	return f.Letters.TellStaff(ctx, "stuck/"+record+"/"+in.Doing, stuck{about, in.Doing, said(in), in.Again})
}

// said is the sentence of a function's error, or else its name.
func said(in stuckIn) string {
	var cause struct {
		Message string `json:"errorMessage"`
	}
	if err := json.Unmarshal([]byte(in.Said.Cause), &cause); err != nil {
		return cmp.Or(in.Said.Cause, in.Said.Error)
	}
	return cmp.Or(cause.Message, in.Said.Error)
}

// about names a record to people. That it is missing may be what is wrong: then its id has to do.
func (f function) about(ctx context.Context, record string, in stuckIn) (string, error) {
	var about string
	var err error
	switch {
	case in.Application != "":
		var a pug.Application
		a, err = f.Store.Application(ctx, in.Application)
		about = "the application of " + a.Name()
	case in.Flag != "":
		var flag pug.Flag
		flag, err = f.Store.Flag(ctx, in.Flag)
		about = "the missed meetings of " + flag.Member.Name
	default:
		about = "the " + in.Cohort.Name() + " cohort"
	}
	if pug.IsError(err, pug.NotFound) {
		return record, nil
	}
	return about, err
}

// groupStuck tells staff what could not be done for a group, once.
func (f function) groupStuck(ctx context.Context, doing string) func(pug.Group, error) error {
	return func(g pug.Group, err error) error {
		f.Log.ErrorContext(ctx, "a group is stuck", "group", g.ID, "doing", doing, "error", err)
		about := "the group " + g.Topic.Name + " of the " + g.Cohort.Name() + " cohort"
		return f.Letters.TellStaff(ctx, "stuck/"+g.ID+"/"+doing, stuck{about, doing, err.Error(), false})
	}
}
