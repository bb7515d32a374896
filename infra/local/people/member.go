package people

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/partnerusergroups/pugs/infra/local/browser"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// attendance is what a member did in a month, whoever reports it. The member is known by the name of their field in the
// report.
func (p *People) attendance(member, month string) pug.Attendance {
	habit := p.Habits.Come
	absent := diceFor(p.Seed, "absent", member).chance(habit.Absent)
	at := diceFor(p.Seed, "meeting", member, month).Float64()
	switch {
	case absent && at < habit.AbsentMissed:
		return pug.Missed
	case absent || at < habit.Attended:
		return pug.Attended
	case at < habit.Attended+habit.Excused:
		return pug.Excused
	}
	return pug.Missed
}

// askPoints asks a member for talking points before a meeting.
func (p *People) askPoints(e errand) {
	if !e.dice.chance(p.Habits.Points.Share) || !p.take(e) {
		return
	}
	p.later(e, e.dice.delay(p.Habits.Points.Delay), func(e errand, page browser.Page) error {
		points := pick(e.dice, []string{
			"We tried this last quarter, and half of it worked. I'd like to hear which half worked for you.",
			"My question: how do you explain it to a client who has no time?",
			"I bring our checklist; it is two pages, and one of them is probably wrong.",
			"Could we talk about prices for once, with numbers?",
			"A client left us over this. I can tell what we learned.",
		})
		_, err := p.submit(page, page.Find("points"), url.Values{"points": {points}}, nil)
		return err
	})
}

// askChoose asks a member to choose among the groups on offer. Those who do take the first ones that suit; where none
// does, they keep what they have.
func (p *People) askChoose(e errand) {
	if !e.dice.chance(p.Habits.Choose.Share) || !p.take(e) {
		return
	}
	p.later(e, e.dice.delay(p.Habits.Choose.Delay), func(e errand, page browser.Page) error {
		form := page.Find("topic1")
		if form < 0 {
			return errors.New("the page has no topics to choose")
		}
		field, _ := page.Forms[form].Field("topic1")
		values := url.Values{}
		for _, o := range field.Options {
			if o.Value != "" && !strings.Contains(o.Label, "no Champion") && len(values) < pug.MaxTopics {
				values.Set(fmt.Sprint("topic", len(values)+1), o.Value)
			}
		}
		if len(values) == 0 {
			return nil
		}
		_, err := p.submit(page, form, values, nil)
		return err
	})
}
