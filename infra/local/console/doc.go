// Package console is what somebody sees who tries the local stand: a control room that shows the cohort as people see
// it, the inbox of whoever they choose to be, everybody's mail, one letter of each kind, the contacts at HubSpot, the
// workflows as pictures, and the form with which people apply.
//
// While somebody watches it stops time at choices that are worth a look, and its guide leads through a cohort in five
// clicks. What it remembers of them ends with the stand, see memory.
//
// It knows how to show what the other parts of the stand know, and how to turn the clock. It must not know any rule of
// the programme, nor act in the application's place: an application goes in as a signed webhook, a decision through the
// link in a mail.
//
// Its pages work without scripts. Where there are scripts, what changes is brought up to date each second: see
// assets/live.js.
package console
