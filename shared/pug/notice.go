package pug

import (
	"slices"
	"time"
)

// Notice is what a member said before a meeting: that they cannot come (L7). They are absent with notice, which counts
// for nothing against them.
type Notice struct {
	Member Person    `json:"member"`
	Starts time.Time `json:"starts"`         // of the meeting as it was planned then: of another date nothing is said
	Note   string    `json:"note,omitempty"` // for the Champion
	By     string    `json:"by"`             // a person's name: the member's, or of who said it for them
	At     time.Time `json:"at"`
}

// Absent sorts out the notices that are of the meeting as it is planned now.
func (m Meeting) Absent(notices []Notice) []Notice {
	return slices.DeleteFunc(slices.Clone(notices), func(n Notice) bool { return !n.Starts.Equal(m.Starts) })
}

// Lapsed are the notices that are of another date from which the meeting was moved: whether they hold is not known.
func (m Meeting) Lapsed(notices []Notice) []Notice {
	return slices.DeleteFunc(slices.Clone(notices), func(n Notice) bool {
		return n.Starts.Equal(m.Starts) || !n.Starts.After(m.Planned)
	})
}

// NoticesOf sorts out the notices of those who have no seat any more: nobody expects them.
func NoticesOf(seats []Seat, notices []Notice) []Notice {
	return slices.DeleteFunc(slices.Clone(notices), func(n Notice) bool {
		_, sits := SeatOfMember(Taken(seats), n.Member.ID)
		return !sits
	})
}

// NoticeOf finds a member's notice.
func NoticeOf(notices []Notice, member string) (Notice, bool) {
	i := slices.IndexFunc(notices, func(n Notice) bool { return n.Member.ID == member })
	if i < 0 {
		return Notice{}, false
	}
	return notices[i], true
}

// CannotCome is the notice of a member of the group (L7). pug.NotFound: they have no seat; pug.Conflict: there is no
// meeting ahead; pug.Already: it is known.
func CannotCome(m Meeting, seats []Seat, known []Notice, member string, now time.Time) (Notice, error) {
	at := slices.IndexFunc(Taken(seats), func(s Seat) bool { return s.Member.ID == member })
	if at < 0 {
		return Notice{}, Errorf(NotFound, "They have no seat in this group, so nobody expects them.")
	}
	if err := m.ahead(now); err != nil {
		return Notice{}, err
	}
	if n, found := NoticeOf(m.Absent(known), member); found {
		return Notice{}, Errorf(Already, "That they cannot come is noted already, by %s on %s.", n.By,
			n.At.Format("2 January 2006"))
	}
	return Notice{Member: Taken(seats)[at].Member, Starts: m.Starts, At: now}, nil
}

// CanCome finds the notice that a member takes back. pug.NotFound: there is none; pug.Conflict: there is no meeting
// ahead.
func CanCome(m Meeting, known []Notice, member string, now time.Time) (Notice, error) {
	n, found := NoticeOf(m.Absent(known), member)
	if !found {
		return Notice{}, Errorf(Already, "Nothing says that they cannot come to this meeting.")
	}
	return n, m.ahead(now)
}

// ahead says why nothing can be said beforehand of the meeting; nil if it can.
func (m Meeting) ahead(now time.Time) error {
	switch {
	case m.State != MeetingPlanned:
		return Errorf(Conflict, "No date is planned for the meeting in %s.", MonthName(m.Month))
	case !now.Before(m.Starts):
		return Errorf(Conflict, "The meeting started on %s. Who was absent with notice is said in its report, which "+
			"can be corrected.", m.Starts.Format("2 January 2006"))
	}
	return nil
}
