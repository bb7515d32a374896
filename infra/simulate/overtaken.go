package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// onItsWay is how long a letter may be on its way: what changes meanwhile, it cannot know.
const onItsWay = 10 * time.Minute

// overtaken says whether a mail asks what is answered, or tells of somebody's seat what is not so any more, and was so
// for longer than a letter is on its way.
func (p *player) overtaken(m Mail) bool {
	long := func(since time.Time) bool { return m.At.Sub(since) > onItsWay }
	subject := strings.TrimPrefix(m.Subject, "Reminder: ")
	left := func(s pug.Seat) bool { return !s.Taken() && long(s.Ended()) }
	sits := func(s pug.Seat) bool { return s.Taken() && long(s.Joined) }
	for phrase, is := range map[string]func(before, after string) bool{
		" applies as a ":                 func(who, _ string) bool { return p.decided(m, who, long) },
		" joins your group: ":            func(who, _ string) bool { return p.each(m, who, left) },
		" is back in your group: ":       func(who, _ string) bool { return p.each(m, who, left) },
		" has left your group: ":         func(who, _ string) bool { return p.each(m, who, sits) },
		"Plan your group's meeting in ":  func(_, month string) bool { return p.planned(m, month, long) },
		"Keep or excuse? ":               func(_, flag string) bool { return p.kept(flag, long) },
		"A seat for you":                 func(_, _ string) bool { return p.answered(m, long) },
		"Will you lead your group again": func(_, _ string) bool { return p.renewed(m, long) },
		"Curate the groups of":           func(_, _ string) bool { return p.published(m, long) },
	} {
		if before, after, found := strings.Cut(subject, phrase); found {
			return is(before, after)
		}
	}
	return false
}

// all says whether something is so of all, of which there are some.
func all[T any](of []T, is func(T) bool) bool {
	return len(of) > 0 && !slices.ContainsFunc(of, func(one T) bool { return !is(one) })
}

// decided says whether somebody has applied, and all that they applied for was decided long since.
func (p *player) decided(m Mail, who string, long func(time.Time) bool) bool {
	var theirs []pug.Application
	for _, id := range p.meant(m.Subject) {
		for _, kind := range []pug.Kind{pug.KindChampion, pug.KindMember} {
			some, _ := p.stand.Records().Applications(context.Background(), id, kind)
			theirs = append(theirs, some...)
		}
	}
	theirs = slices.DeleteFunc(theirs, func(a pug.Application) bool { return a.Name() != who })
	return all(theirs, func(a pug.Application) bool {
		return a.Status != pug.StatusPending && a.Decision != nil && long(a.Decision.At)
	})
}

func (p *player) groups() []pug.Group {
	var groups []pug.Group
	for _, id := range p.world.Cohorts {
		some, _ := p.stand.Records().Groups(context.Background(), id)
		groups = append(groups, some...)
	}
	return groups
}

// led are the groups that the reader of a mail leads.
func (p *player) led(m Mail) []pug.Group {
	return slices.DeleteFunc(p.groups(), func(g pug.Group) bool {
		return !slices.ContainsFunc(g.Leaders(), func(leader pug.Person) bool { return leader.Email == m.To })
	})
}

// each says whether something is so of all seats that somebody has or had in groups of the reader.
func (p *player) each(m Mail, who string, is func(pug.Seat) bool) bool {
	var theirs []pug.Seat
	for _, g := range p.led(m) {
		seats, _ := p.stand.Records().Seats(context.Background(), g.ID)
		theirs = append(theirs, seats...)
	}
	return all(slices.DeleteFunc(theirs, func(s pug.Seat) bool { return s.Member.Name != who }), is)
}

// planned says whether the groups of the reader have had a meeting in the month for long.
func (p *player) planned(m Mail, month string, long func(time.Time) bool) bool {
	var meetings []pug.Meeting
	for _, g := range p.led(m) {
		some, _ := p.stand.Records().Meetings(context.Background(), g.ID)
		meetings = append(meetings, some...)
	}
	other := func(meeting pug.Meeting) bool { return pug.MonthName(meeting.Month) != month }
	return all(slices.DeleteFunc(meetings, other), func(meeting pug.Meeting) bool {
		return meeting.State == pug.MeetingPlanned && long(meeting.Planned)
	})
}

// kept says whether all flags of the member in question were decided long since.
func (p *player) kept(question string, long func(time.Time) bool) bool {
	var flags []pug.Flag
	for _, g := range p.groups() {
		some, _ := p.stand.Records().Flags(context.Background(), g.ID)
		flags = append(flags, some...)
	}
	other := func(f pug.Flag) bool { return !strings.HasPrefix(question, f.Member.Name+" missed") }
	flags = slices.DeleteFunc(flags, other)
	return all(flags, func(f pug.Flag) bool { return f.Decision != nil && long(f.Decision.At) })
}

// answered says whether all offers to the reader have ended long since.
func (p *player) answered(m Mail, long func(time.Time) bool) bool {
	var offers []pug.Offer
	for _, g := range p.groups() {
		some, _ := p.stand.Records().Offers(context.Background(), g.ID)
		offers = append(offers, some...)
	}
	other := func(o pug.Offer) bool { return o.Person.Email != m.To }
	offers = slices.DeleteFunc(offers, other)
	return all(offers, func(o pug.Offer) bool { return o.Decision != nil && long(o.Decision.At) })
}

// renewed says whether the reader has answered long since whether they lead their group again.
func (p *player) renewed(m Mail, long func(time.Time) bool) bool {
	return all(p.led(m), func(g pug.Group) bool {
		r, err := p.stand.Records().Renewal(context.Background(), g.ID)
		return err == nil && r.Decision != nil && long(r.Decision.At)
	})
}

// published says whether the groups of the cohort were published long since.
func (p *player) published(m Mail, long func(time.Time) bool) bool {
	return all(p.meant(m.Subject), func(id pug.CohortID) bool {
		c, err := p.stand.Records().Cohort(context.Background(), id)
		return err == nil && c.Published != nil && long(c.Published.At)
	})
}
