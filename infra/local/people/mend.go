package people

import (
	"net/url"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/infra/local/browser"
)

// signIn is how the subject of a letter begins that signs in and was asked for.
const signIn = "Sign in to the desk"

// untilMending is how long after they are asked to curate groups the first of staff looks after those groups.
const untilMending = 40 * day

// askMending has the first of staff ask for a way in to the desk, once the groups have met.
func (p *People) askMending(e errand) {
	if e.purpose != "groups" || e.reminded || !p.Habits.Mends || slices.Index(p.Staff, e.person) != 0 {
		return
	}
	p.after(e, untilMending, func() error {
		page, err := p.Browser.Get("/signin")
		if err != nil {
			return err
		}
		if err := working(page); err != nil {
			return err
		}
		sent, err := p.Browser.Submit(page, page.Find("email"), url.Values{"email": {e.person}})
		if err != nil {
			return err
		}
		return working(sent)
	}, patience())
}

// mend is what staff do about groups in the middle of a cohort: a member moves to another group, somebody who waits
// gets a seat, a member succeeds a Champion, and a decision on somebody who waits is corrected.
func (p *People) mend(e errand) error {
	at, page, err := p.enter(e)
	if err != nil || page.URL == "" {
		return err
	}
	cohorts, err := links(at, "/desk/cohorts", "/desk/cohorts/")
	if err != nil {
		return err
	}
	for _, cohort := range cohorts {
		groups, err := links(at, cohort, "/desk/groups/")
		if err != nil {
			return err
		}
		if len(groups) == 0 {
			continue
		}
		last := groups[len(groups)-1]
		waiting, err := links(at, cohort+"/waitlist", "/desk/people/")
		if err != nil {
			return err
		}
		deeds := []string{groups[0] + " Move", last + " Name a successor"}
		if len(waiting) > 1 {
			deeds = append(deeds, waiting[0]+" Give a seat", waiting[len(waiting)-1]+" Change the decision")
		}
		return p.doAll(at, deeds)
	}
	return nil
}

// links are the addresses to which a page leads that begin so and name no page below, each once.
func links(at *browser.Browser, page, prefix string) ([]string, error) {
	shown, err := at.Get(page)
	if err != nil {
		return nil, err
	}
	if err := working(shown); err != nil {
		return nil, err
	}
	var all []string
	for _, l := range shown.Links {
		id, found := strings.CutPrefix(l.Address, prefix)
		if found && !strings.ContainsAny(id, "/?") && !slices.Contains(all, l.Address) {
			all = append(all, l.Address)
		}
	}
	return all, nil
}

// doAll does deeds, each of which is a page and what a link on it says.
func (p *People) doAll(at *browser.Browser, deeds []string) error {
	for _, deed := range deeds {
		on, says, _ := strings.Cut(deed, " ")
		page, err := at.Get(on)
		if err != nil {
			return err
		}
		if err := working(page); err != nil {
			return err
		}
		if link, found := page.Link(says); found {
			if err := p.act(at, link.Address, anything); err != nil {
				return err
			}
		}
	}
	return nil
}

// anything fills in a form of the desk with the first answer to each question that has answers to choose from.
func anything(f browser.Form) url.Values {
	values := url.Values{"why": {"They asked for it."}}
	for _, x := range f.Fields {
		first := slices.IndexFunc(x.Options, func(o browser.Option) bool { return o.Value != "" })
		if first >= 0 && x.Value == "" && x.Type != "checkbox" && x.Type != "submit" {
			values.Set(x.Name, x.Options[first].Value)
		}
	}
	return values
}

// act does something at the desk: it fills in the form, and does what the page then says it will do. What is not
// possible, or wants more than that, is left.
func (p *People) act(at *browser.Browser, address string, fill func(browser.Form) url.Values) error {
	page, err := at.Get(address)
	if err != nil {
		return err
	}
	form := page.Find("why")
	if form < 0 {
		return nil
	}
	shown, err := at.Submit(page, form, fill(page.Forms[form]))
	if err != nil || shown.Find("shown") < 0 {
		return err
	}
	done, err := at.Submit(shown, shown.Find("shown"), nil)
	if err != nil {
		return err
	}
	return working(done)
}
