// Package calendar knows when things happen: the dates of a cohort, stored with it or counted from its launch, which
// cohort takes an application, what is due about a meeting at a given time, what clocks in a time zone show, and the
// text of invitations (iCalendar, RFC 5545 and RFC 5546).
//
// Its only I/O is reading a stored cohort, through an interface of its own; it has no clock. It must not know how what
// is due is done, or who is invited to what.
package calendar
