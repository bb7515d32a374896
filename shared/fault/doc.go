// Package fault is the one error type of the programme: a kind on which somebody acts, and a sentence that a person can read.
//
// Everything else is internal: it is logged, and never shown. The package must not know HTTP, Lambda or DynamoDB; each edge turns
// kinds into its own codes, once.
package fault
