// Package calendar knows when things happen: the dates of a cohort, stored with it or counted from its launch, which
// cohort takes an application, and the text of invitations (iCalendar, RFC 5545 and RFC 5546).
//
// Its only I/O is reading a stored cohort, through an interface of its own; it has no clock. It must not know what
// happens on a date, or who is invited to what.
package calendar
