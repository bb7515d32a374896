// Package blueprint describes the application once: its functions with their rights and routes, its workflows, its
// schedules, the streams and events that call functions. Two machines are built from it: AWS by the CDK, and one process on a laptop.
//
// It is plain values. It must not know the CDK, nor import a handler; the keys of the table are shared/store's.
package blueprint
