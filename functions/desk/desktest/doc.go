// Package desktest is for tests of the desk: it opens the desk in the surroundings of functest, with nobody signed in.
// Nothing but tests imports it.
package desktest
