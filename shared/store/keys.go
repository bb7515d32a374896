package store

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"strings"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// The attributes that the table itself knows.
const (
	PartitionKey = "PK"
	SortKey      = "SK"
	TimeToLive   = "ttl" // epoch seconds, see the DynamoDB guide on TTL
)

// key is the primary key of one item.
//
//	COHORT#2026-H2               COHORT                    the cohort
//	COHORT#2026-H2               GROUP#g01                 a group
//	PROPOSAL#2026-H2             REVISION#000012           the groups at one revision, while staff curate them
//	PROPOSAL#2026-H2             ENTRY#000012              what that revision changed
//	PROPOSAL#2026-H2             PEOPLE#<sha256>#00        the people it is about, or a part of them
//	APPLICATIONS#2026-H2-member  <application id>          an application
//	PERSON#<email>               2026-H2#member            which application of a person counts
//	PERSON#<email>               2026-H2#member#<name key> that of another person at the address
//	NAME#2026-H2#<name key>      NAME                      the applications of people of that name
//	PERSON#<email>               EXTENSION#2026-H2#member  until when somebody may apply who is late
//	PERSON#<email>               LINK#<sha256>             a link in mail to the address
//	FIND#<two letters>           <word>#<application id>   an application as it is found by a word of it
//	SUBMISSION#<sha256>          SUBMISSION                a form submission that was taken in
//	WAITLIST#2026-H2             000012#<application id>   a place in the waitlist
//	WAITLIST#2026-H2#END         END                       the last place that was given
//	GROUP#2026-H2-g01            SEAT#<application id>     a seat
//	GROUP#2026-H2-g01            MEETING#2026-10           a meeting
//	GROUP#2026-H2-g01            ATTENDANCE#2026-10        what the Champion reported
//	GROUP#2026-H2-g01            POINTS#2026-10#<id>       a member's talking points
//	GROUP#2026-H2-g01            NOTICE#2026-10#<id>       that a member cannot come to a meeting
//	GROUP#2026-H2-g01            FLAG#<flag id>            a flag
//	GROUP#2026-H2-g01            OFFER#<offer id>          a free seat offered
//	GROUP#2026-H2-g01            RENEWAL                   "lead it again"
//	GROUP#2026-H2-g01            MESSAGE#20261002-1        what who leads it wrote to its members
//	HELD                         2026-H2-acceptances       how a cohort's letters of a class are held
//	FIGURES#2026-H2              07                        a part of the figures of a cohort
//	FIGURES#2026-H2              BEFORE                    its figures before anybody kept them
//	MATTERS#2026-H2              member#<since>#<id>       what waits for staff
//	LINK#<sha256>                LINK                      a link in mail
//	STAFF                        STAFF                     who is staff
//	LETTERS#<email>              <sha256>                  a letter to a person
//	MAILED#2026-H2               placed-<written>-<sha256> where a letter of a kind is, to somebody of the cohort
//	TOKEN#<subject>              TOKEN                     the task token that waits for a subject
//	SESSIONS                     <email>#<sha256>          a session at the desk
//	LOG#<id>                     <time>-0000000-<sha256>   a line of the log of a cohort, an application or a group
//	ERASURES                     <application id>          the data of a person that are being erased
//	OUTBOX                       <id>                      a call to a workflow that must still be made
//	OUTBOX                       letter-<written>-<sha256> a letter that must still be sent
//	OUTBOX                       promise-<workflow>-<id>   a record that a workflow must still see through
//	OUTBOX                       stale-<id>                what HubSpot must still be told of an application or topics
type key struct{ PK, SK string }

func cohortKey(id pug.CohortID) key { return key{"COHORT#" + string(id), "COHORT"} }

func groupKey(id string) key {
	return key{"COHORT#" + string(pug.CohortOf(id)), groupPrefix + pug.ShortGroup(id)}
}

func revisionKey(cohort pug.CohortID, revision int) key {
	return key{"PROPOSAL#" + string(cohort), fmt.Sprintf("REVISION#%06d", revision)}
}

func entryKey(cohort pug.CohortID, revision int) key {
	return key{revisionKey(cohort, 0).PK, fmt.Sprintf("%s%06d", entryPrefix, revision)}
}

func peoplePrefix(name string) string { return "PEOPLE#" + name + "#" }

func peopleKey(cohort pug.CohortID, name string, part int) key {
	return key{revisionKey(cohort, 0).PK, fmt.Sprintf("%s%02d", peoplePrefix(name), part)}
}

func applicationsKey(cohort pug.CohortID, kind pug.Kind) string {
	return strings.TrimSuffix(pug.ApplicationID(cohort, kind, ""), "-")
}

// applicationKey reads the partition out of the id: everything before its last part.
func applicationKey(id string) key {
	partition := id
	if i := strings.LastIndexByte(id, '-'); i >= 0 {
		partition = id[:i]
	}
	return key{"APPLICATIONS#" + partition, id}
}

func personKey(email string, cohort pug.CohortID, kind pug.Kind) key {
	return key{"PERSON#" + email, string(cohort) + "#" + string(kind)}
}

// claimKey is that of an application's claim to be the one that counts for its person.
func claimKey(a pug.Application) key {
	k := personKey(a.Email, a.Cohort, a.Kind)
	if a.Sharing != "" {
		k.SK += "#" + a.Sharing
	}
	return k
}

func extensionKey(e pug.Extension) key {
	k := personKey(e.Email, e.Cohort, e.Kind)
	k.SK = extensionPrefix + k.SK
	return k
}

func nameKey(a pug.Application) key {
	return key{namePrefix(a.Cohort) + a.LikeKey(), "NAME"}
}

func namePrefix(cohort pug.CohortID) string { return "NAME#" + string(cohort) + "#" }

func submissionKey(hash string) key { return key{"SUBMISSION#" + hash, "SUBMISSION"} }

func waitlistPartition(cohort pug.CohortID) string { return "WAITLIST#" + string(cohort) }

func placeKey(p pug.Place) key {
	// Six digits keep the order of numbers in the order of texts, from 0 to 999999. A minus comes before all of them.
	return key{waitlistPartition(p.Cohort), fmt.Sprintf("%06d#%s", p.Order, p.Person.ID)}
}

func lineKey(cohort pug.CohortID) key { return key{waitlistPartition(cohort) + "#END", "END"} }

// The prefixes of sort keys that are queried.
const (
	groupPrefix      = "GROUP#"
	entryPrefix      = "ENTRY#"
	seatPrefix       = "SEAT#"
	meetingPrefix    = "MEETING#"
	pointsPrefix     = "POINTS#"
	noticePrefix     = "NOTICE#"
	flagPrefix       = "FLAG#"
	attendancePrefix = "ATTENDANCE#"
	offerPrefix      = "OFFER#"
	messagePrefix    = "MESSAGE#"
	heldPrefix       = "LINK#"
	extensionPrefix  = "EXTENSION#"
)

func inGroup(group, sort string) key { return key{"GROUP#" + group, sort} }

func seatKey(group, member string) key      { return inGroup(group, seatPrefix+member) }
func meetingKey(group, month string) key    { return inGroup(group, meetingPrefix+month) }
func attendanceKey(group, month string) key { return inGroup(group, attendancePrefix+month) }
func flagKey(group, id string) key          { return inGroup(group, flagPrefix+id) }
func offerKey(group, id string) key         { return inGroup(group, offerPrefix+id) }
func renewalKey(group string) key           { return inGroup(group, "RENEWAL") }
func pointsKey(group, month, member string) key {
	return inGroup(group, pointsPrefix+month+"#"+member)
}

func sessionKey(email, hash string) key { return key{"SESSIONS", email + "#" + hash} }

func noticeKey(group, month, member string) key { return inGroup(group, noticePrefix+month+"#"+member) }

// messageKey reads the group, and the day and number within it, out of the id.
func messageKey(id string) key {
	group := pug.GroupOfMessage(id)
	return inGroup(group, messagePrefix+strings.TrimPrefix(id, group+"-"))
}

func logKey(of, name string) key { return key{"LOG#" + of, name} }

// shards is how many items the figures of a cohort are spread over, so that many applications at once do not wait for
// each other.
const shards = 16

func figuresPartition(cohort pug.CohortID) string {
	return "FIGURES#" + cmp.Or(string(cohort), noCohort)
}

// figuresKey is that of the part of a cohort's figures in which changes of an application are counted.
func figuresKey(cohort pug.CohortID, application string) key {
	hash := fnv.New32a()
	hash.Write([]byte(application))
	return shardKey(cohort, int(hash.Sum32()%shards))
}

func shardKey(cohort pug.CohortID, n int) key {
	return key{figuresPartition(cohort), fmt.Sprintf("%02d", n)}
}

func figuresBeforeKey(cohort pug.CohortID) key { return key{figuresPartition(cohort), "BEFORE"} }

// noCohort stands for the cohort in keys of what belongs to none, as in the ids of such applications.
const noCohort = "none"

// matterKey keeps matters of a kind in the order of their times, but for those that are found by their ids alone.
func matterKey(m pug.Matter) key {
	since := ""
	if !m.Kind.Lasting() {
		since = m.Since.UTC().Format("20060102T150405")
	}
	return key{"MATTERS#" + cmp.Or(string(m.Cohort), noCohort), string(m.Kind) + "#" + since + "#" + m.ID}
}

func staffKey() key { return key{"STAFF", "STAFF"} }

func erasureKey(id string) key { return key{"ERASURES", id} }

func linkKey(hash string) key     { return key{"LINK#" + hash, "LINK"} }
func tokenKey(subject string) key { return key{"TOKEN#" + subject, "TOKEN"} }

// heldKey is that of a link among those of its person.
func heldKey(email, hash string) key {
	return key{personKey(strings.ToLower(email), "", "").PK, heldPrefix + hash}
}

// letterKey is that of a letter to an address, in which case does not count.
func letterKey(email, id string) key { return key{LetterPartition + strings.ToLower(email), id} }

// LetterPartition begins the partitions of letters: whoever is told of changes in the table goes by it.
const LetterPartition = "LETTERS#"

func holdKey(id string) key { return key{"HELD", id} }

// mailedKey puts the letters of a cohort in the order of their kinds, and then of when they were written.
func mailedKey(l Letter) key {
	return mailedAt(pug.CohortOf(l.To.ID), l.Kind+"-"+l.Written.UTC().Format(writtenFormat)+"-"+l.ID)
}

func mailedAt(cohort pug.CohortID, name string) key { return key{"MAILED#" + string(cohort), name} }

// writtenFormat keeps the order of times in the order of texts.
const writtenFormat = "20060102T150405.000"

// outboxPartition holds what is owed. The stream of what is stale goes by it.
const outboxPartition = "OUTBOX"

func outboxKey(id string) key { return key{outboxPartition, id} }

func staleKey(of string) key { return outboxKey(stalePrefix + of) }

func promiseKey(workflow, id string) key { return outboxKey(promisePrefix + workflow + "-" + id) }

// waitingKey puts letters in the order in which they were written.
func waitingKey(w Waiting) key {
	return outboxKey(waitingPrefix + w.Written.UTC().Format(writtenFormat) + "-" + w.ID)
}

const (
	waitingPrefix = "letter-"
	promisePrefix = "promise-"
	stalePrefix   = "stale-"
)
