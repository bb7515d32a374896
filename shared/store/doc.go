// Package store keeps the programme's records in one DynamoDB table.
//
// It knows the table's keys (keys.go, and nowhere else), one file per noun, and how two writers are kept apart: each
// write that matters is conditional, and what must change together changes in one transaction. Capacity (R5, R6) is
// held by conditions on the group's and the cohort's items, not by reading first.
//
// It must not know rules: it takes the values that shared/pug decided. Errors carry a pug.ErrorKind; errors of the SDK
// do not leave it unwrapped.
package store
