package curation_test

import (
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// redecided is an application of the usual scene with another decision on it.
func redecided(s *scene, id string, choice pug.Choice) pug.Application {
	for _, a := range append(s.champions, s.members...) {
		if a.ID == id {
			a.Status, _ = choice.Status()
			a.Decision = &pug.Decision{Choice: choice}
			return a
		}
	}
	panic("there is no " + id)
}

func TestGroupsFollowAChangedDecision(t *testing.T) {
	for says, row := range map[string]struct {
		who    string
		choice pug.Choice
		before []curation.Change
		where  string // where they are then; empty: nowhere
		places int    // how many more have one
		note   string
	}{
		"who is declined leaves the group": {member("p0"), pug.ChoiceDecline, nil, "", -1, ""},
		"also from where staff pinned them": {member("p0"), pug.ChoiceDecline,
			[]curation.Change{{Do: curation.Pin, Member: member("p0")}}, "", -1, ""},
		"who is waitlisted leaves the group, and waits": {member("p0"), pug.ChoiceWaitlist, nil, "the waitlist", -1, ""},
		"who is approved waits for a seat":              {member("spare"), pug.ChoiceApprove, nil, "the waitlist", 0, ""},
		"a group is too small then": {member("p0"), pug.ChoiceDecline,
			[]curation.Change{{Do: curation.Move, Member: member("p1")}}, "", -1, "Group 1 (Pricing) has 4 members"},
		"a Champion who leads no group": {lead("cy"), pug.ChoiceDecline, nil, "", 0, ""},
	} {
		t.Run(says, func(t *testing.T) {
			s := usual()
			b := s.board(t)
			for _, change := range row.before {
				b = applied(t, b, change)
			}
			out, err := b.Redecided(redecided(s, row.who, row.choice))
			if err != nil {
				t.Fatal(err)
			}
			sound(t, out.Board)
			where := ""
			if _, there := out.Board.Member(row.who); there {
				where = out.Board.Where(row.who)
			}
			if where != row.where || out.After.Placed-out.Before.Placed != row.places {
				t.Errorf("they are in %q, %d more have a place: %s", where, out.After.Placed-out.Before.Placed, write(out.Board))
			}
			if notes := strings.Join(out.Notes, " "); (notes == "") != (row.note == "") || !strings.Contains(notes, row.note) {
				t.Errorf("staff are told %q", notes)
			}
			if out.Board.Undo != 0 || out.Board.Revision != b.Revision+1 {
				t.Errorf("revision %d can be undone to %d", out.Board.Revision, out.Board.Undo)
			}
		})
	}
}

func TestWhoLeadsAProposedGroupKeepsTheDecision(t *testing.T) {
	s := usual()
	b := applied(t, s.board(t), curation.Change{Do: curation.Name, Named: pug.Lead{
		Person: pug.Person{Name: "odd", Email: "odd@example.org"}, Topic: pug.Topic{Name: "SEO"}, Role: pug.RoleMarketing,
		Region: pug.RegionNA}})
	for _, id := range []string{lead("bea"), member("odd")} {
		_, err := b.Redecided(redecided(s, id, pug.ChoiceDecline))
		if !pug.IsError(err, pug.Conflict) || !strings.Contains(pug.Sentence(err), "Dissolve that group first") {
			t.Errorf("%s: %v", id, err)
		}
	}
}

func TestAChampionWhoIsApprovedAfterAllMayLead(t *testing.T) {
	s := usual()
	s.champions[2].Status = pug.StatusDeclined
	out, err := s.board(t).Redecided(redecided(s, lead("cy"), pug.ChoiceApprove))
	if err != nil {
		t.Fatal(err)
	}
	if _, may := out.Board.Lead(lead("cy")); !may {
		t.Error("cy may not")
	}
}
