package main

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// story tells a run in the commands of the stand's stories (infra/local/stand), so that it can be pasted as one: first
// what goes wrong, then what people did, and at last what was broken. People's own haste is told by the commands
// themselves, to the minute.
func story(out io.Writer, r Run, zone *time.Location) {
	for _, v := range r.Broken {
		fmt.Fprintf(out, "# %s\n", v)
	}
	fmt.Fprintf(out, "stand cohort=%s cohorts=%s seed=%d\n", r.World.Cohorts[0], joined(r), r.World.Seed)
	for _, l := range r.Lines {
		// What comes to people late or twice is told by what they do.
		if strings.HasPrefix(l.Command, "fault ") && !strings.HasPrefix(l.What, "click ") &&
			!strings.HasPrefix(l.What, "webhook ") && !strings.HasPrefix(l.What, "stream ") {
			fmt.Fprintln(out, l.Command)
		}
	}
	last := ""
	for _, l := range r.Lines {
		if l.Command == "" || strings.HasPrefix(l.Command, "fault ") {
			continue
		}
		if at := l.At.In(zone).Format("2006-01-02T15:04"); at != last {
			fmt.Fprintln(out, "until", at)
			last = at
		}
		fmt.Fprintln(out, l.Command)
	}
	fmt.Fprint(out, "play\nsound\n")
}

func joined(r Run) string {
	var ids []string
	for _, id := range r.World.Cohorts {
		ids = append(ids, string(id))
	}
	return strings.Join(ids, ",")
}
