package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

func TestAPersonHasOneOfferAtATime(t *testing.T) {
	s := table(t)
	p := place(member(t, s, "ada", "").Member, 1)
	offer := func(id, group string) pug.Offer {
		return pug.Offer{ID: id, Group: group, Person: p.Person, Made: morning, Expires: morning.AddDate(0, 0, 3)}
	}
	first, second := offer("o1", "2026-H2-g01"), offer("o2", "2026-H2-g02")
	wants(t, s.MakeOffer(t.Context(), p, first), pug.Conflict) // nobody waits
	wants(t, s.Wait(t.Context(), p), "")
	wants(t, s.MakeOffer(t.Context(), p, first), "")
	wants(t, s.MakeOffer(t.Context(), p, first), "")
	wants(t, s.MakeOffer(t.Context(), p, second), pug.Conflict)
	_, err := s.Offer(t.Context(), second.Group, second.ID)
	wants(t, err, pug.NotFound)
	wants(t, s.FreePlace(t.Context(), p), "")
	wants(t, s.MakeOffer(t.Context(), p, second), "")
	offers, err := s.Offers(t.Context(), first.Group)
	if diff := cmp.Diff([]pug.Offer{first}, offers); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	wants(t, s.FreePlace(t.Context(), place(p.Person, 99)), "") // who left the waitlist has no offer to end
}

func TestTheFirstAnswerStands(t *testing.T) {
	s := table(t)
	p := place(member(t, s, "ada", "").Member, 1)
	wants(t, s.Wait(t.Context(), p), "")
	wants(t, s.MakeOffer(t.Context(), p, pug.Offer{ID: "o1", Group: "2026-H2-g01", Person: p.Person}), "")
	flag := pug.Flag{ID: "2026-H2-g01-ada-miss2", Group: "2026-H2-g01", Member: p.Person, Missed: 2, Raised: morning}
	raise := store.Call{ID: "start-absence-" + flag.ID, Created: morning, Input: "{}"}
	wants(t, s.AddFlag(t.Context(), flag, raise), "")
	wants(t, s.RemoveCall(t.Context(), raise.ID), "")
	wants(t, s.AddFlag(t.Context(), flag, raise), "")
	if ids := callIDs(t, s); len(ids) > 0 {
		t.Errorf("a flag that was there starts another workflow: %v", ids)
	}
	renewal := pug.Renewal{Group: "2026-H2-g01", Champion: p.Person, Next: "2027-H1", Asked: morning}
	wants(t, s.AddRenewal(t.Context(), renewal), "")
	wants(t, s.AddRenewal(t.Context(), pug.Renewal{Group: renewal.Group}), "")

	for name, decide := range map[string]func(pug.Decision) (*pug.Decision, error){
		"offer": func(d pug.Decision) (*pug.Decision, error) {
			o, err := s.DecideOffer(t.Context(), "2026-H2-g01", "o1", d, store.Call{ID: "offer-by-" + d.By, Created: morning, Input: "{}"})
			return o.Decision, err
		},
		"flag": func(d pug.Decision) (*pug.Decision, error) {
			f, err := s.DecideFlag(t.Context(), flag.ID, d, store.Call{ID: "flag-by-" + d.By, Created: morning, Input: "{}"})
			return f.Decision, err
		},
		"renewal": func(d pug.Decision) (*pug.Decision, error) {
			r, err := s.DecideRenewal(t.Context(), renewal.Group, d, store.Logged{}, nil)
			return r.Decision, err
		},
	} {
		first := decision("Ada", pug.ChoiceYes)
		for _, by := range []string{"Ada", "Bo"} {
			stands, err := decide(decision(by, pug.ChoiceYes))
			if wantErr := by != "Ada"; wantErr != pug.IsError(err, pug.Conflict) || !wantErr && err != nil {
				t.Errorf("%s by %s: %v", name, by, err)
			}
			if diff := cmp.Diff(&first, stands); diff != "" {
				t.Errorf("%s by %s: %s", name, by, diff)
			}
		}
	}
	if diff := cmp.Diff([]string{"flag-by-Ada", "offer-by-Ada"}, callIDs(t, s)); diff != "" {
		t.Error(diff)
	}
	wants(t, s.OfferTaken(t.Context(), "2026-H2-g01", "o1"), "")
	wants(t, s.OfferTaken(t.Context(), "2026-H2-g01", "o2"), pug.NotFound)
	wants(t, s.EndOffer(t.Context(), "2026-H2-g01", "o2"), pug.NotFound)
	o, err := s.Offer(t.Context(), "2026-H2-g01", "o1")
	flags, ferr := s.Flags(t.Context(), flag.Group)
	if err != nil || !o.Taken || ferr != nil || len(flags) != 1 || flags[0].Decision == nil {
		t.Errorf("offer %+v, %v; flags %+v, %v", o, err, flags, ferr)
	}
	_, err = s.DecideOffer(t.Context(), "2026-H2-g01", "o2", decision("Ada", pug.ChoiceYes))
	wants(t, err, pug.NotFound)
}

func TestR12AYesAndItsApplicationAreOneWrite(t *testing.T) {
	for name, c := range map[string]struct {
		applied bool // by the form
		want    string
		calls   []string
	}{
		"a yes is an application":                 {false, "2026-H2-champion-again", []string{"start"}},
		"unless the Champion applied by the form": {true, "", []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			s, again := table(t), person(pug.KindChampion, "again")
			if c.applied {
				form := person(pug.KindChampion, "form")
				form.Email, form.FirstName = again.Email, again.FirstName
				wants(t, s.AddApplication(t.Context(), form), "")
			}
			wants(t, s.AddRenewal(t.Context(), pug.Renewal{Group: "2026-H1-g01", Next: "2026-H2", Asked: morning}), "")
			start := store.Call{ID: "start", Created: morning, Input: "{}"}
			for _, wrong := range []pug.ErrorKind{"", pug.Conflict} {
				r, err := s.DecideRenewal(t.Context(), "2026-H1-g01", decision("Ada", pug.ChoiceYes), store.Logged{}, &again, start)
				wants(t, err, wrong)
				if r.Decision == nil || r.Decision.Choice != pug.ChoiceYes || r.Application != c.want {
					t.Errorf("got %+v", r)
				}
			}
			_, err := s.Application(t.Context(), again.ID)
			if stored := err == nil; stored == c.applied {
				t.Errorf("the application: %v", err)
			}
			if diff := cmp.Diff(c.calls, callIDs(t, s)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
