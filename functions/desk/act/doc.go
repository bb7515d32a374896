// Package act is what staff do at the desk: whatever they mend is an act, which is logged, told to whom it concerns,
// and can be taken back where that can be.
//
// Each act has a file. It asks what must be known, and plans a deed by the rules of pug: what will become of it, who is
// written to, and the one transaction of the store that does it. The package knows no pages: the desk shows a deed
// before it is done, and does it only where it is still what was shown.
package act
