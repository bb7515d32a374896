// Package functest is for tests of functions: a function's surroundings, real wherever that is possible. The store is the real one on an
// in-process DynamoDB, links are real ones; mail and calls to workflows are kept to be looked at; the time stands still until a test
// moves it.
//
// It must not know any function, and nothing but tests imports it.
package functest
