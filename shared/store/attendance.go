package store

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Attendance reads a Champion's report; without one it is empty.
func (s *Store) Attendance(ctx context.Context, group, month string) (pug.Report, error) {
	r, err := get[pug.Report](ctx, s, attendanceKey(group, month), "attendance of "+group+" in "+month)
	if pug.IsError(err, pug.NotFound) {
		return pug.Report{Group: group, Month: month}, nil
	}
	return r, err
}
