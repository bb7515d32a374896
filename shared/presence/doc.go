// Package presence reads the reports that video meetings make of who was present, and finds the members of a group in
// them. A report is never trusted: what is found here is proposed to the Champion, who confirms it (R11).
//
// The formats are those of Zoom's participants report, of the attendance report of Microsoft Teams and of Google Meet,
// as they are downloaded, and as a spreadsheet program writes them again.
package presence
