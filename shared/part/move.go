package part

import (
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// Moved are the letters to a member who moves to a seat of another group (L14), and to who leads that one, with the
// question about the member that is asked there. The note is what staff write to the member.
func (p Parts) Moved(
	ctx context.Context, s Standing, to pug.Group, there store.GroupRecords, seat pug.Seat, note string,
) ([]store.Owed, error) {
	mover, next := letter.ToApplicant(s.Application), pug.NextMeeting(there.Meetings, p.Now())
	others, err := p.Partners(ctx, pug.Taken(there.Seats), s.Application.ID)
	if err != nil {
		return nil, err
	}
	text := movedGroup{s.Group, to, p.NextMeeting(duty.Seen(next, mover)), others, note}
	sits := store.Sits(seat)
	told, err := p.Letters.Telling(s.LetterKey("moved"), text, letter.While(sits, mover)...)
	if err != nil {
		return nil, err
	}
	joins, err := p.Letters.Telling(s.LetterKey("joins"), duty.MemberJoins(to, s.Application.Person()),
		letter.While(sits, letter.ToLeaders(to)...)...)
	return slices.Concat(told, joins, p.stillAsked(s, there, seat)), err
}

// stillAsked asks whether a member is kept or excused in the group to which they move, where nobody had decided in the
// other (R11): what they missed goes with them.
func (p Parts) stillAsked(s Standing, there store.GroupRecords, seat pug.Seat) []store.Owed {
	missed := pug.MissesOf(seat, pug.History(there.Meetings, seat, there.Reports.Of(s.Application.ID)))
	id, known := pug.NextFlagID(there.Flags, seat.Group, s.Application.ID, missed)
	if known || len(pug.Open(s.Records.Flags, s.Application.ID)) == 0 {
		return nil
	}
	flag := pug.Flag{ID: id, Group: seat.Group, Member: seat.Member, Missed: missed, Raised: seat.Joined}
	return []store.Owed{store.Raised{Flag: flag}, workflow.Start(workflow.Absence, id, flag.Raised),
		store.Logged{Entry: pug.LogFlagged(flag)}}
}
