package people

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/infra/local/browser"
)

// curate is what a member of staff does on the page of the groups: pin a few people, move a few, perhaps keep somebody
// out of their group and have the groups proposed again, and publish. Each step begins and ends on that page.
func (p *People) curate(e errand, page browser.Page) error {
	steps := slices.Concat(times(p.few(e, p.Habits.Pins), p.pin), times(p.few(e, p.Habits.Moves), p.move))
	if e.dice.chance(p.Habits.Again) {
		steps = append(steps, p.keepOut, p.again)
	}
	for _, step := range steps {
		after, err := step(e, page)
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

type curating func(errand, browser.Page) (browser.Page, error)

func times(n int, do curating) []curating { return slices.Repeat([]curating{do}, n) }

// few is a number from 1 to most; 0 where there are to be none.
func (p *People) few(e errand, most int) int {
	if most < 2 {
		return most
	}
	return 1 + e.dice.IntN(most)
}

// pin pins somebody who sits in a group to their seat.
func (p *People) pin(e errand, page browser.Page) (browser.Page, error) {
	return p.about(e, page, unpinned, func(person browser.Page) (int, url.Values) {
		return formFor(person, "pin"), url.Values{"action": {"pin"}}
	})
}

// move gives somebody who waits a seat, where the page says that one suits them. Where nobody is like that, somebody
// with a seat gets another one that suits them.
func (p *People) move(e errand, page browser.Page) (browser.Page, error) {
	who := func(l browser.Link) bool { return suited.MatchString(l.Row) && !seated(l) }
	if !slices.ContainsFunc(page.Links, func(l browser.Link) bool { return person(l) && who(l) }) {
		who = seated
	}
	return p.about(e, page, who, func(person browser.Page) (int, url.Values) {
		form := formFor(person, "move")
		if form < 0 {
			return -1, nil
		}
		to, _ := person.Forms[form].Field("group")
		places := slices.DeleteFunc(slices.Clone(to.Options), func(o browser.Option) bool {
			return o.Value == "waitlist" || strings.Contains(o.Label, "can't be published")
		})
		if len(places) == 0 {
			return -1, nil
		}
		return form, url.Values{"group": {pick(e.dice, places).Value}}
	})
}

// keepOut takes somebody out of the group where they sit, and keeps them out of it.
func (p *People) keepOut(e errand, page browser.Page) (browser.Page, error) {
	return p.about(e, page, unpinned, func(person browser.Page) (int, url.Values) {
		form := formFor(person, "keep_out")
		if form < 0 {
			return -1, nil
		}
		group, _ := person.Forms[form].Field("lead")
		for _, o := range group.Options {
			if strings.Contains(o.Label, "−1 place") {
				return form, url.Values{"lead": {o.Value}}
			}
		}
		return -1, nil
	})
}

// about opens the page of one of those people, and sends the form that do finds there. It gives back the page of the
// groups as it stands then.
func (p *People) about(e errand, page browser.Page, who func(browser.Link) bool,
	do func(browser.Page) (form int, values url.Values)) (browser.Page, error) {
	found := slices.DeleteFunc(slices.Clone(page.Links), func(l browser.Link) bool { return !person(l) || !who(l) })
	if len(found) == 0 {
		return page, nil
	}
	one, err := p.follow(page, pick(e.dice, found))
	if err != nil {
		return page, err
	}
	form, values := do(one)
	if form < 0 {
		return page, nil
	}
	return p.submit(one, form, values, nil)
}

// again looks at a new proposal around what is pinned, and takes it, if it is another one.
func (p *People) again(_ errand, page browser.Page) (browser.Page, error) {
	link, ok := page.Link("Propose again")
	if !ok {
		return page, nil
	}
	proposal, err := p.follow(page, link)
	if err != nil {
		return page, err
	}
	take := formFor(proposal, "again")
	if take < 0 {
		return page, nil
	}
	return p.submit(proposal, take, url.Values{}, nil)
}

// follow opens a link of the page.
func (p *People) follow(page browser.Page, link browser.Link) (browser.Page, error) {
	after, err := p.Browser.Follow(page, link)
	return after, cmp.Or(err, working(after))
}

// suited is a row of the waitlist that names a group without a remark: "Group 1, Group 3 (full)".
var suited = regexp.MustCompile(`Group \d+(,|$)`)

// person says whether a link leads to the page of somebody.
func person(l browser.Link) bool { return strings.Contains(l.Address, "show=person") }

// seated says whether the link is that of somebody in a group: their row tells how well it suits them.
func seated(l browser.Link) bool { return strings.Contains(l.Row, " choice, ") }

// unpinned says whether the link is that of somebody whose seat is not pinned.
func unpinned(l browser.Link) bool { return seated(l) && !strings.Contains(l.Row, " pinned ") }

// formFor finds the form that does something: by a hidden field, or a button.
func formFor(page browser.Page, what string) int {
	return slices.IndexFunc(page.Forms, func(f browser.Form) bool {
		x, ok := f.Field("action")
		return ok && (x.Value == what || x.Offers(what))
	})
}
