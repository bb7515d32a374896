package main

import (
	"context"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// calendars are what people have in theirs by the mails that they got.
func (p *player) calendars(s Snapshot) (map[string][]string, error) {
	all := map[string][]string{}
	for _, a := range s.Applications {
		for _, email := range s.addresses(a.Email) {
			if _, read := all[email]; read {
				continue
			}
			events, err := p.stand.Mailbox.Calendar(email)
			if err != nil {
				return nil, err
			}
			all[email] = nil
			for _, e := range events {
				all[email] = append(all[email], e.UID)
			}
		}
	}
	return all, nil
}

// meant are the cohorts that a mail may be about: the one that its subject names, or all.
func (p *player) meant(subject string) []pug.CohortID {
	all := p.world.allCohorts()
	if i := slices.IndexFunc(all, func(id pug.CohortID) bool { return strings.Contains(subject, id.Name()) }); i >= 0 {
		return all[i : i+1]
	}
	return all
}

// truth notes what the records say of the recipient of a mail just now.
func (p *player) truth(m *Mail) {
	ctx := context.Background()
	for _, id := range p.meant(m.Subject) {
		if ofSeat(m.Subject) {
			counting, _ := p.stand.Records().ApplicationsOf(ctx, m.To, id) // nothing goes wrong for who looks on
			m.Applications = append(m.Applications, counting...)
		} else {
			m.Applications = append(m.Applications, p.applications(ctx, m.To, id)...)
		}
	}
	meant := func(pug.Group) bool { return true }
	if strings.HasPrefix(m.Subject, seatGone) {
		meant = func(g pug.Group) bool { return strings.HasSuffix(m.Subject, g.Topic.Name) }
	}
	for _, a := range m.Applications {
		seated := p.seated(ctx, a, meant)
		m.Seated, m.Free = m.Seated || seated, m.Free || !seated
	}
}

// applications are all of somebody, also those that do not count.
func (p *player) applications(ctx context.Context, email string, id pug.CohortID) []pug.Application {
	var all []pug.Application
	for _, kind := range []pug.Kind{pug.KindChampion, pug.KindMember} {
		some, _ := p.stand.Records().Applications(ctx, id, kind)
		all = append(all, some...)
	}
	return slices.DeleteFunc(all, func(a pug.Application) bool { return a.Email != email })
}

// seatGone begins the letter by which somebody hears that a seat was given to another. They may have one elsewhere.
const seatGone = "Sorry, this seat"

// seated says whether an applicant has a seat in one of the groups that are meant, or leads it.
func (p *player) seated(ctx context.Context, a pug.Application, meant func(pug.Group) bool) bool {
	groups, _ := p.stand.Records().Groups(ctx, a.Cohort)
	for _, g := range groups {
		if !meant(g) {
			continue
		}
		if slices.ContainsFunc(g.Leaders(), func(leader pug.Person) bool { return leader.ID == a.ID }) {
			return true
		}
		seat, err := p.stand.Records().Seat(ctx, g.ID, a.ID)
		if err == nil && seat.Taken() {
			return true
		}
	}
	return false
}
