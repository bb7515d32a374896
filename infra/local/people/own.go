package people

import (
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Owning is what people do on their own pages, to which every letter leads.
type Owning struct {
	Says   float64 // members who cannot come say so beforehand
	Leaves float64 // members leave in the middle of a cohort
	Quits  float64 // people on the waitlist leave it
	Writes float64 // Champions write to their groups at the launch
	Delay  Delay
}

// askOwn is a letter with a link to its reader's own page, which few of them bring anybody to open.
func (p *People) askOwn(e errand) {
	habit, does := p.Habits.Own, ""
	dice := diceFor(p.Seed, "own page", e.person)
	switch {
	case strings.HasPrefix(e.title, "Invitation: "):
		leaves, month := dice.chance(habit.Leaves), e.mail.Time.Format("2006-01")
		absent := p.attendance(applicationOf(e.link), month) == pug.Excused
		switch {
		case leaves && e.mail.Time.Month() == time.December:
			does = "Leave the group"
		case absent && e.dice.chance(habit.Says):
			does = "I cannot come"
		}
	case strings.HasPrefix(e.title, "Your group starts today: ") && dice.chance(habit.Writes):
		does = "Write to the group"
	case strings.Contains(e.title, "waitlist") && dice.chance(habit.Quits):
		does = "Leave the waitlist"
	}
	if does != "" && p.take(e) {
		p.after(e, e.dice.delay(habit.Delay), func() error { return p.own(e, does) }, patience())
	}
}

// applicationOf is the application that the link to an own page names.
func applicationOf(link string) string {
	own := path.Base(link)
	return own[:max(0, strings.LastIndexByte(own, '-'))]
}

// own does what a link on somebody's own page says. Where it is too late for that, the page has no such link.
func (p *People) own(e errand, says string) error {
	page, err := p.Browser.Get(e.link)
	if err != nil {
		return err
	}
	if err := working(page); err != nil {
		return err
	}
	link, found := page.Link(says)
	if !found {
		return nil
	}
	form, err := p.follow(page, link)
	if err != nil {
		return err
	}
	welcome := "Welcome to our group! Please tell me by email what you most want to talk about."
	_, err = p.submit(form, len(form.Forms)-1, url.Values{}, url.Values{"text": {welcome}})
	return err
}
