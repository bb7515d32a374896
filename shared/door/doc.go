// Package door lets the holder of a link in: it opens the link of a request, and answers itself where that cannot be.
//
// It knows links and the standard pages. It must not know what is behind the door.
package door
