// Package post writes to people: it tells them something, or asks them something by a link of their own.
//
// It knows how a question becomes a link and a letter. It must not know what is asked, nor what the answer leads to. An address that
// cannot be written to never stops a workflow: it is logged, and the others are written to all the same.
package post
