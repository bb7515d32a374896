package stand_test

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/partnerusergroups/pugs/infra/local/stand"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// diary: diary [cohort]: the log of a cohort from its beginning, a day after the other. Without a cohort it is the
// log of what belongs to none.
func (t *teller) diary(ts *testscript.TestScript, args []string) error {
	lines, err := logOf(t.stand, strings.Join(args, ""))
	writeDiary(ts.Stdout(), lines, t.zone)
	return err
}

// logOf reads a log, the first line first.
func logOf(s *stand.Stand, of string) ([]pug.Entry, error) {
	var all []pug.Entry
	for before := ""; ; {
		lines, next, err := s.Records().LogOf(context.Background(), of, before, 1000)
		all = append(all, lines...)
		if before = next; next == "" || err != nil {
			slices.Reverse(all)
			return all, err
		}
	}
}

func writeDiary(w io.Writer, lines []pug.Entry, zone *time.Location) {
	day := ""
	for _, e := range lines {
		at := e.At.In(zone)
		if today := at.Format("Monday 2 January 2006"); today != day {
			day = today
			fmt.Fprintf(w, "\n%s\n", day)
		}
		fmt.Fprintf(w, "%s %s.", at.Format("15:04"), e)
		if doer := e.Doer(); doer != "" {
			fmt.Fprintf(w, " By %s.", doer)
		}
		if e.Why != "" {
			fmt.Fprintf(w, " “%s”", e.Why)
		}
		fmt.Fprintln(w)
	}
}
