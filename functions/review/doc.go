// Package review asks staff about an application, takes their decision, and tells the applicant.
//
// It knows the steps of the application workflow and the page on which staff decide. It must not know how applications
// come in, nor how groups are formed: of those it knows the waitlist, where people wait who were decided too late for a
// group.
package review
