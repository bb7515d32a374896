// Package clock is the local stand's time: a process-based discrete-event simulation.
//
// It knows virtual time, the order of events, processes that sleep and wait for signals, and how fast virtual time
// passes on the wall. At most one event or process runs at any moment, and events run in the order of (virtual time,
// order of being scheduled), so that a run that depends on nothing from outside is the same run every time.
//
// It must not know what the processes do: no workflows, no people, no AWS. Nothing else on the stand sleeps or reads
// the wall clock.
package clock
