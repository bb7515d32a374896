// Package workflows holds the Step Functions definitions, plain JSON in JSONata that opens in any ASL editor.
//
// A placeholder such as ${review} stands for the ARN of the function of that name. Every state says in its Comment what
// it does or asks; a state whose name ends in "?" is a choice.
//
// A task that waits for people, or for a date, gets its deadline as a date and must give Step Functions a number of
// seconds. So its TimeoutSeconds always reads
//
//	$max([1, $ceil(($toMillis(deadline) - $millis()) / 1000)])
//
// that is, the time from now until the deadline, in whole seconds rounded up, and at least the one second that Step
// Functions demands: a deadline that has passed ends the wait at once, and one attempt after another does not move it.
// Where people are reminded, the deadlines are a list, until each reminder and at last until the end, and $rounds
// counts those that have passed.
//
// A wait for a date can be answered. That means that dates were moved: they are read anew. In cohort, the task plan
// then says where the records have the cohort, and GoOn? leads there. So an execution can be started at any time, under
// another name, and takes up the cohort where it is.
//
// Every task has the same two retriers. The first names the errors that no retry mends. The second takes everything
// else that may pass: with pauses that grow to a quarter of an hour and are drawn anew each time, its attempts last
// some two days, so that an execution outlives an outage. In a task that waits, States.Timeout is no failure but the
// end of the wait, and is caught. A plain task gives up later than its function does, so that two calls of it never run
// side by side.
//
// What is left then is caught, told to staff, and the rest goes on: "doing" completes the sentence "could not", "then"
// is where to go on. Only what a cohort cannot do without is tried again each day (mend). An execution fails only where
// staff cannot even be told. infra/blueprint holds the definitions to this.
//
// Definitions and functions are of different releases at times. A task that older functions do not have fails with
// Pugs.Invalid there: it is caught, and what the older release did is done, such as waiting by the clock.
//
// The package must not know what the functions do.
package workflows
