package duty

import (
	"context"
	"fmt"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// handover writes the letters of a change of who leads a group.
type handover struct {
	*Base
	Leadership
	after pug.Group
	l     pug.Leading
	owed  []store.Owed
	err   error
}

// add keeps what is owed, and the first error.
func (h *handover) add(owed []store.Owed, err error) {
	h.owed = append(h.owed, owed...)
	if h.err == nil {
		h.err = err
	}
}

// key names a letter of this change.
func (h *handover) key(what string) string {
	return fmt.Sprintf("lead/%s/%d/%s", h.ID, h.At.Unix(), what)
}

// LeadershipLetters are what members, former and new leaders get by a change, of which the news says in a sentence what
// it comes to; where nobody leads the group then, staff get one as well, but for who did it, by their address.
func (b *Base) LeadershipLetters(
	ctx context.Context, actor string, g Leadership, l pug.Leading, news string,
) ([]store.Owed, error) {
	h := &handover{Base: b, Leadership: g, after: l.After(), l: l}
	next := pug.NextMeeting(g.Meetings, g.At)
	tells := letter.Per(func(to letter.Address) any {
		return leadersChanged{h.after, news, b.NextMeeting(Seen(next, to))}
	})
	stays := map[string]bool{}
	for _, s := range l.Stays {
		stays[s.Member.ID] = true
	}
	for _, p := range l.Members(g.Seats) {
		if !stays[p.ID] {
			h.add(b.Letters.Telling(h.key("member"), tells, letter.To(p)))
		}
	}
	for _, p := range former(l) {
		h.add(b.Letters.Telling(h.key("former"), championThanks{h.after, news, stays[p.ID]}, letter.To(p)))
	}
	for _, p := range l.Leaves {
		h.add(h.leaves(ctx, p))
	}
	if h.after.Leaderless() {
		text := leaderless{h.after, news, len(l.Members(g.Seats)), b.GroupPage(g.ID)}
		h.add(b.Letters.TellingColleagues(ctx, actor, h.key("leaderless"), text))
	}
	for _, p := range newcomers(l) {
		h.add(h.comes(p))
	}
	if follows := l.Champion; g.Co != nil && follows.ID == g.Co.ID && g.handedOver(l) != nil {
		h.add(h.askAgain(follows))
	}
	return h.owed, h.err
}

// leaves takes the meetings ahead out of the calendar of somebody who leaves the group.
func (h *handover) leaves(ctx context.Context, p pug.Person) ([]store.Owed, error) {
	left, told, err := h.Leaving(ctx, h.Group, h.Meetings, pug.LeaderLeft(h.ID, h.Seats, p, h.At), h.At)
	return append(told, store.Retracted(left.Letters)), err
}

// comes welcomes somebody who leads the group from now on, and asks them for whatever is open.
func (h *handover) comes(p pug.Person) ([]store.Owed, error) {
	var asks []store.Owed
	text := championWelcome{Group: h.after, Members: h.l.Members(h.Seats)}
	for _, leader := range h.after.Leaders() {
		if leader.ID != p.ID {
			text.Beside = leader.Name
		}
	}
	for _, m := range h.Meetings {
		owed, fact, err := h.handOver(m, p)
		if err != nil {
			return nil, err
		}
		asks = append(asks, owed...)
		if fact.Value != "" {
			text.Meetings = append(text.Meetings, fact)
		}
	}
	if p.ID == h.after.Champion.ID && h.handedOver(h.l) != nil {
		owed, err := h.askAgain(p)
		if err != nil {
			return nil, err
		}
		asks = append(asks, owed...)
	}
	for _, o := range asks {
		if l, ok := o.(store.Letter); ok && l.Link != nil {
			text.Open++
		}
	}
	welcome, err := h.Letters.Telling(h.key("welcome"), text, letter.ToLeader(h.ID, p))
	return append(welcome, asks...), err
}

// handOver is what somebody who leads the group from now on is asked about a meeting, and how it stands.
func (h *handover) handOver(m pug.Meeting, p pug.Person) ([]store.Owed, page.Fact, error) {
	month, _ := h.Within.Dates.Month(m.Month)
	fact := page.Fact{Label: pug.MonthName(m.Month)}
	subject, to := m.Group+"/"+m.Month, letter.ToLeader(h.ID, p)
	to.While = append(to.While, store.Stands(m))
	switch {
	case m.Plannable(h.At) && h.At.Before(month.To):
		text := meetingHandover{Group: h.after, Month: fact.Label, Former: h.Led(), Until: h.WhenFor(to, month.To)}
		fact.Value = "To be planned"
		var invited []store.Owed
		if m.State == pug.MeetingPlanned {
			fact.Value, text.Facts = m.Topic+", "+h.WhenMeets(m), h.MeetingFactsFor(to, m)
			if m.Digested {
				text.Points = h.Points[m.Month]
			}
			var err error
			if invited, err = h.invite(m, to); err != nil {
				return nil, fact, err
			}
		}
		asks, err := h.Letters.Asking(h.key(m.Month), link.Link{Purpose: PurposePlan, Subject: subject,
			Expires: month.To}, text, to)
		return append(invited, asks...), fact, err
	case m.State == pug.MeetingPlanned && !m.Requested.IsZero():
		fact.Value = "Held; nobody has reported who was there"
		ends := calendar.AttendanceEnds(m, h.Settings.Intervals)
		asks, err := h.Letters.Asking(h.key(m.Month+"/attendance"), link.Link{Purpose: PurposeAttendance,
			Subject: subject, Expires: ends}, attendanceHandover{m.Topic, h.WhenMeets(Seen(m, to)),
			h.MeetingFactsFor(to, m), h.WhenFor(to, ends)}, to)
		return asks, fact, err
	}
	return nil, fact, nil
}

// invite puts a meeting into the calendar of somebody who has no seat in the group. Whoever had one has it there.
func (h *handover) invite(m pug.Meeting, to letter.Address) ([]store.Owed, error) {
	if h.l.Comes == nil {
		return nil, nil
	}
	if seat, was := h.l.Back(h.Seats); was {
		to.Series = seat.Series
	}
	text := plannedMeeting{m.Topic, h.WhenMeets(Seen(m, to)), h.MeetingFactsFor(to, m)}
	event := h.Invitation(h.after, m, calendar.Request).ForHost()
	return h.Letters.Inviting(InvitationKey(m, m.Sequence), text, event, to)
}

// askAgain asks whether somebody leads the group again in the next cohort (R12).
func (h *handover) askAgain(p pug.Person) ([]store.Owed, error) {
	deadline := pug.RenewalDeadline(h.nextDates, h.At)
	to, launch := letter.ToLeader(h.ID, p), page.Day(h.nextDates.Launch.In(h.Settings.Zone))
	return h.Letters.Asking(h.key("renewal"),
		link.Link{Purpose: PurposeRenewals, Subject: h.ID, Expires: deadline},
		renewalHandover{h.after, h.next, launch, h.WhenFor(to, deadline)},
		letter.While(store.AskedAgain(h.ID), to)...)
}

// AskSuccessor is owed where the application by which a Champion was to lead their group again is withdrawn: whoever
// has come to lead the group meanwhile is asked (R12).
func (b *Base) AskSuccessor(ctx context.Context, again pug.Application) ([]store.Owed, error) {
	if again.Origin != pug.OriginRenewal || again.Former == "" {
		return nil, nil
	}
	g, err := b.Leadership(ctx, again.Former)
	if err != nil {
		return nil, err
	}
	r, err := b.Store.Renewal(ctx, again.Former)
	if err != nil || r.Application != again.ID || g.Over() || g.Within.Led() != nil || g.Leaderless() ||
		g.Champion.ID == r.Champion.ID {
		return nil, err
	}
	if err := b.passesOn(ctx, &g, r); err != nil {
		return nil, err
	}
	h := &handover{Base: b, Leadership: g, after: g.Group, l: pug.Leading{Group: g.Group, Champion: g.Champion}}
	asks, err := h.askAgain(g.Champion)
	return append(asks, *g.handedOver(h.l)), err
}
