package pug

import (
	"slices"
	"time"
)

// Person is somebody as the other people of a group know them.
type Person struct {
	ID      string `json:"id"` // of the application
	Name    string `json:"name"`
	Email   string `json:"email"`
	Company string `json:"company"`
	Sharing string `json:"sharing,omitempty"` // which of several people at the address, see Application
}

// Person is the applicant as the others of a group see them.
func (a Application) Person() Person {
	return Person{ID: a.ID, Name: a.Name(), Email: a.Email, Company: a.Company, Sharing: a.Sharing}
}

// WithCompany names the person and where they work: "Ada Hart, Acme".
func (p Person) WithCompany() string {
	if p.Company == "" {
		return p.Name
	}
	return p.Name + ", " + p.Company
}

// WithEmail names the person and how to reach them: "Ada Hart (ada@acme.example)".
func (p Person) WithEmail() string { return p.Name + " (" + p.Email + ")" }

// Seat is what a member has in a group.
type Seat struct {
	Group  string    `json:"group"`
	Member Person    `json:"member"`
	Joined time.Time `json:"joined"` // meetings before it are "before joining"
	// Exception is set when staff gave the seat in spite of what speaks against it (R5).
	Exception *Exception `json:"exception,omitempty"`
	// Excused is set when staff excused the member (R11); the seat is free again.
	Excused time.Time `json:"excused,omitzero"`
}

// again is the seat, taken by the same person once more.
func (s Seat) again() Seat {
	s.Excused = time.Time{}
	return s
}

// SeatOf finds the seat of a person; -1 if they have none. Where nobody else has the address, their name may have
// changed.
func SeatOf(seats []Seat, p Person) int {
	at := slices.IndexFunc(seats, func(s Seat) bool { return s.Member.Is(p) })
	if at < 0 {
		at = slices.IndexFunc(seats, func(s Seat) bool { return s.Member.Email == p.Email && s.Member.Sharing == "" })
	}
	return at
}

// Taken sorts out the seats that are taken: those of excused members are free (R11).
func Taken(seats []Seat) []Seat {
	return slices.DeleteFunc(slices.Clone(seats), func(s Seat) bool { return !s.Excused.IsZero() })
}
