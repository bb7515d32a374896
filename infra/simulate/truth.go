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
	ctx, records := context.Background(), p.stand.Records()
	for _, id := range p.meant(m.Subject) {
		for _, kind := range []pug.Kind{pug.KindChampion, pug.KindMember} {
			all, _ := records.Applications(ctx, id, kind) // nothing goes wrong for who looks on
			for _, a := range all {
				if a.Email == m.To {
					m.Applications = append(m.Applications, a)
				}
			}
		}
	}
	for _, a := range m.Applications {
		seated := p.seated(ctx, a)
		m.Seated, m.Free = m.Seated || seated, m.Free || !seated
	}
}

// seated says whether an applicant has a seat, or leads a group.
func (p *player) seated(ctx context.Context, a pug.Application) bool {
	groups, _ := p.stand.Records().Groups(ctx, a.Cohort)
	for _, g := range groups {
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
