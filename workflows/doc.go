// Package workflows holds the Step Functions definitions, plain JSON in JSONata that opens in any ASL editor.
//
// A placeholder such as ${review} stands for the ARN of the function of that name. Every state says in its Comment what
// it does or asks; a state whose name ends in "?" is a choice.
//
// A task that waits for people, or for a date, gets its deadline as a date and must give Step Functions a number of
// seconds. So its TimeoutSeconds always reads
//
//	$max([1, $ceil(($toMillis(deadline) - $toMillis($states.context.State.EnteredTime)) / 1000)])
//
// that is, the time from entering the state until the deadline, in whole seconds rounded up, and at least the one
// second that Step Functions demands: a deadline that has passed ends the wait at once. Where people are reminded, the
// deadlines are a list, until each reminder and at last until the end, and $rounds counts those that have passed.
//
// Every task has the same two retriers. The first names the errors that no retry mends. The second takes everything
// else that may pass: with pauses that grow to a quarter of an hour and are drawn anew each time, its attempts last
// some two days, so that an execution outlives an outage. In a task that waits for people, States.Timeout is no failure
// but the end of the wait, and is caught. A plain task gives up later than its function does, so that two calls of it
// never run side by side. infra/blueprint holds the definitions to this.
//
// The package must not know what the functions do.
package workflows
