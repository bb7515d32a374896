// Package almanac knows the dates of every cohort: those that are stored with it, which staff may have shifted, else those counted from the
// programme's lead times.
//
// It must not know what happens on any date.
package almanac
