// Package blueprint describes the application once: its functions with their rights and routes, its workflows, its
// schedules, the streams and events that call functions. Two machines are built from it: AWS by the CDK, and one
// process on a laptop.
//
// It is plain values. It must not know the CDK, nor import a handler. Of the table's keys, which are shared/store's, it
// names the partitions that functions write to, and a test compares them.
package blueprint
