// Package calendar knows when things happen: the dates of a cohort, counted from its launch, and the text of invitations
// (iCalendar, RFC 5545 and RFC 5546).
//
// It is pure: no I/O and no clock. It must not know what happens on a date, or who is invited to what.
package calendar
