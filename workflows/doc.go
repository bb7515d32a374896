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
// The package must not know what the functions do.
package workflows
