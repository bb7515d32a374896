package people

import (
	"net/url"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/infra/local/browser"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// askStaff is a question to all of the staff. Which one of them takes it follows from the question; most mails end here, unopened.
func (p *People) askStaff(e errand) {
	common := diceFor(p.Seed, "staff", e.purpose, e.title)
	mine := slices.Index(p.Staff, e.person) == common.IntN(len(p.Staff))
	if e.purpose == "groups" {
		if mine && p.take(e) {
			p.later(e, e.dice.delay(p.Habits.Curate), p.curate)
		}
		return
	}
	habit := p.staffHabit(e)
	if _, answers := common.choice(habit); !answers {
		return // one of those that everybody leaves to the others
	}
	if mine || e.dice.chance(p.Habits.Curious) {
		p.ask(e, certain(habit))
	}
}

func (p *People) staffHabit(e errand) Answer {
	switch {
	case e.purpose == "standing":
		return p.Habits.Standing
	case strings.Contains(e.title, "as a Champion"):
		return p.Habits.Champions
	}
	return p.Habits.Members
}

// certain is the habit of those who do answer: its choices, without the silence.
func certain(a Answer) Answer {
	total := 0.0
	for _, s := range a.Choices {
		total += s.Share
	}
	scaled := Answer{Delay: a.Delay}
	for i, s := range a.Choices {
		scaled.Choices = append(scaled.Choices, Share{s.Choice, s.Share / total})
		if i == len(a.Choices)-1 {
			scaled.Choices[i].Share++ // whatever rounding leaves
		}
	}
	return scaled
}

// note is what somebody writes next to a choice.
func note(c pug.Choice) string {
	switch c {
	case pug.ChoiceDecline:
		return "Thank you for applying. Not this time: the group would be too far from your day-to-day work."
	case pug.ChoiceWaitlist:
		return "A good fit once a seat comes free."
	case pug.ChoiceExcuse:
		return "We talked; the dates do not work out."
	}
	return ""
}

// curate moves a few people from the waitlist into groups with room that suit them, and publishes.
func (p *People) curate(e errand, page browser.Page) error {
	moves := p.Habits.Moves
	if moves > 1 {
		moves = 1 + e.dice.IntN(moves)
	}
	for range moves {
		form, move := p.move(e, page)
		if move == nil {
			break
		}
		after, err := p.submit(page, form, move, nil)
		if err != nil {
			return err
		}
		page = after
	}
	publish := formFor(page, "publish")
	if publish < 0 {
		return nil // the page says why they cannot be published yet; the deadline comes all the same
	}
	_, err := p.submit(page, publish, url.Values{}, nil)
	return err
}

// move finds somebody who waits, and a group that the page says suits them. It gives nil where there is none.
func (p *People) move(e errand, page browser.Page) (form int, values url.Values) {
	type suiting struct {
		form       int
		member, to string
	}
	var all []suiting
	for i, f := range page.Forms {
		members, hasMembers := f.Field("member")
		to, hasTo := f.Field("to")
		if !hasMembers || !hasTo || to.Offers("waitlist") { // a form of the waitlist does not lead there
			continue
		}
		for _, m := range members.Options {
			for _, group := range to.Options {
				if group.Value != "" && suits(m.Row, group.Label) {
					all = append(all, suiting{i, m.Value, group.Value})
				}
			}
		}
	}
	if len(all) == 0 {
		return 0, nil
	}
	one := pick(e.dice, all)
	return one.form, url.Values{"member": {one.member}, "to": {one.to}}
}

// suits reads the row of a person on the waitlist: it names the groups that suit, as in "Group 1, Group 3 (full)". A group with a remark
// does not count. The label of a group begins with its name, as in "Group 1: Pricing".
func suits(row, label string) bool {
	name, _, ok := strings.Cut(label, ":")
	for ok {
		_, after, found := strings.Cut(row, name)
		if !found {
			return false
		}
		if after == "" || after[0] == ',' {
			return true
		}
		row = after
	}
	return false
}

// formFor finds the form whose hidden field says what it does.
func formFor(page browser.Page, action string) int {
	return slices.IndexFunc(page.Forms, func(f browser.Form) bool {
		x, ok := f.Field("action")
		return ok && (x.Value == action || x.Offers(action))
	})
}
