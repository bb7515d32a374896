package pug_test

import (
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// changed is an application that Ada decided by the choice, and its cohort, as a row of a test has them.
type changed struct {
	kind  pug.Kind
	was   pug.Choice
	to    pug.Choice
	stage pug.Stage
	more  func(*pug.Application, *pug.Cohort, *pug.Place)
}

func (c changed) redecide() (pug.Redecision, error) {
	at := time.Date(2026, 9, 20, 9, 0, 0, 0, time.UTC)
	status, _ := c.was.Status()
	a := pug.Application{ID: "2026-H2-member-ina", Cohort: "2026-H2", Kind: c.kind, FirstName: "Ina", Status: status,
		Decision: &pug.Decision{Choice: c.was, By: "Ada Hart", At: at}}
	cohort := pug.Cohort{ID: "2026-H2", Stage: c.stage}
	if c.stage == pug.StageForming {
		cohort.Revision = 3
	}
	if c.stage.Published() {
		cohort.Revision, cohort.Published = 3, &pug.Decision{Choice: pug.ChoicePublish}
	}
	place := pug.Place{}
	if c.more != nil {
		c.more(&a, &cohort, &place)
	}
	return a.Redecide(cohort, place, pug.Decision{Choice: c.to, By: "Bo Lund", At: at.AddDate(0, 0, 1)})
}

func waits(a *pug.Application, _ *pug.Cohort, p *pug.Place) { a.Place, p.Order = 7, 7 }

func waitsFirst(a *pug.Application, _ *pug.Cohort, p *pug.Place) { a.Place, p.Order = -1, -1 }

func TestWhatAChangedDecisionLeadsTo(t *testing.T) {
	type leads struct{ regroups, joins, leaves bool }
	for says, row := range map[string]struct {
		changed
		want leads
	}{
		"a declined member is approved before groups are proposed": {
			changed{pug.KindMember, pug.ChoiceDecline, pug.ChoiceApprove, pug.StageMembers, nil}, leads{}},
		"a Champion is approved while members apply": {
			changed{pug.KindChampion, pug.ChoiceDecline, pug.ChoiceApprove, pug.StageMembers, nil}, leads{}},
		"a member is declined while groups are curated": {
			changed{pug.KindMember, pug.ChoiceApprove, pug.ChoiceDecline, pug.StageForming, nil}, leads{regroups: true}},
		"a declined member is approved when groups are published": {
			changed{pug.KindMember, pug.ChoiceDecline, pug.ChoiceApprove, pug.StageRunning, nil}, leads{joins: true}},
		"who waits is approved, and keeps the place": {
			changed{pug.KindMember, pug.ChoiceWaitlist, pug.ChoiceApprove, pug.StagePublished, waits}, leads{}},
		"who waits is declined": {
			changed{pug.KindMember, pug.ChoiceApprove, pug.ChoiceDecline, pug.StageRunning, waits}, leads{leaves: true}},
		"who waits before all others is declined": {
			changed{pug.KindMember, pug.ChoiceApprove, pug.ChoiceDecline, pug.StageRunning, waitsFirst}, leads{leaves: true}},
	} {
		t.Run(says, func(t *testing.T) {
			r, err := row.redecide()
			if got := (leads{r.Regroups, r.Joins, r.Leaves}); err != nil || got != row.want {
				t.Errorf("it leads to %+v, %v", got, err)
			}
			if d := r.After.Decision; d.By != "Bo Lund" || len(r.After.Earlier) != 1 || r.After.Earlier[0].By != "Ada Hart" {
				t.Errorf("it was decided by %s, and before: %+v", d.By, r.After.Earlier)
			}
		})
	}
}

func TestADecisionThatCannotBeChangedSaysWhyAndWhatToDo(t *testing.T) {
	member := func(stage pug.Stage, more func(*pug.Application, *pug.Cohort, *pug.Place)) changed {
		return changed{pug.KindMember, pug.ChoiceApprove, pug.ChoiceDecline, stage, more}
	}
	for says, row := range map[string]struct {
		changed
		kind pug.ErrorKind
		want string
	}{
		"it is decided so": {changed{pug.KindMember, pug.ChoiceApprove, pug.ChoiceApprove, pug.StageMembers, nil},
			pug.Already, "The application of Ina was approved by Ada Hart on 20 September 2026."},
		"it is no decision": {changed{pug.KindMember, pug.ChoiceApprove, pug.ChoiceKeep, pug.StageMembers, nil},
			pug.Invalid, "approve, decline or waitlist"},
		"nobody has decided": {member(pug.StageMembers, func(a *pug.Application, _ *pug.Cohort, _ *pug.Place) {
			a.Status, a.Decision = pug.StatusPending, nil
		}), pug.Conflict, "Decide on it."},
		"it is odd": {member(pug.StageMembers, func(a *pug.Application, _ *pug.Cohort, _ *pug.Place) {
			a.Status, a.Decision = pug.StatusOdd, nil
		}), pug.Conflict, "Let it in first."},
		"they have withdrawn it": {member(pug.StageMembers, func(a *pug.Application, _ *pug.Cohort, _ *pug.Place) {
			a.Status = pug.StatusWithdrawn
		}), pug.Conflict, "Reinstate it first"},
		"another one was kept instead": {member(pug.StageMembers, func(a *pug.Application, _ *pug.Cohort, _ *pug.Place) {
			a.Status, a.Instead = pug.StatusReplaced, "2026-H2-member-ina2"
		}), pug.Conflict, "on that one"},
		"they have a seat": {member(pug.StageRunning, func(a *pug.Application, _ *pug.Cohort, _ *pug.Place) {
			a.Group = "2026-H2-g02"
		}), pug.Conflict, "has a seat in Group 2. Remove them"},
		"a seat is on offer to them": {member(pug.StageRunning, func(a *pug.Application, c *pug.Cohort, p *pug.Place) {
			waits(a, c, p)
			p.Offer = "2026-H2-g02-bea-miss2-o1"
		}), pug.Conflict, "once they have answered"},
		"groups are being published": {member(pug.StageForming, func(_ *pug.Application, c *pug.Cohort, _ *pug.Place) {
			c.Published = &pug.Decision{Choice: pug.ChoicePublish}
		}), pug.Conflict, "in some minutes"},
		"a Champion, and the groups are published": {
			changed{pug.KindChampion, pug.ChoiceDecline, pug.ChoiceApprove, pug.StagePublished, nil},
			pug.Conflict, "on the page of that group"},
		"the cohort has ended": {member(pug.StageClosed, nil), pug.Conflict, "can apply for the next one"},
	} {
		t.Run(says, func(t *testing.T) {
			_, err := row.redecide()
			if !pug.IsError(err, row.kind) || !strings.Contains(pug.Sentence(err), row.want) {
				t.Errorf("it says %v", err)
			}
		})
	}
}

func TestWhatAChangedDecisionDoesToTheGroupsOnOffer(t *testing.T) {
	applied := func(id string, kind pug.Kind, status pug.Status, topics ...string) pug.Application {
		a := pug.Application{ID: id, Kind: kind, Status: status, Role: pug.RoleSales, Region: pug.RegionNA}
		for _, topic := range topics {
			a.Topics = append(a.Topics, pug.Topic{Name: topic, Key: strings.ToLower(topic)})
		}
		return a
	}
	elsewhere := applied("m4", pug.KindMember, pug.StatusApproved, "Pricing")
	elsewhere.Region = pug.RegionAPAC
	members := []pug.Application{
		applied("m1", pug.KindMember, pug.StatusPending, "Pricing"),
		applied("m2", pug.KindMember, pug.StatusApproved, "Pricing", "Hiring"),
		applied("m3", pug.KindMember, pug.StatusDeclined, "Pricing"), elsewhere,
	}
	hiring := applied("c2", pug.KindChampion, pug.StatusApproved, "Hiring")
	for says, row := range map[string]struct {
		from, to pug.Status
		more     []pug.Application
		want     pug.OnOffer
	}{
		"the only one on a topic goes": {pug.StatusApproved, pug.StatusDeclined, nil, pug.OnOffer{Ends: true, Chose: 2, Left: 1}},
		"a second on the topic stays":  {pug.StatusApproved, pug.StatusDeclined, []pug.Application{applied("c3", pug.KindChampion, pug.StatusApproved, "Pricing")}, pug.OnOffer{Chose: 2}},
		"a new topic comes":            {pug.StatusDeclined, pug.StatusApproved, nil, pug.OnOffer{Opens: true, Chose: 2, Left: 1}},
		"who was never approved waits": {pug.StatusDeclined, pug.StatusWaitlisted, nil, pug.OnOffer{Chose: 2, Left: 1}},
	} {
		t.Run(says, func(t *testing.T) {
			before := applied("c1", pug.KindChampion, row.from, "Pricing")
			after := before
			after.Status = row.to
			got := pug.Redecision{Before: before, After: after}.OnOffer(append(row.more, before, hiring), members)
			got.Lead = pug.Lead{}
			if got != row.want {
				t.Errorf("it does %+v", got)
			}
		})
	}
}

func TestADeadlineMovesWithItsPhaseUnlessItIsTheApplicationsOwn(t *testing.T) {
	before, d := dates(), dates()
	d.ChampionsDecide, d.MembersDecide = d.ChampionsDecide.AddDate(0, 0, 1), d.MembersDecide.AddDate(0, 0, 2)
	for says, row := range map[string]struct {
		a     pug.Application
		dates pug.Dates
		want  time.Time
	}{
		"a member": {pug.Application{Kind: pug.KindMember, Origin: pug.OriginForm, Deadline: before.MembersDecide},
			d, d.MembersDecide},
		"a Champion": {pug.Application{Kind: pug.KindChampion, Origin: pug.OriginForm, Deadline: before.ChampionsDecide},
			d, d.ChampionsDecide},
		"a Champion who leads again, and said so late": {pug.Application{Kind: pug.KindChampion, Origin: pug.OriginRenewal,
			Submitted: d.MembersOpen, Deadline: before.Propose}, d, d.Propose},
		"who was let in": {pug.Application{Kind: pug.KindMember, Origin: pug.OriginForm, Own: true, Deadline: before.Launch},
			d, before.Launch},
		"a Champion who joins as a member": {pug.Application{Kind: pug.KindMember, Origin: pug.OriginUnopened,
			Deadline: before.Launch}, d, before.Launch},
		"no dates are known": {pug.Application{Kind: pug.KindMember, Origin: pug.OriginForm, Deadline: before.MembersDecide},
			pug.Dates{}, before.MembersDecide},
	} {
		t.Run(says, func(t *testing.T) {
			if got := row.a.DecideBy(row.dates); !got.Equal(row.want) {
				t.Errorf("it is decided by %s, want %s", got, row.want)
			}
		})
	}
}
