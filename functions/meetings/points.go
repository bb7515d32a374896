package meetings

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// askPoints asks members for talking points (R10), but for those who have handed in some, on their own page, since the
// meeting was planned.
func (f function) askPoints(ctx context.Context, o occasion, members []pug.Seat) error {
	m := o.meeting
	members = slices.DeleteFunc(slices.Clone(members), func(s pug.Seat) bool {
		p, prepared := pug.PointsOf(o.points, s.Member.ID)
		return prepared && p.At.After(m.Planned)
	})
	return f.Letters.Ask(ctx, duty.PointsKey(m),
		link.Link{Purpose: purposePoints, Subject: subject(m.Group, m.Month), Expires: m.Starts},
		letter.Per(func(to letter.Address) any { return pointsRequest{f.detailsFor(to, o)} }),
		letter.While(store.Stands(m), addresses(members)...)...)
}

// sendDigest gives who leads the group the talking points of those who are members now.
func (f function) sendDigest(ctx context.Context, o occasion) error {
	m := o.meeting
	var points []pug.TalkingPoints
	var without []string
	for _, s := range o.members {
		if p, ok := pug.PointsOf(o.points, s.Member.ID); ok {
			points = append(points, p)
			continue
		}
		if _, absent := pug.NoticeOf(o.absent(), s.Member.ID); !absent {
			without = append(without, s.Member.Name)
		}
	}
	key := fmt.Sprintf("digest/%s/%s", subject(m.Group, m.Month), m.Starts.UTC().Format(time.RFC3339))
	text := pointsDigest{f.details(o), points, strings.Join(without, ", "),
		pug.NoticesOf(o.members, o.absent())}
	return f.Letters.Tell(ctx, key, text, letter.While(store.Stands(m), letter.ToLeaders(o.group)...)...)
}

// contribution is what a member's page is about.
type contribution struct {
	occasion
	seat   pug.Seat
	seated bool // still a member of the group
	points pug.TalkingPoints
}

func (f function) contribution(ctx context.Context, v link.Visitor) (contribution, error) {
	o, err := f.occasion(ctx, v)
	if err != nil {
		return contribution{}, err
	}
	c := contribution{occasion: o}
	who, err := f.Visiting(ctx, v, pug.Members(o.members)...)
	if err != nil {
		return c, err
	}
	i := pug.SeatOf(o.members, who)
	if i < 0 {
		return c, nil
	}
	c.seat, c.seated = o.members[i], true
	c.points, _ = pug.PointsOf(o.points, c.seat.Member.ID)
	return c, nil
}

// closed says in a sentence why a member cannot hand in talking points; empty if they can.
func (c contribution) closed(late bool, now time.Time) string {
	m := c.meeting
	switch {
	case !c.seated:
		return "You have no seat in this group at the moment, so there is nothing to hand in."
	case m.State == pug.MeetingCancelled:
		return "This meeting was cancelled. If there is a new date, you get a new invitation."
	case m.State != pug.MeetingPlanned || !now.Before(m.Starts):
		return "This meeting has started, so talking points can no longer be changed. Bring what is left in person!"
	case late:
		return "The meeting was moved. Please use the link in the latest email to hand in or change talking points."
	}
	return ""
}

// memberFacts are the facts of the meeting at the member's own time.
func (f function) memberFacts(c contribution) []page.Fact {
	return f.MeetingFactsFor(letter.ToMember(c.seat), c.meeting)
}

func pointsForm(c contribution) page.Form {
	return page.Form{Submit: "Hand in", Fields: []page.Field{{
		Kind: page.TextArea, Name: "points", Label: "Your talking points", Value: c.points.Text, Length: pug.MaxPoints,
		Required: true, Hint: "Ideas, questions, something that worked or did not. " + reads(c.group),
	}}}
}

// reads says who gets the talking points.
func reads(g pug.Group) string {
	switch {
	case g.Leaderless():
		return "Your next Champion reads them before the meeting."
	case g.Co != nil:
		return g.Led() + " read them before the meeting."
	}
	return g.Led() + " reads them before the meeting."
}

func (f function) renderClosed(w http.ResponseWriter, r *http.Request, c contribution, why string) {
	view := noticeView{Text: why}
	if c.seated {
		view.Facts, view.Quote = f.memberFacts(c), c.points.Text
	}
	f.notice(w, r, "Talking points", view)
}

// points is the page on which a member hands in talking points.
func (f function) points(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
	now := f.Now()
	c, err := f.contribution(r.Context(), v)
	if err != nil {
		return err
	}
	if why := c.closed(v.Late, now); why != "" {
		f.renderClosed(w, r, c, why)
		return nil
	}
	form := pointsForm(c)
	status, answered := duty.Answered(r, &form)
	if !answered {
		f.Pages.Render(w, r, status, "points", page.View{Title: "Your talking points", Data: struct {
			Facts []page.Fact
			Form  page.Form
		}{f.memberFacts(c), form}})
		return nil
	}
	p := pug.TalkingPoints{Member: c.seat.Member, Text: form.Value("points"), At: now}
	if err := f.handIn(r.Context(), c, p); err != nil {
		return err
	}
	f.Pages.Done(w, r, "Thank you", "Your talking points are handed in. "+
		"With the same link you can change them until the meeting starts.", f.memberFacts(c)...)
	return nil
}

// handIn stores talking points, with the letters to who leads the group and has the digest already, so that none are
// lost; the same text again changes nothing.
func (f function) handIn(ctx context.Context, c contribution, p pug.TalkingPoints) error {
	if c.points.Text == p.Text {
		return nil
	}
	m := c.meeting
	late, err := f.parts.LatePoints(c.group, m, p)
	if err != nil {
		return err
	}
	return f.Store.PutTalkingPoints(ctx, m.Group, m.Month, p, late...)
}
