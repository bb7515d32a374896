// Package lambdafn is the edge between Lambda and a function: an event comes in, and becomes a request for an
// http.Handler or the input of a task; errors go out under names that workflows match on.
//
// It knows the shapes of events: HTTP API payload version 2, and {"task": ..., "input": ...} from workflows and
// schedules, with the execution or the schedule that asks. What an event says of itself, every line of the log says as
// well. It must not know what any function does.
package lambdafn
