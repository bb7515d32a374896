package store

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Report is what a Champion said of a meeting's attendance, by the member's application id.
type Report struct {
	Group   string                    `json:"group"`
	Month   string                    `json:"month"`
	Members map[string]pug.Attendance `json:"members"`
}

// Attendance reads a Champion's report; without one it is empty.
func (s *Store) Attendance(ctx context.Context, group, month string) (Report, error) {
	r, err := get[Report](ctx, s, attendanceKey(group, month), "attendance of "+group+" in "+month)
	if pug.IsError(err, pug.NotFound) {
		return Report{Group: group, Month: month}, nil
	}
	return r, err
}
