// Package config knows what can be set: who the staff are, from which address mail goes out, the programme's time zone,
// its lead times, the public address. It reads them from a function's environment and says in a sentence which one is
// wrong.
//
// It must not know what the settings are used for.
package config
