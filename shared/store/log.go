package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Logged is a line of the log as something owed: it is stored with what it tells of. The same line again changes
// nothing, so that a repeated task says nothing twice as long as it gives the same time.
type Logged struct{ pug.Entry }

// nobodys is the log of what belongs to no cohort.
const nobodys = "desk"

// logTime keeps the order of times in the order of texts.
const logTime = "20060102T150405.000000000"

func (l Logged) writes() []write {
	logs := []string{logOf(l.Entry)}
	for _, subject := range l.About {
		logs = append(logs, subject.ID)
	}
	name := lineName(l.Entry)
	l.At = l.At.UTC()
	var writes []write
	known := map[string]bool{}
	for _, of := range logs {
		if !known[of] {
			writes = append(writes, write{key: logKey(of, name), record: l.Entry})
		}
		known[of] = true
	}
	return writes
}

// logOf is the log that a line belongs to in the first place.
func logOf(e pug.Entry) string { return cmp.Or(string(e.Cohort), nobodys) }

// lineName names a line within a log: by when, and by what it says of whom.
func lineName(e pug.Entry) string {
	id := sha256.New()
	for _, part := range []string{e.Deed, e.By, e.What} {
		id.Write([]byte(part + "\n"))
	}
	for _, subject := range e.About {
		id.Write([]byte(subject.ID + "\n"))
	}
	return fmt.Sprintf("%s-%07d-%s", LogTime(e.At), e.Order, hex.EncodeToString(id.Sum(nil))[:16])
}

// LogPath is where LogLine finds a line: its log and its name, joined by a slash.
func LogPath(e pug.Entry) string { return logOf(e) + "/" + lineName(e) }

// LogLine reads one line of a log.
func (s *Store) LogLine(ctx context.Context, log, name string) (pug.Entry, error) {
	return get[pug.Entry](ctx, s, logKey(log, name), "such line in the log")
}

// Log stores lines of the log that nothing else is stored with.
func (s *Store) Log(ctx context.Context, entries ...pug.Entry) error {
	var groups [][]write
	for _, e := range entries {
		groups = append(groups, Logged{e}.writes())
	}
	_, err := s.each(ctx, "write the log", groups)
	return err
}

// LogOf reads the log of a cohort, an application or a group, the latest line first: at most so many lines, those
// before a place that it gave before. Next is the place to go on from, empty at the end. An empty id is for what
// belongs to no cohort.
func (s *Store) LogOf(ctx context.Context, id, before string, most int) (lines []pug.Entry, next string, err error) {
	return page[pug.Entry](ctx, s, part{partition: logKey(cmp.Or(id, nobodys), "").PK, after: before, most: most,
		latest: true}, "the log of "+id)
}

// LogTime is the place in a log from which LogOf reads what was before the time.
func LogTime(t time.Time) string { return t.UTC().Format(logTime) }
