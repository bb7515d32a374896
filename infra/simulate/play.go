package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/mailbox"
	"github.com/partnerusergroups/pugs/infra/local/stand"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// patience is how long nothing may happen, once nothing goes wrong any more, before what is still owed counts as
// forgotten. It is longer than the longest wait for a person's answer.
const patience = 12 * day

// staff is how many people the team has: as many as it takes to decide in each other's way, since every one of them
// gets mail about everything.
const staff = 2

// Run is how a world was played.
type Run struct {
	World    World
	Lines    []Line
	Hash     string
	Faults   []Fault
	Snapshot Snapshot // at the end
	Broken   []Violation
}

// player plays one world.
type player struct {
	world   World
	zone    *time.Location
	stand   *stand.Stand
	weather *weather
	street  *street
	journal *journal
	notes   *Notes
	broken  []Violation
}

// Play plays a world: while things go wrong nothing false may hold; then the weather clears up, and all that is owed
// must be done before people lose their patience. An error means that it could not be played, not that it went badly.
func Play(ctx context.Context, w World, zone *time.Location) (Run, error) {
	p := &player{world: w, zone: zone, journal: newJournal(), notes: &Notes{}}
	if err := p.build(); err != nil {
		return Run{}, fmt.Errorf("build the world of seed %d: %w", w.Seed, err)
	}
	defer p.stand.Close()
	if err := p.play(ctx); err != nil {
		return Run{}, fmt.Errorf("play the world of seed %d: %w", w.Seed, err)
	}
	s, err := p.snapshot(ctx)
	if err != nil {
		return Run{}, err
	}
	if err := s.addLetters(ctx, p.stand.Records()); err != nil {
		return Run{}, err
	}
	s.Contacts, s.Traces = p.stand.HubSpot.Contacts(), p.traces(s)
	if s.Calendars, err = p.calendars(s); err != nil {
		return Run{}, err
	}
	p.check(s, func(Invariant) bool { return true })
	return Run{w, p.journal.lines, p.journal.hash(), p.weather.faults(), s, p.broken}, nil
}

func (p *player) build() error {
	now := func() time.Time { return p.stand.Clock.Now() }
	p.weather = newWeather(p.world, now, p.journal)
	p.street = &street{weather: p.weather, journal: p.journal, notes: p.notes,
		mails: map[string]mailbox.Mail{}, secrets: map[string]bool{},
		bodies: map[string]Submission{}}
	var err error
	p.stand, err = stand.New(stand.Config{
		Cohort: p.world.Cohorts[0], Cohorts: p.world.Cohorts, Seed: p.world.Seed, Pace: clock.Jump,
		PublicURL: "http://stand.example", Robots: true, Habits: &p.world.Habits, Staff: stand.Staff()[:staff],
		Firings: p.weather.firings, Pieces: p.weather.pieces, Shards: p.world.Shards,
		Between: func(pages http.Handler) http.Handler { p.street.pages = pages; return p.street },
		OnMail:  p.receive, Log: slog.New(newWitness(p)),
	})
	if err != nil {
		return err
	}
	if err := p.stand.Hear(context.Background(), p.world.Mail); err != nil {
		return err
	}
	p.street.clock = p.stand.Clock
	p.plan()
	for _, b := range p.world.Bounces {
		p.bounce(b)
	}
	p.stand.Cloud.Inject(p.weather.call)
	p.stand.HubSpot.Inject(p.weather.hubspot)
	for _, s := range p.world.Submissions {
		body := s.Body()
		p.street.bodies[string(body)] = s
		for _, late := range p.weather.delivery(s) {
			p.stand.Forms.DeliverAt(s.At.Add(late), body)
		}
	}
	for _, at := range p.world.Deployments {
		p.stand.Clock.At(at, "deployment", func() {
			if p.weather.deployed(at) {
				p.stand.Deploy()
			}
		})
	}
	return nil
}

// receive notes a mail, and what was true when it came.
func (p *player) receive(m mailbox.Mail) {
	p.street.link(m)
	note := Mail{At: m.Time, To: m.To, Subject: m.Subject, Invitation: m.Calendar != ""}
	if letterOf(m.Subject) != "" {
		p.truth(&note)
	}
	note.Overtaken = p.overtaken(note)
	p.notes.mailed(note)
	p.journal.add(Line{At: m.Time, Who: m.To, What: "gets mail", Outcome: m.Subject})
}

// play lets the whole of the world's cohorts pass, and then what is owed be done.
func (p *player) play(ctx context.Context) error {
	last := p.world.Cohorts[len(p.world.Cohorts)-1]
	end := calendar.Plan(last, p.zone, calendar.DefaultLeads()).End.Add(2 * day)
	for at := p.stand.Clock.Now(); at.Before(end); at = at.Add(28 * day) {
		if err := p.until(ctx, at); err != nil {
			return err
		}
	}
	if err := p.until(ctx, end); err != nil {
		return err
	}
	p.weather.clearUp()
	p.journal.add(Line{At: end, Who: weatherman, What: "clears up"})
	p.atDesk(0, p.letGo)
	return p.settle(ctx)
}

// settle plays on until nothing is owed any more, or nothing has happened for too long: the invariants say then what is
// still owed.
func (p *player) settle(ctx context.Context) error {
	before, since := owed{}, p.stand.Clock.Now()
	for {
		now := p.stand.Clock.Now()
		left, err := p.owed(ctx, now)
		if err != nil || left.running+left.calls+left.letters+left.stale == 0 {
			return err
		}
		if left != before || left.waits {
			before, since = left, now
		}
		if now.Sub(since) > patience {
			return nil
		}
		if err := p.stand.Clock.Advance(ctx, now.Add(6*time.Hour)); err != nil {
			return err
		}
	}
}

// until plays to a moment, and checks there what must always hold.
func (p *player) until(ctx context.Context, at time.Time) error {
	if err := p.stand.Clock.Advance(ctx, at); err != nil {
		return err
	}
	s, err := p.snapshot(ctx)
	if err != nil {
		return err
	}
	p.check(s, func(i Invariant) bool { return i.Always })
	return nil
}

// owed is what is still to be done by itself, and what shows that something still happens.
type owed struct {
	running, succeeded, failed, mails, calls, letters, stale int

	waits bool // it is right to wait: an application has time until its deadline
}

func (p *player) owed(ctx context.Context, now time.Time) (owed, error) {
	s, err := p.snapshot(ctx)
	if err != nil {
		return owed{}, err
	}
	left := owed{mails: p.stand.Mailbox.Count(), calls: len(s.Outbox.Calls), letters: len(s.Outbox.Letters),
		stale: len(s.Outbox.Stale)}
	left.running, left.succeeded, left.failed = p.stand.Engine.Counts()
	for _, a := range s.Applications {
		left.waits = left.waits || a.Status == pug.StatusPending && now.Before(a.Deadline)
	}
	return left, nil
}

// check asks the invariants, each until it is broken for the first time.
func (p *player) check(s Snapshot, which func(Invariant) bool) {
	for _, i := range Invariants() {
		if !which(i) || p.isBroken(i.Name) {
			continue
		}
		for _, sentence := range i.Broken(s) {
			p.broken = append(p.broken, Violation{i.Name, sentence, s.At})
			p.journal.add(Line{At: s.At, Who: judge, What: i.Name, Outcome: sentence})
		}
	}
}

func (p *player) isBroken(name string) bool {
	for _, v := range p.broken {
		if v.Invariant == name {
			return true
		}
	}
	return false
}
