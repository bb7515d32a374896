package people

import (
	"crypto/sha256"
	"encoding/binary"
	"math/rand/v2"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

const day = 24 * time.Hour

// Habits say how people tend to behave. Shares are between 0 and 1.
type Habits struct {
	Champions Answer  // staff on an application as a Champion
	Members   Answer  // staff on an application as a member
	Flags     Answer  // staff on a flag
	Curious   float64 // share of questions that another member of staff answers as well, or finds decided
	// Mends says that the first of staff moves people, names successors and corrects decisions in mid-cohort.
	Mends  bool
	Desk   Delay   // until staff go to the desk, from the letter of the morning
	Curate Delay   // until staff publish the groups
	Pins   int     // most people that staff pin to their seats before they publish
	Moves  int     // most people that staff move
	Again  float64 // how often staff keep somebody out of a group, and have the groups proposed again

	Seat    Answer  // a person on the waitlist to whom a seat is offered
	Renewal Answer  // a Champion who is asked to lead again
	Join    Answer  // a Champion without a group who may join as a member
	Choose  Sharing // a member whose topics nobody leads, and who may choose others

	Plan   Planning
	Report Reporting
	Points Sharing
	Come   Coming
	Own    Owning

	Scanned float64 // share of mails whose links a scanner opens before anybody reads them
	Scan    Delay
}

// Delay is how long people take: any time between the two is as likely.
type Delay struct{ Least, Most time.Duration }

// Answer is what people choose when they are asked. What the shares leave is silence.
type Answer struct {
	Choices []Share
	Delay   Delay
}

// Share is how often a choice is made.
type Share struct {
	Choice pug.Choice
	Share  float64
}

// Planning is how Champions plan a month's meeting.
type Planning struct {
	Delay     Delay
	Reminded  float64 // plan only when they are reminded
	Silent    float64 // plan nothing that month
	Changed   float64 // change the date once
	Cancelled float64
	Months    int     // so many of a cohort's months, and none after; 0: all of them
	Usual     float64 // say with a plan that the group meets so each month, and only confirm the next ones
}

// Reporting is how Champions report attendance.
type Reporting struct {
	Delay    Delay
	Reminded float64
	Silent   float64
	Uploaded float64 // Champions who have the report of their video meeting fill in the form
}

// Sharing is how many members say something that nobody has to say, such as their talking points.
type Sharing struct {
	Share float64
	Delay Delay
}

// Coming is how members come to meetings. It does not depend on who reports it.
type Coming struct {
	Attended, Excused float64 // of most members; what is left is missed
	Absent            float64 // share of members who often stay away
	AbsentMissed      float64 // what those miss; the rest they attend
}

// DefaultHabits are lively but plausible: everything that the programme provides for happens to somebody in a cohort of
// usual size.
func DefaultHabits() Habits {
	yesNo := func(yes, no float64, d Delay) Answer {
		return Answer{Choices: []Share{{pug.ChoiceYes, yes}, {pug.ChoiceNo, no}}, Delay: d}
	}
	return Habits{
		Champions: Answer{[]Share{{pug.ChoiceApprove, 0.79}, {pug.ChoiceDecline, 0.12}, {pug.ChoiceWaitlist, 0.07}},
			Delay{time.Hour, 60 * time.Hour}},
		Members: Answer{[]Share{{pug.ChoiceApprove, 0.865}, {pug.ChoiceDecline, 0.04}, {pug.ChoiceWaitlist, 0.075}},
			Delay{time.Hour, 60 * time.Hour}},
		Flags: Answer{[]Share{{pug.ChoiceKeep, 0.60}, {pug.ChoiceExcuse, 0.35}},
			Delay{2 * time.Hour, 40 * time.Hour}},
		Curious: 0.05,
		Mends:   true,
		Desk:    Delay{20 * time.Minute, 8 * time.Hour},
		Curate:  Delay{2 * day, 5 * day},
		Pins:    3,
		Moves:   2,
		Again:   1,

		Seat:    yesNo(0.65, 0.15, Delay{time.Hour, 60 * time.Hour}),
		Renewal: yesNo(0.60, 0.25, Delay{time.Hour, 6 * day}),
		Join:    yesNo(0.60, 0.25, Delay{time.Hour, 40 * time.Hour}),
		Choose:  Sharing{0.75, Delay{20 * time.Minute, 40 * time.Hour}},

		Plan: Planning{Delay: Delay{20 * time.Minute, 4 * day}, Reminded: 0.08, Silent: 0.03, Changed: 0.05,
			Cancelled: 0.02, Usual: 0.4},
		Report: Reporting{Delay: Delay{20 * time.Minute, 3 * day}, Reminded: 0.10, Silent: 0.03, Uploaded: 0.2},
		Points: Sharing{0.55, Delay{10 * time.Minute, 60 * time.Hour}},
		Come:   Coming{0.92, 0.04, 0.05, 0.5},
		Own: Owning{Says: 0.25, Leaves: 0.004, Quits: 0.04, Writes: 0.2,
			Delay: Delay{10 * time.Minute, 40 * time.Hour}},

		Scanned: 0.1,
		Scan:    Delay{2 * time.Second, 40 * time.Second},
	}
}

// dice are thrown for one person and one matter. Each pair has dice of its own.
type dice struct{ *rand.Rand }

// diceFor makes the dice of a seed and of what they are thrown for.
func diceFor(seed uint64, what ...string) dice {
	hash := sha256.New()
	_ = binary.Write(hash, binary.BigEndian, seed) // a hash takes everything
	for _, text := range what {
		hash.Write(append([]byte(text), 0))
	}
	return dice{rand.New(rand.NewChaCha8([sha256.Size]byte(hash.Sum(nil))))}
}

// chance is true in the given share of throws.
func (d dice) chance(share float64) bool { return d.Float64() < share }

// delay is a time between the two, in whole seconds.
func (d dice) delay(between Delay) time.Duration {
	spread := int64((between.Most - between.Least) / time.Second)
	return between.Least + time.Duration(d.Int64N(spread+1))*time.Second
}

// choice is one of the answer's choices; false for silence.
func (d dice) choice(a Answer) (pug.Choice, bool) {
	at := d.Float64()
	for _, s := range a.Choices {
		if at < s.Share {
			return s.Choice, true
		}
		at -= s.Share
	}
	return "", false
}

func pick[T any](d dice, from []T) T { return from[d.IntN(len(from))] }
