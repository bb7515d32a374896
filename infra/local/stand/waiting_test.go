package stand_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/infra/local/stand"
	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/match"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// published is the board as staff published it.
func published(t *testing.T, s *stand.Stand, id pug.CohortID) *curation.Board {
	t.Helper()
	var grants []cloud.Grant
	for _, action := range []string{"dynamodb:GetItem", "dynamodb:Query"} {
		grants = append(grants, cloud.Grant{Action: action, Resource: "*"})
	}
	s.Cloud.Allow("looker", grants)
	records := store.New(dynamodb.NewFromConfig(s.Cloud.Config("looker")), "pugs")
	c, err := records.Cohort(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	p, err := records.Proposal(t.Context(), id, c.Revision)
	if err != nil {
		t.Fatal(err)
	}
	people, err := records.People(t.Context(), id, p.People)
	if err != nil {
		t.Fatal(err)
	}
	return curation.NewBoard(p, people)
}

// checkWaiting holds what choosing among the groups on offer is for: at most a quarter of the approved who named one
// wait for another reason than that groups are full.
func checkWaiting(t *testing.T, b *curation.Board) {
	t.Helper()
	plan := match.Plan{}
	for _, g := range b.Groups {
		plan.Groups = append(plan.Groups, match.Group{Champion: g.Lead, Members: g.Members})
	}
	groups := pug.GroupsOnOffer(b.Everyone().Champions)
	named, chosen := map[string]bool{}, 0
	for _, a := range b.Members() {
		if a.Status != pug.StatusApproved {
			continue
		}
		if !a.Chosen.IsZero() {
			chosen++
		}
		if !a.Unled(groups) {
			named[a.ID] = true
		}
		if _, seated := b.Seat(a.ID); !seated {
			plan.Unplaced = append(plan.Unplaced, a.ID)
		}
	}
	other, all := 0, map[match.Code]int{}
	for id, reason := range match.Explain(b.Problem(), plan) {
		if all[reason.Code]++; named[id] && reason.Code != match.Placed && reason.Code != match.GroupsFull {
			other++
		}
	}
	if other > len(named)/4 || chosen == 0 {
		t.Errorf("%d of %d who named a group on offer wait for another reason than full groups, want a quarter at most; "+
			"%d chose again; all reasons are %v", other, len(named), chosen, all)
	}
}
