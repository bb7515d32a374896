// Package meetings runs the monthly meetings of the groups (R8, R9, R10): it asks Champions for topic and date, invites
// members, gathers talking points, hands them to the Champion in one digest, and asks for attendance afterwards.
//
// It knows the letters and the pages; when which of these is due is package calendar's. It must not know what a missed
// meeting leads to: it stores the Champion's report, and the attendance function counts.
package meetings
