// Package duty is what the functions have in common: what they are built from, how their pages are reached by links,
// and how a call to a workflow is made that follows from what they stored.
//
// It must not know what any function does. Whatever only some of them need stays with them.
package duty
