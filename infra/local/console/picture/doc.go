// Package picture draws a workflow: boxes for states, in layers from top to bottom, and arrows for transitions, with the branches of a
// Parallel side by side in a frame.
//
// It knows the shape of a workflow and how to lay a graph out in layers (Sugiyama, Tagawa and Toda 1981: break the loops, assign layers,
// order each layer for few crossings, assign coordinates). It must not know HTML, which state is running, or what a workflow is about.
package picture
