// Package logs has every line of the log say what it is about: whoever knows the request, the execution or the record
// says so once, and the context carries it. It keeps mail addresses out of the log.
//
// It must not know what the lines are about, nor where they go.
package logs
