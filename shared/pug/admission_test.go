package pug_test

import (
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// late is a member's application that came after the close, and nothing else is wrong with it.
func late() pug.Application {
	return pug.Application{ID: "2026-H2-member-ina", Cohort: "2026-H2", Kind: pug.KindMember, Status: pug.StatusOdd,
		FirstName: "Ina", Email: "ina@acme.example", Company: "Acme", PartnerType: pug.AppPartner, Role: pug.RoleSales,
		Region: pug.RegionNA, Topics: []pug.Topic{{Name: "Pricing", Key: "pricing"}}, Commitments: true,
		Submitted: day(9, 18), Problems: []pug.Problem{{Code: pug.ProblemLate}}}
}

func TestWhoIsLateIsLetIn(t *testing.T) {
	a, err := late().LetIn(pug.Cohort{Stage: pug.StageMembers}, late(), nil, day(9, 25), day(9, 19))
	if err != nil || a.Status != pug.StatusPending || a.Problems != nil || !a.Own || !a.Deadline.Equal(day(9, 25)) {
		t.Errorf("%+v, %v", a, err)
	}
	right := late()
	right.Role, right.Company, right.FirstName = pug.RoleTechnical, "Booking.example/x", "Bea"
	a, err = late().LetIn(pug.Cohort{}, right, []pug.Application{{Kind: pug.KindChampion, Status: pug.StatusDeclined}},
		day(9, 25), day(9, 19))
	if err != nil || a.Role != pug.RoleTechnical || a.FirstName != "Bea" || a.Submitted != late().Submitted {
		t.Errorf("put right: %+v, %v", a, err)
	}
}

func TestWhoCannotBeLetIn(t *testing.T) {
	of := func(kind pug.Kind, status pug.Status) []pug.Application {
		return []pug.Application{{Kind: kind, Status: status}}
	}
	for says, row := range map[string]struct {
		change func(a *pug.Application, c *pug.Cohort)
		right  func(a *pug.Application)
		others []pug.Application
		kind   pug.ErrorKind
		want   string
	}{
		"it is in review": {func(a *pug.Application, _ *pug.Cohort) { a.Status = pug.StatusPending }, nil, nil,
			pug.Already, "Decide on it"},
		"it is declined": {func(a *pug.Application, _ *pug.Cohort) { a.Status = pug.StatusDeclined }, nil, nil,
			pug.Already, "is declined already. Change the decision"},
		"nobody knows what it is for": {func(a *pug.Application, _ *pug.Cohort) { a.Kind = "" }, nil, nil,
			pug.Conflict, "send the form again"},
		"the cohort has ended": {func(_ *pug.Application, c *pug.Cohort) { c.Stage = pug.StageClosed }, nil, nil,
			pug.Conflict, "has ended"},
		"a Champion, when groups are published": {func(a *pug.Application, c *pug.Cohort) {
			a.Kind, c.Stage, c.Published = pug.KindChampion, pug.StageRunning, &pug.Decision{}
		}, nil, nil, pug.Conflict, "has none to lead"},
		"groups are being published": {func(_ *pug.Application, c *pug.Cohort) {
			c.Stage, c.Published = pug.StageForming, &pug.Decision{}
		}, nil, nil, pug.Conflict, "in some minutes"},
		"something is still missing": {nil, func(a *pug.Application) { a.Company = "" }, nil, pug.Invalid, "company"},
		"the commitments are not accepted": {nil, func(a *pug.Application) { a.Commitments = false }, nil, pug.Invalid,
			"not accepted"},
		"another one is in review": {nil, nil, of(pug.KindMember, pug.StatusPending), pug.Conflict, "Decide on that one"},
		"another one is declined": {nil, nil, of(pug.KindMember, pug.StatusDeclined), pug.Conflict,
			"Change the decision on that one"},
		"they lead a group": {nil, nil, of(pug.KindChampion, pug.StatusApproved), pug.Conflict, "needs no seat"},
	} {
		t.Run(says, func(t *testing.T) {
			a, right, c := late(), late(), pug.Cohort{Stage: pug.StageMembers}
			if row.change != nil {
				row.change(&a, &c)
			}
			if row.right != nil {
				row.right(&right)
			}
			_, err := a.LetIn(c, right, row.others, day(9, 25), day(9, 19))
			if !pug.IsError(err, row.kind) || !strings.Contains(pug.Sentence(err), row.want) {
				t.Errorf("it says %v", err)
			}
		})
	}
	if _, err := late().LetIn(pug.Cohort{}, late(), nil, day(9, 19), day(9, 19)); !pug.IsError(err, pug.Invalid) {
		t.Errorf("to be decided at once: %v", err)
	}
}

// L9: what is let in, or may come later, is decided while its cohort goes on, and a Champion's before the groups are
// published.
func TestNobodyIsLetInToBeDecidedTooLate(t *testing.T) {
	c := pug.Cohort{ID: "2026-H2", Stage: pug.StageMembers, Dates: dates()}
	for says, row := range map[string]struct {
		kind pug.Kind
		by   time.Time
		want string
	}{
		"a member, before the end":             {pug.KindMember, c.Dates.End.Add(-1), ""},
		"a member, at the end":                 {pug.KindMember, c.Dates.End, "The cohort has ended by then"},
		"a Champion, until groups are curated": {pug.KindChampion, c.Dates.Curate, ""},
		"a Champion, at the launch":            {pug.KindChampion, c.Dates.Launch, "The groups are published before that"},
	} {
		t.Run(says, func(t *testing.T) {
			a := late()
			a.Kind = row.kind
			_, err := a.LetIn(c, a, nil, row.by, day(9, 19))
			said := ""
			for _, p := range (pug.Extension{Kind: row.kind, Until: row.by, Decide: row.by}).Check(c, day(9, 19)) {
				said += p.Name + ": " + p.Sentence
			}
			if row.want == "" && (err != nil || said != "") || !strings.Contains(said, row.want) ||
				row.want != "" && !strings.Contains(pug.Sentence(err), row.want) {
				t.Errorf("it says %v, of an extension %q", err, said)
			}
		})
	}
	c.Published = &pug.Decision{}
	e := pug.Extension{Kind: pug.KindChampion, Until: day(10, 4), Decide: day(10, 5)}
	if no := e.Check(c, day(10, 2)); len(no) != 1 || no[0].Name != "kind" {
		t.Errorf("a Champion may apply when groups are published: %v", no)
	}
}

func TestAnExtensionCoversWhatComesUntilItsEnd(t *testing.T) {
	e := pug.Extension{Until: day(9, 19), Decide: day(9, 30)}
	a := late()
	a.Problems = append(a.Problems, pug.Problem{Code: pug.ProblemMissing})
	if got := a.Extended(e); got.Late() || len(got.Problems) != 1 || !got.Own || !got.Deadline.Equal(e.Decide) {
		t.Errorf("in time for it: %+v", got)
	}
	a.Submitted = e.Until
	if got := a.Extended(e); !got.Late() || got.Own {
		t.Errorf("too late for it: %+v", got)
	}
}

func TestPeopleWhoShareAnAddressAreToldApart(t *testing.T) {
	a := late()
	again, ben, cleo := a, a, a
	again.ID, again.Kind = "2026-H2-champion-ina", pug.KindChampion
	ben.ID, ben.FirstName = "2026-H2-member-ben", "Ben"
	cleo.ID, cleo.FirstName, cleo.Kind, cleo.Shared = "2026-H2-champion-cleo", "Cleo", pug.KindChampion, true
	same, others := pug.SamePerson(a, []pug.Application{again, ben, cleo})
	if len(same) != 1 || same[0].ID != again.ID || len(others) != 2 {
		t.Fatalf("her own are %v, and those of others %v", same, others)
	}
	beside, untold := a.Beside(nil, others)
	if !beside.Shared || beside.Sharing != a.NameKey() || len(untold) != 1 || untold[0] != ben.ID {
		t.Errorf("shared: %t, told apart by %q; %v do not know", beside.Shared, beside.Sharing, untold)
	}
	if beside, untold = a.Beside(nil, nil); beside.Shared || untold != nil {
		t.Errorf("alone it is shared: %t, %v", beside.Shared, untold)
	}
	if beside, _ = a.Beside(nil, others[1:]); beside.Sharing != a.NameKey() {
		t.Errorf("one of the other kind, who leads her group maybe, parts it by %q", beside.Sharing)
	}
	if beside, _ = a.Beside(same, others[1:]); beside.Sharing != "" {
		t.Errorf("she was the first there, and is %q now", beside.Sharing)
	}
	if beside, _ = a.Beside(same, others); beside.Sharing != a.NameKey() {
		t.Errorf("she takes the place of another one who was the first of this kind, as %q", beside.Sharing)
	}
	same[0].Sharing = "1na"
	if beside, _ = a.Beside(same, others); beside.Sharing != "1na" {
		t.Errorf("she is known as 1na, and is %q now", beside.Sharing)
	}
}

func TestWhoAppliesByAFormerNameIsThePersonTheyWere(t *testing.T) {
	a, form := late(), late()
	a.LastName, form.LastName = "Moen", "Roth"
	if a.IsOf(form) {
		t.Error("who never had the name is taken for the person")
	}
	before := a
	before.LastName = "Roth"
	a = before.As(pug.Identity{FirstName: "Ina", LastName: "Moen", Email: a.Email})
	again := a.Again("2027-H1", pug.KindMember, pug.OriginRenewal, "k", day(9, 1), day(9, 2))
	for _, one := range []pug.Application{a, again} {
		if !one.IsOf(form) || !form.IsOf(one) {
			t.Errorf("%v is not who she was", one.Names())
		}
	}
	form.Email = "ina.roth@acme.example"
	if a.IsOf(form) {
		t.Error("another address is the same person")
	}
}
