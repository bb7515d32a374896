package meetings

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
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
)

// pointsLength is how many characters talking points may have.
const pointsLength = 4000

// askPoints asks members for talking points (R10).
func (f function) askPoints(ctx context.Context, o occasion, members []pug.Seat) error {
	m := o.meeting
	return f.Letters.Ask(ctx, duty.PointsKey(m),
		link.Link{Purpose: purposePoints, Subject: subject(m.Group, m.Month), Expires: m.Starts},
		letter.Per(func(to letter.Address) any { return pointsRequest{f.detailsFor(to, o)} }), addresses(members)...)
}

// sendDigest gives who leads the group the talking points of those who are members now.
func (f function) sendDigest(ctx context.Context, o occasion) error {
	m := o.meeting
	var points []pug.TalkingPoints
	var without []string
	for _, s := range o.members {
		if p, ok := pointsOf(o.points, s); ok {
			points = append(points, p)
			continue
		}
		if _, absent := pug.NoticeOf(o.absent, s.Member.ID); !absent {
			without = append(without, s.Member.Name)
		}
	}
	key := fmt.Sprintf("digest/%s/%s", subject(m.Group, m.Month), m.Starts.UTC().Format(time.RFC3339))
	text := pointsDigest{f.details(o), points, strings.Join(without, ", "), o.absent}
	return f.Letters.Tell(ctx, key, text, letter.ToLeaders(o.group)...)
}

func pointsOf(all []pug.TalkingPoints, s pug.Seat) (pug.TalkingPoints, bool) {
	i := slices.IndexFunc(all, func(p pug.TalkingPoints) bool { return p.Member.ID == s.Member.ID })
	if i < 0 {
		return pug.TalkingPoints{}, false
	}
	return all[i], true
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
	i := pug.SeatOf(o.members, pug.Person{Name: v.Name, Email: v.Person})
	if i < 0 {
		return c, nil
	}
	c.seat, c.seated = o.members[i], true
	c.points, _ = pointsOf(o.points, c.seat)
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
		return "The meeting was moved. Please use the link in the latest mail to hand in or change your talking points."
	}
	return ""
}

// memberFacts are the facts of the meeting at the member's own time.
func (f function) memberFacts(c contribution) []page.Fact {
	return f.MeetingFactsFor(letter.ToMember(c.seat), c.meeting)
}

func pointsForm(c contribution) page.Form {
	return page.Form{Submit: "Hand in", Fields: []page.Field{{
		Kind: page.TextArea, Name: "points", Label: "Your talking points", Value: c.points.Text, Length: pointsLength,
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

// handIn stores talking points. Whoever leads the group and has the digest already gets them by a mail of their own, so
// that none are lost; the same text again is not sent twice.
func (f function) handIn(ctx context.Context, c contribution, p pug.TalkingPoints) error {
	m := c.meeting
	if m.Digested {
		sum := sha256.Sum256([]byte(p.Text))
		key := fmt.Sprintf("late-points/%s/%s/%s", subject(m.Group, m.Month), p.Member.ID, hex.EncodeToString(sum[:8]))
		text := latePoints{f.details(c.occasion), p}
		if err := f.Letters.Tell(ctx, key, text, letter.ToLeaders(c.group)...); err != nil {
			return err
		}
	}
	return f.Store.PutTalkingPoints(ctx, m.Group, m.Month, p)
}
