// Package curation is what staff do with the groups that are proposed, until they are published (R5): move, swap and
// pin people, open and dissolve groups, name a Champion for a further one (R7), propose again around what is pinned,
// undo and redo.
//
// It knows the proposal as a value, which changes keep the limits, which limits staff may pass by exception, and what
// each change does to the two values by which proposals are compared: members placed, and points. It knows who waits,
// in which order, and says in words why somebody sits where they do. Each change gives the next revision of the
// proposal; none is changed in place, so that undoing is going back to one that is stored.
//
// It must not know the store, pages, mail or the clock. What forms the best groups is package match's to know.
package curation
