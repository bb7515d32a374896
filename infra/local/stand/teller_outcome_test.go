package stand_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/partnerusergroups/pugs/infra/local/stand"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// report: the report of the stand as JSON.
func (t *teller) report(ts *testscript.TestScript, _ []string) error {
	r, err := t.stand.Report(context.Background())
	if err != nil {
		return err
	}
	enc := json.NewEncoder(ts.Stdout())
	enc.SetIndent("", " ")
	return enc.Encode(r)
}

// groups: a line for each group, and one for the waitlist.
func (t *teller) groups(ts *testscript.TestScript, _ []string) error {
	r, err := t.stand.Report(context.Background())
	if err != nil {
		return err
	}
	for _, g := range r.Groups {
		fmt.Fprintf(ts.Stdout(), "%s %s %s %s led by %s: %d members %s\n", g.ID, g.Topic, g.Role, g.Region, g.Champion,
			len(g.Members), strings.Join(g.Members, " "))
	}
	fmt.Fprintf(ts.Stdout(), "waitlist: %d %s\n", len(r.Waitlist), strings.Join(r.Waitlist, " "))
	return nil
}

// play: plays until the cohort has ended and nothing runs any more.
func (t *teller) play(*testscript.TestScript, []string) error {
	return t.stand.RunToEnd(context.Background())
}

// sound: what holds at the end of every cohort: nothing runs and nothing failed, every application has an outcome, and
// at most 10 groups (R6) have 5 to 19 members (R5).
func (t *teller) sound(*testscript.TestScript, []string) error {
	r, err := t.stand.Report(context.Background())
	if err != nil {
		return err
	}
	if r.Executions.Running+r.Executions.Failed > 0 {
		return fmt.Errorf("%d executions run, %d failed", r.Executions.Running, r.Executions.Failed)
	}
	for kind, c := range map[pug.Kind]stand.KindCount{pug.KindChampion: r.Applications.Champion,
		pug.KindMember: r.Applications.Member} {
		if c.Received != c.Approved+c.Declined+c.Waitlisted {
			return fmt.Errorf("of the applications as a %s some are undecided: %+v", kind, c)
		}
	}
	if len(r.Groups) > pug.MaxGroups {
		return fmt.Errorf("there are %d groups", len(r.Groups))
	}
	for _, g := range r.Groups {
		if n := len(g.Members); n < pug.MinMembers || n > pug.MemberSeats {
			return fmt.Errorf("the group %s has %d members", g.ID, n)
		}
	}
	return nil
}
