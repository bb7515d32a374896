// Package sample knows made-up applications, as HubSpot's form webhooks would carry them: a fixed set for the local
// stand, and any number more for load.
//
// Everybody and every company in it is invented; addresses are under the domains that RFC 2606 keeps for examples. It
// must not know what becomes of an application: whether one is odd, late or a duplicate is for intake to find out.
package sample
