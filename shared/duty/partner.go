package duty

import (
	"context"
	"strings"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Partner is a member of a group as letters introduce them to the others.
type Partner struct {
	pug.Person
	Role   pug.Role
	Region pug.Region
	Topics string // that they want to talk about; empty where they do not show it
}

// Partners are those who have the seats, as they applied, but for one of them, by id, who is told of the others.
func (b *Base) Partners(ctx context.Context, seats []pug.Seat, but string) ([]Partner, error) {
	var ids []string
	for _, s := range seats {
		if s.Member.ID != but {
			ids = append(ids, s.Member.ID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	applications, err := b.Store.ApplicationsByID(ctx, ids...)
	var all []Partner
	for _, s := range seats {
		if s.Member.ID != but {
			all = append(all, partner(s.Member, applications[s.Member.ID]))
		}
	}
	return all, err
}

func partner(p pug.Person, a pug.Application) Partner {
	of := Partner{Person: p, Role: a.Role, Region: a.Region}
	if !a.Shares {
		return of
	}
	var topics []string
	for _, t := range a.Topics {
		topics = append(topics, t.Name)
	}
	of.Topics = strings.Join(topics, ", ")
	return of
}
