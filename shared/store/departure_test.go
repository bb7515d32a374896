package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// seated is a group in which Ada sits, with a planned meeting.
func seated(t *testing.T) (*store.Store, pug.Seat, pug.Meeting) {
	t.Helper()
	s := forming(t, 2)
	seat := member(t, s, "ada", "2026-H2-g01")
	wants(t, s.TakeSeat(t.Context(), seat, nil), "")
	m := pug.Meeting{Group: seat.Group, Month: "2026-10", State: pug.MeetingPlanned, Starts: morning.AddDate(0, 1, 0)}
	wants(t, s.AddMeeting(t.Context(), m), "")
	return s, seat, m
}

// invited is a letter to a member about a meeting.
func invited(seat pug.Seat, key string) store.Letter {
	return store.Letter{ID: store.LetterID(key, seat.Member.Email), Key: key, Words: "{}", Written: morning,
		To: store.Mailbox{Email: seat.Member.Email}, State: store.LetterWaiting, Seat: &seat}
}

func posted(t *testing.T, s *store.Store, l store.Letter) store.Posted {
	t.Helper()
	all, err := s.Posted(t.Context(), l.To.Email, l.ID)
	wants(t, err, "")
	return all[0]
}

func waitingLetters(t *testing.T, s *store.Store) int {
	t.Helper()
	owed, err := s.Outbox(t.Context())
	wants(t, err, "")
	return len(owed.Letters)
}

func leaves(seat pug.Seat) store.Leaving {
	seat.Left = morning.Add(time.Hour)
	return store.Leaving{Seat: seat}
}

func TestL2WhoLeavesTakesBackWhatWaits(t *testing.T) {
	s, seat, m := seated(t)
	waits, unwritten := invited(seat, "invitation/1"), invited(seat, "points/1")
	wants(t, s.Post(t.Context(), waits), "")
	l := leaves(seat)
	l.Meetings, l.Letters = []pug.Meeting{m}, []store.Posted{posted(t, s, waits), posted(t, s, unwritten)}
	if l.Letters[0].Reaches() || l.Letters[1].Letter != nil {
		t.Fatalf("the letters are %+v", l.Letters)
	}
	told := store.Letter{ID: "told", Words: "{}", Written: morning, To: store.Mailbox{Email: "ada@example.com"}, State: store.LetterWaiting}
	wants(t, s.Leave(t.Context(), l, told), "")
	wants(t, s.Leave(t.Context(), l), pug.Already)
	if got := posted(t, s, waits).Letter; got.State != store.LetterRefused || got.Answer == "" {
		t.Errorf("the letter that waited is %+v", got)
	}
	if n := waitingLetters(t, s); n != 1 {
		t.Errorf("%d letters wait, want that about leaving alone", n)
	}
	wants(t, s.Post(t.Context(), unwritten), "") // of a round that read before who sits there
	if posted(t, s, unwritten).Letter != nil {
		t.Error("somebody who has left is written to about meetings")
	}
	now := seatingOf(t, s, seat.Member)
	want := seating{Partners: map[string]int{"g01": 1, "g02": 1}, Seats: map[string]int{"g01": 1, "g02": 0},
		Groups: map[string]string{"ada@example.com": ""}}
	if diff := cmp.Diff(want, now); diff != "" {
		t.Error(diff)
	}
	if a, err := s.Application(t.Context(), seat.Member.ID); err != nil || a.LeftGroup != seat.Group || a.ExcusedFrom != "" {
		t.Errorf("the application is %+v, %v", a, err)
	}
	owed, err := s.Outbox(t.Context())
	wants(t, err, "")
	freed := seat.Freed()
	for _, p := range owed.Promises {
		if p.ID == freed {
			return
		}
	}
	t.Errorf("nobody sees to %s: %+v", freed, owed.Promises)
}

func TestLeavingGoesByWhatWasRead(t *testing.T) {
	for name, change := range map[string]func(*testing.T, *store.Store, pug.Seat, pug.Meeting, store.Letter){
		"a meeting that was changed": func(t *testing.T, s *store.Store, _ pug.Seat, m pug.Meeting, _ store.Letter) {
			_, err := s.SaveMeeting(t.Context(), m, nil)
			wants(t, err, "")
		},
		"a letter that is written": func(t *testing.T, s *store.Store, seat pug.Seat, _ pug.Meeting, _ store.Letter) {
			wants(t, s.Post(t.Context(), invited(seat, "points/1")), "")
		},
		"a letter that is being sent": func(t *testing.T, s *store.Store, _ pug.Seat, _ pug.Meeting, l store.Letter) {
			_, err := s.Attempt(t.Context(), morning, morning.Add(time.Minute), []store.Attempt{{Waiting: l.Waiting()}})
			wants(t, err, "")
		},
		"a letter that was sent": func(t *testing.T, s *store.Store, _ pug.Seat, _ pug.Meeting, l store.Letter) {
			wants(t, s.NoteOutcomes(t.Context(), []store.Outcome{{Waiting: l.Waiting(), State: store.LetterSent, Sent: morning}}), "")
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, seat, m := seated(t)
			waits, unwritten := invited(seat, "invitation/1"), invited(seat, "points/1")
			wants(t, s.Post(t.Context(), waits), "")
			l := leaves(seat)
			l.Meetings, l.Letters = []pug.Meeting{m}, []store.Posted{posted(t, s, waits), posted(t, s, unwritten)}
			change(t, s, seat, m, waits)
			before := seatingOf(t, s, seat.Member)
			wants(t, s.Leave(t.Context(), l), pug.Conflict)
			unchanged(t, s, before, seat.Member)
		})
	}
}

func TestALetterThatMayHaveBeenSentReaches(t *testing.T) {
	s, seat, _ := seated(t)
	l := invited(seat, "invitation/1")
	wants(t, s.Post(t.Context(), l), "")
	if posted(t, s, l).Reaches() {
		t.Error("before anybody has tried to send it")
	}
	_, err := s.Attempt(t.Context(), morning, morning.Add(time.Minute), []store.Attempt{{Waiting: l.Waiting()}})
	wants(t, err, "")
	if !posted(t, s, l).Reaches() {
		t.Error("not where an attempt was cut short")
	}
}

func TestL14AMemberMovesInOneWrite(t *testing.T) {
	s, seat, _ := seated(t)
	l := leaves(seat)
	l.To = &pug.Seat{Group: "2026-H2-g02", Member: seat.Member, Joined: l.Seat.Left, Missed: 1}
	wants(t, s.Leave(t.Context(), l), "")
	want := seating{Partners: map[string]int{"g01": 1, "g02": 2}, Seats: map[string]int{"g01": 1, "g02": 1},
		Groups: map[string]string{"ada@example.com": "2026-H2-g02"}}
	if diff := cmp.Diff(want, seatingOf(t, s, seat.Member)); diff != "" {
		t.Error(diff)
	}
}

func TestR5NobodyMovesIntoAGroupWithoutRoom(t *testing.T) {
	s, seat, _ := seated(t)
	for _, key := range []string{"one", "two"} {
		wants(t, s.TakeSeat(t.Context(), employee(t, s, key, seat.Member.Company, "2026-H2-g02"), nil), "")
	}
	before := seatingOf(t, s, seat.Member)
	l := leaves(seat)
	l.To = &pug.Seat{Group: "2026-H2-g02", Member: seat.Member, Joined: l.Seat.Left}
	wants(t, s.Leave(t.Context(), l), pug.Full)
	unchanged(t, s, before, seat.Member)
	l.To.Exception = &pug.Exception{Reason: "She asked for it.", By: "Ada Hart"}
	wants(t, s.Leave(t.Context(), l), "")
}

func TestL10WhoLeftTakesTheSeatAgain(t *testing.T) {
	s, seat, _ := seated(t)
	l := leaves(seat)
	again := pug.NewSeat(seat.Group, []pug.Seat{l.Seat}, seat.Member, morning.Add(2*time.Hour))
	wants(t, s.TakeSeat(t.Context(), again, nil), pug.Already) // while they sit there
	wants(t, s.Leave(t.Context(), l), "")
	wants(t, s.TakeSeat(t.Context(), seat, nil), pug.Already) // nobody comes back unasked
	wants(t, s.TakeSeat(t.Context(), again, nil), "")
	wants(t, s.TakeSeat(t.Context(), again, nil), pug.Already)
	got, err := s.Seat(t.Context(), seat.Group, seat.Member.ID)
	if err != nil || got.Series != 1 || !got.Taken() || !got.Since.Equal(morning) {
		t.Errorf("the seat is %+v, %v", got, err)
	}
	if a, err := s.Application(t.Context(), seat.Member.ID); err != nil || a.LeftGroup != "" || a.Group != seat.Group {
		t.Errorf("the application is %+v, %v", a, err)
	}
	if now := seatingOf(t, s); now.Partners["g01"] != 2 {
		t.Errorf("the group has %d partners", now.Partners["g01"])
	}
}

func TestAnExcusalIsTakenBackOnceAndStays(t *testing.T) {
	s, seat, _ := seated(t)
	flag := pug.Flag{ID: pug.FlagID(seat.Group, seat.Member.ID, 2), Group: seat.Group, Member: seat.Member, Missed: 2}
	wants(t, s.AddFlag(t.Context(), flag), "")
	reversal := store.Reversal{Flag: flag.ID, Decision: decision("Ada Hart", pug.ChoiceKeep)}
	l := store.Leaving{Seat: seat, Flag: flag.ID}
	l.Seat.Excused = morning.Add(time.Hour)
	again := pug.NewSeat(seat.Group, []pug.Seat{l.Seat}, seat.Member, morning.Add(2*time.Hour))
	_, err := s.DecideFlag(t.Context(), flag.ID, decision("Bo Lund", pug.ChoiceExcuse))
	wants(t, err, "")
	wants(t, s.Leave(t.Context(), l), "")
	wants(t, s.TakeSeat(t.Context(), again, nil, reversal), "")
	l.Seat = again
	l.Seat.Excused = morning.Add(3 * time.Hour)
	wants(t, s.Leave(t.Context(), l), pug.Conflict) // a late retry of the workflow
	if got, err := s.Flag(t.Context(), flag.ID); err != nil || got.Excuses() {
		t.Errorf("the flag is %+v, %v", got, err)
	}
}

func TestWhoIsPutFirstIsFirst(t *testing.T) {
	s := forming(t, 1)
	var waiting []pug.Place
	for i, key := range []string{"one", "two"} {
		wants(t, s.Wait(t.Context(), place(member(t, s, key, "").Member, i+1)), "")
	}
	for _, key := range []string{"first", "second"} {
		var err error
		waiting, err = s.Waitlist(t.Context(), "2026-H2")
		wants(t, err, "")
		wants(t, s.Wait(t.Context(), pug.FirstPlace(waiting, member(t, s, key, "").Member, "Had a seat before.")), "")
	}
	waiting, err := s.Waitlist(t.Context(), "2026-H2")
	wants(t, err, "")
	var names []string
	for _, p := range waiting {
		names = append(names, p.Person.Name)
	}
	if diff := cmp.Diff([]string{"first", "second", "one", "two"}, names); diff != "" {
		t.Error(diff)
	}
}
