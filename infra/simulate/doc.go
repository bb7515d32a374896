// Command simulate plays many small cohorts in a hostile cloud, and judges whether the programme's promises held.
//
//	go run ./infra/simulate -seeds 100              a hundred worlds; the last line is JSON, see Summary
//	go run ./infra/simulate -seeds 1 -first 17      one world again: the same seed is the same journal, byte for byte
//
// What is real: every function, every workflow definition, the pages and the SDK with its retries, on the local stand
// (infra/local/stand). What is played: AWS, in virtual time, and the people.
//
// A seed decides a World before anything happens: who applies, how people behave, which kinds of fault exist, how often
// they come, which service is out when. Some worlds have none of a kind; -rate scales how much goes wrong. Each fault
// has a name, such as "review dynamodb:PutItem 3 lost": whose call, of what, the how-manieth, and the Kind. It is drawn
// by that name alone, so that one call more elsewhere changes no other fault. All faults stand at the doors that the
// cloud, the schedules and the people's requests go through anyway; functions do not know that they are simulated.
//
// What the system promises to survive: calls to AWS that are not done, or done and answered with an error, throttled,
// in conflict with somebody else's transaction, slow or hanging; a function that dies between any two of them, and is
// called twice, late or beside itself; a stream in shards, between which there is no order; schedules
// that fire late, twice or never; outages of a service, or of HubSpot's API, for up to a day; a deployment at any time;
// webhooks and clicks that come twice or days late. It does not promise anything about a table that loses what it has
// acknowledged, or about two services that are out for longer than the two days for which workflows try again.
//
// While things go wrong nothing false may hold; then the weather clears up, and whatever is owed must be done. Each
// Invariant is a sentence and a pure function of a Snapshot. The judge does not ask the accused: what webhooks
// acknowledged, pages confirmed and mail said is noted by the world (Notes), and compared with the records.
//
// A line of the journal is: when, who, what they did, what came of it. Faults are done by "the weather", verdicts by
// "the judge".
//
// Staff do at the desk, now and then, most of what can be done there (Deeds), take some of it back, and do it after
// all; and some addresses do not take mail any more (Bounce). Both belong to the world rather than to its faults: the
// smaller world that Shrink finds has them too.
//
// The package must not know how any function works; it knows the programme's rules, the subjects of its mail and the
// words on its pages.
package main
