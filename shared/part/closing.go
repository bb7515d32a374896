package part

import (
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// Closing is what it takes for a group to end while its cohort goes on (L1): first each of its members goes, in a
// transaction of their own, and then it is closed.
type Closing struct {
	duty.Leadership
	By    string
	Going []Going
	Owed  []store.Owed // once it is closed: above all to those who led it
}

// Going is a member of a group that ends, with what it takes for them to go, and what is owed of it.
type Going struct {
	pug.Going
	leaving store.Leaving
	Owed    []store.Owed
}

// Closing plans the end of a group, for those who sit there now.
func (p Parts) Closing(ctx context.Context, g duty.Leadership, e pug.Ending) (Closing, error) {
	c := Closing{Leadership: g, By: e.By, Owed: []store.Owed{store.Settled{Matter: g.AsksForCo()}}}
	for _, leader := range g.Leaders() {
		left, told, err := p.Leaving(ctx, g.Group, g.Meetings, pug.LeaderLeft(g.ID, g.Seats, leader, g.At), g.At)
		if err != nil {
			return c, err
		}
		text := groupClosed{Group: g.Group, Led: true, Ended: ended(g), Note: e.Note}
		letters, err := p.Letters.Telling("closed/"+g.ID, text, letter.To(leader))
		if err != nil {
			return c, err
		}
		c.Owed = slices.Concat(c.Owed, letters, told, []store.Owed{store.Retracted(left.Letters)})
	}
	var err error
	c.Going, err = p.going(ctx, g, e)
	return c, err
}

// Letters are all that are written of it.
func (c Closing) Letters() []store.Owed {
	all := c.Owed
	for _, m := range c.Going {
		all = append(slices.Clip(all), m.Owed...)
	}
	return slices.DeleteFunc(slices.Clone(all), func(o store.Owed) bool {
		_, is := o.(store.Letter)
		return !is
	})
}

// Close carries the end of a group out. Where it is cut short, it is planned again for those who are left.
func (p Parts) Close(ctx context.Context, c Closing) error {
	for _, m := range c.Going {
		err := p.FollowAll(ctx, m.Owed, p.Store.Leave(ctx, m.leaving, m.Owed...))
		if err != nil && !pug.IsError(err, pug.Already) {
			return err
		}
	}
	for _, m := range c.Messages {
		refused, err := m.Decided(pug.Decision{Choice: pug.ChoiceDecline, By: c.By, At: c.At})
		if err == nil { // it was held
			err = p.Store.DecideMessage(ctx, refused, store.Settled{Matter: m.Matter()})
		}
		if err != nil && !pug.IsError(err, pug.Already) {
			return err
		}
	}
	return p.Store.CloseGroup(ctx, c.Group, pug.Ended(c.Meetings, c.By, c.At), c.Owed...)
}

// going says where the members go, and what each of them is told.
func (p Parts) going(ctx context.Context, g duty.Leadership, e pug.Ending) ([]Going, error) {
	waitlist, err := p.Store.Waitlist(ctx, g.Cohort)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, s := range pug.Taken(g.Seats) {
		ids = append(ids, s.Member.ID)
	}
	applications, err := p.Store.ApplicationsByID(ctx, ids...)
	if err != nil {
		return nil, err
	}
	var others []pug.Vacancy
	if e.Moves && !ended(g) {
		if others, err = p.others(ctx, g, waitlist); err != nil {
			return nil, err
		}
	}
	var all []Going
	for _, member := range pug.Closing(g.Within.Stage, g.Seats, applications, others, g.At) {
		m := Going{Going: member}
		if waitlist, err = p.goes(ctx, g, e, &m, waitlist); err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, nil
}

// ended says whether the cohort of the group has ended since staff began to close it.
func ended(g duty.Leadership) bool { return g.Within.Stage == pug.StageClosed }

// others are the other open groups of the cohort.
func (p Parts) others(ctx context.Context, g duty.Leadership, waitlist []pug.Place) ([]pug.Vacancy, error) {
	groups, err := p.Store.Groups(ctx, g.Cohort)
	if err != nil {
		return nil, err
	}
	var all []pug.Vacancy
	for _, other := range groups {
		if other.ID == g.ID || other.State != pug.GroupOpen {
			continue
		}
		seats, err := p.Store.Seats(ctx, other.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, pug.NewVacancy(other, seats, waitlist))
	}
	return all, nil
}

// goes works out what it takes for a member to go, and gives them their place on the waitlist where they wait.
func (p Parts) goes(
	ctx context.Context, g duty.Leadership, e pug.Ending, m *Going, waitlist []pug.Place,
) ([]pug.Place, error) {
	s := Standing{Case: store.Case{Application: m.Application, Cohort: g.Within}, Group: g.Group,
		Records: g.GroupRecords, Seat: m.From}
	var err error
	because := pug.Decision{Choice: pug.ChoiceLeft, By: e.By, At: g.At}
	if m.To != nil {
		because.Choice = pug.ChoiceMoved
	}
	if m.leaving, m.Owed, err = p.Parting(ctx, s, because); err != nil {
		return nil, err
	}
	m.leaving.Unoffered = true
	var told []store.Owed
	if m.To != nil {
		there, err := p.Store.GroupRecords(ctx, m.To.ID)
		if err != nil {
			return nil, err
		}
		seat := pug.Moved(m.From, s.History(), m.Seat, pug.History(there.Meetings, m.Seat,
			there.Reports.Of(m.Application.ID)))
		m.leaving.To = &seat
		told, err = p.Moved(ctx, s, *m.To, there, seat, e.Note)
		m.Owed = append(m.Owed, told...)
		m.logs(g, e, s.About("moved", "{0} was moved from {1} to {2}", g.Group, *m.To))
		return waitlist, err
	}
	line := s.About("left", "{0} left {1}, which was closed", g.Group)
	if m.Waits {
		place := pug.FirstPlace(waitlist, m.From.Member,
			"Their group has ended.")
		m.leaving.Place = &place
		waitlist = append(waitlist, place)
		line = s.About("put first", "{0} was put on the waitlist, among the first, since {1} was closed", g.Group)
	}
	m.logs(g, e, line)
	text := groupClosed{Group: g.Group, Waits: m.Waits, Ended: ended(g), Note: e.Note}
	told, err = p.Letters.Telling(s.LetterKey("closed"), text, letter.ToApplicant(m.Application))
	m.Owed = append(m.Owed, told...)
	return waitlist, err
}

// logs has the log say where the member goes.
func (m *Going) logs(g duty.Leadership, e pug.Ending, line pug.Entry) {
	line.By, line.At = e.By, g.At
	m.Owed = append(m.Owed, store.Logged{Entry: line})
}
