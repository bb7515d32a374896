package duty

import (
	"context"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// Unasked ends the questions about a member on which nobody has decided (R11), and tells their workflows: the decision
// says why there is nothing to decide any more.
func Unasked(flags []pug.Flag, member string, because pug.Decision) []store.Owed {
	var owed []store.Owed
	for _, flag := range pug.Open(flags, member) {
		owed = append(owed, store.Moot{Flag: flag, Because: because}, workflow.Answer(flag.ID, because.At))
	}
	return owed
}

// Leaving is what it takes for a member to leave a group as things stand: what changes, and the letters that take the
// meetings ahead out of their calendar. What was not sent yet of invitations and questions about them never is. The
// seat is as it is then, with Excused or Left set.
func (b *Base) Leaving(
	ctx context.Context, g pug.Group, meetings []pug.Meeting, seat pug.Seat, now time.Time,
) (l store.Leaving, told []store.Owed, err error) {
	l = store.Leaving{Seat: seat, Meetings: pug.Ahead(meetings, now)}
	to := letter.ToMember(seat)
	var ids []string
	for _, m := range l.Meetings {
		ids = append(ids, correspondence(m, to)...)
	}
	posted, err := b.Store.Posted(ctx, to.Email, ids...)
	if err != nil {
		return l, nil, err
	}
	for _, m := range l.Meetings {
		own := posted[:len(correspondence(m, to))]
		posted = posted[len(own):]
		if m.State == pug.MeetingCancelled && own[0].Letter != nil { // the Champion's cancellation says it
			continue
		}
		l.Letters = append(l.Letters, own...)
		if invited(own[:len(own)-1]) {
			letters, err := b.cancelling(g, m, to, now)
			if err != nil {
				return l, nil, err
			}
			told = append(told, letters...)
		}
	}
	return l, told, nil
}

// correspondence are the letters to a member about a meeting, by id: how it stands, first as it is now; then what they
// were asked.
func correspondence(m pug.Meeting, to letter.Address) []string {
	var ids []string
	for sequence := m.Sequence; sequence >= m.Series; sequence-- {
		ids = append(ids, letter.ID(InvitationKey(m, sequence), to))
	}
	return append(ids, letter.ID(PointsKey(m), to))
}

// invited says whether the meeting is in somebody's calendar, or may be.
func invited(letters []store.Posted) bool {
	for _, p := range letters {
		if p.Reaches() {
			return true
		}
	}
	return false
}

// cancelling is the letter that takes a meeting out of the calendar of one who leaves.
func (b *Base) cancelling(g pug.Group, m pug.Meeting, to letter.Address, now time.Time) ([]store.Owed, error) {
	event := b.Invitation(g, m, calendar.Cancel)
	event.Sequence, event.Stamp = m.Sequence+1, now
	text := withdrawn{g, m.Topic, b.WhenMeets(Seen(m, to))}
	return b.Letters.Inviting("withdrawn/"+m.Group+"/"+m.Month, text, event, to)
}
