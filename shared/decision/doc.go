// Package decision decides on applications and tells of it: the same way whether one of the staff decides behind a link
// in mail or at the desk, or the deadline does.
//
// A decision is one write with the letters that tell of it, so that the workflow of the application has nothing left to
// do. Where that cannot be, since a member who is decided after the groups were published has to be put on the waitlist
// before they are told, the workflow does the rest. It must not know who may decide, or how they are asked.
package decision
