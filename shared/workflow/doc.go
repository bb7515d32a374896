// Package workflow starts executions of the workflows and answers the tasks in them that wait for a person.
//
// It knows that calls arrive at least once: an execution that exists already, and a task that was answered already, are
// success. A call is written to the outbox together with what makes it necessary (store.Call), then made, then removed;
// the sweep makes what a crash left behind. Task tokens stay in the table.
//
// It must not know what the workflows do.
package workflow
