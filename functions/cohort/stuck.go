package cohort

import (
	"cmp"
	"context"
	"encoding/json"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
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
	about, who, err := f.about(ctx, record, in)
	if err != nil {
		return err
	}
	f.Log.ErrorContext(ctx, "a workflow is stuck", "record", record, "doing", in.Doing, "error", in.Said.Error)
	now, cohort := f.Now(), pug.CohortOf(record)
	trouble := pug.Matter{Kind: pug.MatterStuck, Cohort: cohort, ID: record + "+" + in.Doing, Name: about,
		Detail: "Could not " + in.Doing + ". " + said(in), Since: now}
	return f.TellStaffAndLog(ctx, "stuck/"+record+"/"+in.Doing, stuck{about, in.Doing, said(in), in.Again},
		pug.LogStuck(cohort, in.Doing, now, who...), store.Arises{Matter: trouble})
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

// about names a record to people, and who it concerns, if anybody. That it is missing may be what is wrong: then its id
// has to do.
func (f function) about(ctx context.Context, record string, in stuckIn) (
	about string, who []pug.Subject, err error,
) {
	switch {
	case in.Application != "":
		var a pug.Application
		a, err = f.Store.Application(ctx, in.Application)
		about, who = "the application of "+a.Name(), []pug.Subject{a.Person().Subject()}
	case in.Flag != "" && !pug.FreedByFlag(in.Flag):
		about = "a free seat of " + pug.GroupName(pug.GroupOfFlag(in.Flag))
	case in.Flag != "":
		var flag pug.Flag
		flag, err = f.Store.Flag(ctx, in.Flag)
		about, who = "the missed meetings of "+flag.Member.Name, []pug.Subject{flag.Member.Subject()}
	default:
		about = "the " + in.Cohort.Name() + " cohort"
	}
	if pug.IsError(err, pug.NotFound) {
		return record, nil, nil
	}
	return about, who, err
}

// groupStuck tells staff what could not be done for a group, once.
func (f function) groupStuck(ctx context.Context, doing string) func(pug.Group, error) error {
	return func(g pug.Group, err error) error {
		f.Log.ErrorContext(ctx, "a group is stuck", "group", g.ID, "doing", doing, "error", err)
		about := "the group " + g.Topic.Name + " of the " + g.Cohort.Name() + " cohort"
		line := pug.LogStuck(g.Cohort, doing, f.Now(), g.Subject())
		return f.TellStaffAndLog(ctx, "stuck/"+g.ID+"/"+doing, stuck{about, doing, err.Error(), false}, line)
	}
}
