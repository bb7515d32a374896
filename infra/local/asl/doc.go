// Package asl runs Step Functions workflows in one process, on the stand's clock: an interpreter of the Amazon States Language, query
// language JSONata.
//
// It knows state machines, executions, task tokens and history, and follows AWS in names, errors, causes and the order of events
// (https://states-language.net/spec.html and the Step Functions developer guide). What it does not know it refuses when a definition is
// created, with the name of the state and the field; nothing is ignored at run time.
//
// It must not know what the workflows are about, which functions there are (Config.Invoke answers for them), who may call what, or how
// AWS's HTTP API looks.
package asl
