// Package people is everybody who is not the software: applicants, staff, Champions and members, as the stand simulates
// them.
//
// They act only as real people can: a form is sent and HubSpot delivers its webhook (Forms); a mail arrives, and after
// a while its reader opens the link and fills in the page (People). Everything happens on the stand's clock and follows
// from a seed. What a person does about one matter depends on the seed, the person and that matter alone, so that
// another person more changes nothing for the others.
//
// The package knows the paths of links, the names of form fields and how people tend to behave. It must not know the
// table, the workflows or any function, nor call into them.
package people
