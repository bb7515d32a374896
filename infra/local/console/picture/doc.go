// Package picture draws a workflow: its states as boxes below each other, in the order of the definition, and its
// transitions as arrows, down on the right, back up on the left; the branches of a Parallel side by side in a frame.
//
// It knows the shape of a workflow and where things go. It must not know HTML, which state is running, or what a
// workflow is about.
package picture
