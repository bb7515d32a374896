// Package asl is a Step Functions in one process, on the stand's clock: an interpreter of the Amazon States Language
// with JSONata.
//
// A definition is read into a Machine of flows and states (definition.go, rules.go). Each execution is a runner, a
// process of the clock that goes from state to state (runner.go); a visit is its stay in one of them, with retries and
// catchers (visit.go, task.go). Parallel starts a runner for each branch. Queries and templates are the JSONata in the
// fields of a state.
//
// It knows what the workflows here use, and behaves there as AWS does, in names, errors, causes and limits
// (https://states-language.net/spec.html and the Step Functions developer guide): Task with lambda:invoke, with and
// without .waitForTaskToken, Choice, Wait, Pass, Succeed and Parallel. All else is refused when a definition is
// created, with a sentence that names the state and the field; nothing is ignored at run time. It is never more lenient
// than AWS.
//
// It must not know what the workflows are about, which functions there are (Config.Invoke answers for them), who may
// call what, or how AWS's HTTP API looks.
package asl
