package main

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"github.com/partnerusergroups/pugs/infra/local/browser"
	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// Deed is something that staff do at the desk about one of those whom it can be done to.
type Deed struct {
	At     time.Time
	Cohort pug.CohortID
	Act    string
	Whom   float64 // where among them, from 0 to 1
}

// acts are what staff do about members, and those who wait, while a cohort meets.
func acts() []string {
	return []string{"leave", "leave", "move", "move", "return", "return", "seat", "withdraw"}
}

// deeds are what staff do in a world, from the launch to the last month.
func deeds(seed uint64, id pug.CohortID, dates pug.Dates) []Deed {
	d := diceFor(seed, "deeds of "+string(id))
	from, to := dates.Launch.Add(day), dates.Months[len(dates.Months)-1].To
	var all []Deed
	for range d.IntN(8) {
		at := from.Add(time.Duration(d.Int64N(int64(to.Sub(from))))).Truncate(time.Second)
		all = append(all, Deed{at, id, pick(d, acts()), d.Float64()})
	}
	slices.SortFunc(all, func(a, b Deed) int { return a.At.Compare(b.At) })
	return all
}

// clerk is who of staff does all of it, and principal what the simulation signs them in by.
const (
	clerk     = "ada@staff.example"
	principal = "clerk"
)

// plan has the deeds of the world done in their time.
func (p *player) plan() {
	p.stand.Cloud.Allow(principal, []cloud.Grant{{Action: "dynamodb:PutItem", Resource: "*"}})
	for _, d := range p.world.Deeds {
		p.stand.Clock.GoAfter(d.At.Sub(p.stand.Clock.Now()), "desk", func(*clock.Process) { p.do(d, patienceAtDesk()) })
	}
}

// patienceAtDesk is how long staff wait before they try something again that failed.
func patienceAtDesk() []time.Duration { return []time.Duration{10 * time.Minute, 2 * time.Hour, day} }

// errFailed is a page that says that it did not work.
var errFailed = errors.New("the page failed")

// do has the clerk do something, and again where a page failed.
func (p *player) do(d Deed, patience []time.Duration) {
	path, command := p.choose(d)
	if path == "" {
		return // there is nobody whom it can be done to
	}
	sent := p.stand.Clock.Now()
	outcome, err := p.act(path)
	if err != nil {
		outcome = err.Error()
	}
	p.journal.add(Line{At: sent, Who: clerk, What: "does at the desk: " + d.Act, Outcome: outcome, Command: command})
	if errors.Is(err, errFailed) && len(patience) > 0 {
		p.stand.Clock.GoAfter(patience[0], "desk", func(*clock.Process) { p.do(d, patience[1:]) })
	}
}

// choose finds somebody whom it can be done to, and where it is done: the address of the form, filled in, and how a
// story tells it.
func (p *player) choose(d Deed) (path, command string) {
	ctx, records := context.Background(), p.stand.Records()
	groups, _ := records.Groups(ctx, d.Cohort) // nothing goes wrong for who looks on
	var whom []pug.Person
	in := map[string]string{} // the group of each
	for _, g := range groups {
		seats, _ := records.Seats(ctx, g.ID)
		for _, s := range seats {
			if s.Taken() == (d.Act == "leave" || d.Act == "move") && (s.Taken() || d.Act == "return") {
				whom, in[s.Member.ID] = append(whom, s.Member), g.ID
			}
		}
	}
	if d.Act == "seat" || d.Act == "withdraw" {
		waitlist, _ := records.Waitlist(ctx, d.Cohort)
		for _, place := range waitlist {
			whom = append(whom, place.Person)
		}
	}
	if len(whom) == 0 {
		return "", ""
	}
	who := whom[int(d.Whom*float64(len(whom)))]
	values := url.Values{"why": {"They asked for it."}}
	if d.Act == "move" || d.Act == "seat" {
		others := slices.DeleteFunc(groups, func(g pug.Group) bool { return g.ID == in[who.ID] })
		if len(others) == 0 {
			return "", ""
		}
		values.Set("group", others[int(d.Whom*float64(len(others)))].ID)
	}
	command = fmt.Sprintf("desk %s /desk/people/{%s}/%s %s", clerk, who.Email, d.Act, answers(values))
	return "/desk/people/" + who.ID + "/" + d.Act + "?" + values.Encode(), command
}

// act does what a form at the desk asks for, which its address fills in: it goes on, and then does what the page says
// it will do. What is not possible is not done.
func (p *player) act(path string) (outcome string, err error) {
	at, err := p.signIn()
	if err != nil {
		return "", err
	}
	page, err := at.Get(path)
	for range 4 {
		form := page.Find("shown")
		if form < 0 {
			form = page.Find("why")
		}
		switch {
		case err != nil:
			return "", err
		case page.Status >= http.StatusInternalServerError:
			return "", fmt.Errorf("%w: %d", errFailed, page.Status)
		case page.Status == http.StatusConflict || form < 0:
			return fmt.Sprint(page.Status, " ", head(page.Text, 200)), nil
		}
		page, err = at.Submit(page, form, nil)
	}
	return "", fmt.Errorf("the page %q goes on and on", page.Title)
}

// signIn begins a session of the clerk, as a link in mail would.
func (p *player) signIn() (*browser.Browser, error) {
	now := p.stand.Clock.Now()
	links := link.Minter{Rand: rand.NewChaCha8([32]byte{byte(now.Unix()), byte(now.Unix() >> 8), byte(now.Unix() >> 16)})}
	secret, hash, err := links.Secret()
	if err != nil {
		return nil, err
	}
	table := store.New(dynamodb.NewFromConfig(p.stand.Cloud.Config(principal)), "pugs")
	s := store.Session{Email: clerk, Hash: hash, Begun: now, Seen: now}
	if err := table.BeginSession(context.Background(), s, ""); err != nil && !pug.IsError(err, pug.Conflict) {
		return nil, fmt.Errorf("%w: %w", errFailed, err)
	}
	at := p.stand.Browser()
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	home, err := url.Parse(at.Base)
	if err != nil {
		return nil, err
	}
	value := base64.RawURLEncoding.EncodeToString([]byte(clerk)) + "." + secret
	jar.SetCookies(home, []*http.Cookie{{Name: "desk", Value: value, Path: "/"}})
	at.Cookies = jar
	return at, nil
}

// strayed: whoever left a group has none of its meetings in the calendar that were ahead then; whoever sits there has
// those that were held since they joined.
func strayed(s Snapshot) []string {
	var broken []string
	for _, g := range s.Groups {
		for _, m := range g.Meetings {
			held := m.State == pug.MeetingPlanned || m.State == pug.MeetingReported || m.State == pug.MeetingNotKnown
			for _, seat := range g.Seats {
				uid := calendar.Anew(m.Event.UID, seat.Series)
				stands := slices.ContainsFunc(s.Calendars[seat.Member.Email], func(e string) bool { return e == uid })
				switch {
				case m.Event.UID == "":
				case !seat.Taken() && seat.Ended().Before(m.Starts) && stands:
					broken = append(broken, fmt.Sprintf("%s left %s, and still has its meeting of %s", seat.Member.Email,
						g.ID, m.Month))
				case held && seat.Taken() && seat.Joined.Before(m.Planned) && !stands:
					broken = append(broken, fmt.Sprintf("%s sits in %s, and does not have its meeting of %s",
						seat.Member.Email, g.ID, m.Month))
				}
			}
		}
	}
	return broken
}
