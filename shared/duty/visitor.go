package duty

import (
	"context"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Visiting is who came by a link. One of some people who have left the address that it was sent to comes as who they
// are now: links in email that was sent before go on working (L3), but where somebody else has that address now.
func (b *Base) Visiting(ctx context.Context, v link.Visitor, people ...pug.Person) (pug.Person, error) {
	came := pug.Person{Name: v.Name, Email: v.Person}
	var ids []string
	for _, p := range people {
		if strings.EqualFold(p.Email, came.Email) {
			return came, nil
		}
		ids = append(ids, p.ID)
	}
	applications, err := b.Store.ApplicationsByID(ctx, ids...)
	if err != nil {
		return came, err
	}
	was := slices.IndexFunc(people, func(p pug.Person) bool { return applications[p.ID].Was(came) })
	if was < 0 {
		return came, nil
	}
	there, err := b.Store.PeopleAt(ctx, came.Email)
	if err != nil || len(there) > 0 {
		return came, err
	}
	return people[was], nil
}
