package store

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// keys writes out every key of the table.
func keys() map[string]key {
	return map[string]key{
		"cohort":                cohortKey("2026-H2"),
		"group":                 groupKey("2026-H2-g01"),
		"proposal":              revisionKey("2026-H2", 12),
		"line of a log":         logKey("2026-H2-g01", "20261001T090000.000000000#f00d"),
		"line of the log":       entryKey("2026-H2", 12),
		"people":                peopleKey("2026-H2", "f00d", 3),
		"member's application":  applicationKey("2026-H2-member-a1"),
		"Champion's":            applicationKey("2026-H2-champion-a1"),
		"odd application":       applicationKey("none-unknown-a1"),
		"place of a person":     personKey("ada@example.com", "2026-H2", "member"),
		"link of a person":      heldKey("Ada@example.com", "f00d"),
		"word of somebody":      findKey("ada", "2026-H2-member-a1"),
		"erasure":               erasureKey("2026-H2-member-a1"),
		"submission":            submissionKey("f00d"),
		"place in the waitlist": placeKey(pug.Place{Cohort: "2026-H2", Order: 12, Person: pug.Person{ID: "2026-H2-member-a1"}}),
		"end of the waitlist":   lineKey("2026-H2"),
		"seat":                  seatKey("2026-H2-g01", "2026-H2-member-a1"),
		"meeting":               meetingKey("2026-H2-g01", "2026-10"),
		"attendance":            attendanceKey("2026-H2-g01", "2026-10"),
		"talking points":        pointsKey("2026-H2-g01", "2026-10", "2026-H2-member-a1"),
		"notice":                noticeKey("2026-H2-g01", "2026-10", "2026-H2-member-a1"),
		"flag":                  flagKey("2026-H2-g01", "2026-H2-g01-a1-miss2"),
		"offer":                 offerKey("2026-H2-g01", "o1"),
		"extension":             extensionKey(pug.Extension{Cohort: "2026-H2", Kind: pug.KindMember, Email: "ada@example.com"}),
		"renewal":               renewalKey("2026-H2-g01"),
		"message":               messageKey("2026-H2-g01-20261002-1"),
		"part of the figures":   figuresKey("2026-H2", "2026-H2-member-a1"),
		"figures from before":   figuresBeforeKey("2026-H2"),
		"matter":                matterKey(pug.Matter{Kind: pug.MatterOdd, ID: "none-unknown-a1", Since: time.Date(2026, 10, 1, 9, 0, 0, 5e6, time.UTC)}),
		"matter of twins":       matterKey(pug.Matter{Kind: pug.MatterTwins, Cohort: "2026-H2", ID: "2026-H2-member-a1+2026-H2-member-a2"}),
		"staff":                 staffKey(),
		"link":                  linkKey("f00d"),
		"letter":                letterKey("Ada@example.com", "f00d"),
		"letter that waits":     waitingKey(Waiting{ID: "f00d", Written: time.Date(2026, 10, 1, 9, 0, 0, 5e6, time.UTC)}),
		"hold":                  holdKey("2026-H2-acceptances"),
		"where a letter is": mailedKey(Letter{ID: "f00d", Kind: "placed", To: Mailbox{ID: "2026-H2-member-a1"},
			Written: time.Date(2026, 10, 1, 9, 0, 0, 5e6, time.UTC)}),
		"token":         tokenKey("2026-H2-member-a1"),
		"promise":       promiseKey("application", "2026-H2-member-a1"),
		"what is stale": staleKey("2026-H2-member-a1"),
		"call":          outboxKey("start-application-2026-H2-member-a1"),
	}
}

func TestEveryKey(t *testing.T) {
	want := map[string]key{
		"cohort":                {"COHORT#2026-H2", "COHORT"},
		"group":                 {"COHORT#2026-H2", "GROUP#g01"},
		"proposal":              {"PROPOSAL#2026-H2", "REVISION#000012"},
		"line of a log":         {"LOG#2026-H2-g01", "20261001T090000.000000000#f00d"},
		"line of the log":       {"PROPOSAL#2026-H2", "ENTRY#000012"},
		"people":                {"PROPOSAL#2026-H2", "PEOPLE#f00d#03"},
		"member's application":  {"APPLICATIONS#2026-H2-member", "2026-H2-member-a1"},
		"Champion's":            {"APPLICATIONS#2026-H2-champion", "2026-H2-champion-a1"},
		"odd application":       {"APPLICATIONS#none-unknown", "none-unknown-a1"},
		"place of a person":     {"PERSON#ada@example.com", "2026-H2#member"},
		"link of a person":      {"PERSON#ada@example.com", "LINK#f00d"},
		"word of somebody":      {"FIND#ad", "ada#2026-H2-member-a1"},
		"erasure":               {"ERASURES", "2026-H2-member-a1"},
		"submission":            {"SUBMISSION#f00d", "SUBMISSION"},
		"place in the waitlist": {"WAITLIST#2026-H2", "000012#2026-H2-member-a1"},
		"end of the waitlist":   {"WAITLIST#2026-H2#END", "END"},
		"seat":                  {"GROUP#2026-H2-g01", "SEAT#2026-H2-member-a1"},
		"meeting":               {"GROUP#2026-H2-g01", "MEETING#2026-10"},
		"attendance":            {"GROUP#2026-H2-g01", "ATTENDANCE#2026-10"},
		"talking points":        {"GROUP#2026-H2-g01", "POINTS#2026-10#2026-H2-member-a1"},
		"notice":                {"GROUP#2026-H2-g01", "NOTICE#2026-10#2026-H2-member-a1"},
		"flag":                  {"GROUP#2026-H2-g01", "FLAG#2026-H2-g01-a1-miss2"},
		"offer":                 {"GROUP#2026-H2-g01", "OFFER#o1"},
		"extension":             {"PERSON#ada@example.com", "EXTENSION#2026-H2#member"},
		"renewal":               {"GROUP#2026-H2-g01", "RENEWAL"},
		"message":               {"GROUP#2026-H2-g01", "MESSAGE#20261002-1"},
		"part of the figures":   {"FIGURES#2026-H2", "10"},
		"figures from before":   {"FIGURES#2026-H2", "BEFORE"},
		"matter":                {"MATTERS#none", "odd#20261001T090000#none-unknown-a1"},
		"matter of twins":       {"MATTERS#2026-H2", "twins##2026-H2-member-a1+2026-H2-member-a2"},
		"staff":                 {"STAFF", "STAFF"},
		"link":                  {"LINK#f00d", "LINK"},
		"letter":                {"LETTERS#ada@example.com", "f00d"},
		"letter that waits":     {"OUTBOX", "letter-20261001T090000.005-f00d"},
		"hold":                  {"HELD", "2026-H2-acceptances"},
		"where a letter is":     {"MAILED#2026-H2", "placed-20261001T090000.005-f00d"},
		"token":                 {"TOKEN#2026-H2-member-a1", "TOKEN"},
		"promise":               {"OUTBOX", "promise-application-2026-H2-member-a1"},
		"what is stale":         {"OUTBOX", "stale-2026-H2-member-a1"},
		"call":                  {"OUTBOX", "start-application-2026-H2-member-a1"},
	}
	if diff := cmp.Diff(want, keys()); diff != "" {
		t.Error(diff)
	}
}

func TestNoTwoThingsShareAKey(t *testing.T) {
	seen := map[key]string{}
	for noun, k := range keys() {
		if other, taken := seen[k]; taken {
			t.Errorf("%s and %s share %v", noun, other, k)
		}
		seen[k] = noun
	}
	// What people write stays in its own place, whatever marks it has.
	for _, email := range []string{"ada@example.com#2026-H2", "ada#member@example.com", "OUTBOX", ""} {
		if other, taken := seen[personKey(email, "2026-H2", "member")]; taken {
			t.Errorf("the address %q takes the key of %s", email, other)
		}
	}
	if personKey("a@example.com#2026-H1", "2026-H2", "member") == personKey("a@example.com", "2026-H1#2026-H2", "member") {
		t.Error("a mark moves from an address into a cohort")
	}
}

func TestAnApplicationLiesInThePartitionThatListsIt(t *testing.T) {
	for id, partition := range map[string]string{
		"2026-H2-member-a1": applicationsKey("2026-H2", "member"), "none-champion-a1": applicationsKey("", "champion"),
		"2026-H2-unknown-a1": applicationsKey("2026-H2", "guest"), "none-unknown-a1": applicationsKey("", ""),
	} {
		if got := applicationKey(id).PK; got != "APPLICATIONS#"+partition {
			t.Errorf("%s lies in %s, and is listed from %s", id, got, partition)
		}
	}
}
