package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/asl"
	"github.com/partnerusergroups/pugs/infra/local/hubspot"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// Snapshot is all that the invariants are asked about: the world, what it saw, and the records at one moment.
type Snapshot struct {
	World        World
	Zone         *time.Location
	At           time.Time
	Notes        *Notes
	Faults       []Fault // that happened so far
	Cohorts      []pug.Cohort
	Applications []pug.Application // odd ones too
	Groups       []Group
	Waitlist     []pug.Place
	Outbox       store.Outbox
	Letters      []store.Letter      // to whoever got mail; read at the end only
	Contacts     []hubspot.Contact   // at HubSpot; read at the end only
	Calendars    map[string][]string // UIDs of the events of everybody who applied, by address; at the end only
	Executions   []asl.Execution
	Traces       map[string][]string // where who was erased still stands, by address; at the end only
	Former       map[string]string   // the address by which somebody applied, by the one that they moved to (L3)
}

// Group is a group with all that belongs to it.
type Group struct {
	pug.Group
	Seats    []pug.Seat
	Meetings []pug.Meeting
	Reports  pug.Reports
	Flags    []pug.Flag
	Offers   []pug.Offer
	Renewal  *pug.Renewal // nil before the Champion was asked
	Log      []pug.Entry  // the latest line first
}

// snapshot reads the records.
func (p *player) snapshot(ctx context.Context) (Snapshot, error) {
	s := Snapshot{World: p.world, Zone: p.zone, At: p.stand.Clock.Now(), Notes: p.notes, Faults: p.weather.faults()}
	for _, m := range p.stand.Engine.Machines() {
		s.Executions = append(s.Executions, p.stand.Engine.ListExecutions(m.ARN, "")...)
	}
	records := p.stand.Records()
	var err error
	if s.Outbox, err = records.Outbox(ctx); err != nil {
		return s, err
	}
	for _, id := range p.world.allCohorts() {
		if err := s.addCohort(ctx, records, id); err != nil {
			return s, err
		}
	}
	s.recall()
	s.Former = map[string]string{moved(outsider): outsider}
	for _, d := range s.Notes.Deliveries {
		s.Former[moved(d.Submission.Email)] = d.Submission.Email // where they have moved, and may have moved back
		if a, found := s.application(d.Application); found && a.Email != d.Submission.Email {
			s.Former[a.Email] = d.Submission.Email
		}
	}
	return s, nil
}

// addresses are all that somebody may have had.
func (s Snapshot) addresses(email string) []string {
	if former, moved := s.Former[email]; moved {
		return []string{email, former}
	}
	if s.Former[moved(email)] == email {
		return []string{email, moved(email)}
	}
	return []string{email}
}

// addLetters reads the letters to everybody who got mail.
func (s *Snapshot) addLetters(ctx context.Context, records *store.Store) error {
	var readers []string
	for _, m := range s.Notes.Mails {
		readers = append(readers, m.To)
	}
	for _, email := range unique(readers) {
		letters, err := records.Letters(ctx, email)
		if err != nil {
			return err
		}
		s.Letters = append(s.Letters, letters...)
	}
	return nil
}

func (s *Snapshot) addCohort(ctx context.Context, records *store.Store, id pug.CohortID) error {
	c, err := records.Cohort(ctx, id)
	if err == nil {
		s.Cohorts = append(s.Cohorts, c)
	} else if !pug.IsError(err, pug.NotFound) {
		return err
	}
	for _, kind := range []pug.Kind{pug.KindChampion, pug.KindMember} {
		applications, err := records.Applications(ctx, id, kind)
		if err != nil {
			return err
		}
		s.Applications = append(s.Applications, applications...)
	}
	waitlist, err := records.Waitlist(ctx, id)
	if err != nil {
		return err
	}
	s.Waitlist = append(s.Waitlist, waitlist...)
	groups, err := records.Groups(ctx, id)
	if err != nil {
		return err
	}
	for _, g := range groups {
		group, err := readGroup(ctx, records, g)
		if err != nil {
			return err
		}
		s.Groups = append(s.Groups, group)
	}
	return nil
}

// allLines is more than the log of any group has.
const allLines = 10_000

func readGroup(ctx context.Context, records *store.Store, of pug.Group) (g Group, err error) {
	g.Group = of
	if g.Seats, err = records.Seats(ctx, of.ID); err != nil {
		return g, err
	}
	if g.Meetings, err = records.Meetings(ctx, of.ID); err != nil {
		return g, err
	}
	if g.Flags, err = records.Flags(ctx, of.ID); err != nil {
		return g, err
	}
	if g.Offers, err = records.Offers(ctx, of.ID); err != nil {
		return g, err
	}
	if g.Log, _, err = records.LogOf(ctx, of.ID, "", allLines); err != nil {
		return g, err
	}
	for _, m := range g.Meetings {
		if m.State != pug.MeetingReported && !m.NotHeld {
			continue
		}
		report, err := records.Attendance(ctx, m.Group, m.Month)
		if err != nil && !(m.NotHeld && pug.IsError(err, pug.NotFound)) {
			return g, err
		}
		g.Reports = append(g.Reports, report)
	}
	renewal, err := records.Renewal(ctx, of.ID)
	switch {
	case err == nil:
		g.Renewal = &renewal
	case !pug.IsError(err, pug.NotFound):
		return g, err
	}
	return g, nil
}

// application finds an application by its id.
func (s Snapshot) application(id string) (pug.Application, bool) {
	for _, a := range s.Applications {
		if a.ID == id {
			return a, true
		}
	}
	return pug.Application{}, false
}

// cohort finds a cohort that was planned.
func (s Snapshot) cohort(id pug.CohortID) (pug.Cohort, bool) {
	for _, c := range s.Cohorts {
		if c.ID == id {
			return c, true
		}
	}
	return pug.Cohort{}, false
}

// got says whether somebody got a mail whose subject begins like that.
func (s Snapshot) got(email, subject string) bool {
	if s.deaf(email) {
		return true // as far as anybody can do anything about it
	}
	addresses := s.addresses(email)
	for _, m := range s.Notes.Mails {
		if slices.Contains(addresses, m.To) && strings.HasPrefix(m.Subject, subject) {
			return true
		}
	}
	return false
}

// first is the address by which somebody applied.
func (s Snapshot) first(email string) string {
	if former, moved := s.Former[email]; moved {
		return former
	}
	return email
}
