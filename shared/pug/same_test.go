package pug_test

import (
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestWhoMayBeTheSamePerson(t *testing.T) {
	for name, row := range map[string]struct {
		change func(other *pug.Application)
		want   bool
	}{
		"a misspelt domain":                     {func(o *pug.Application) { o.Email = "ina@gmial.example" }, true},
		"a misspelt name":                       {func(o *pug.Application) { o.Email = "inna@gmail.example" }, true},
		"another country's domain":              {func(o *pug.Application) { o.Email = "ina@gmail.co.uk" }, true},
		"the same company from elsewhere":       {func(o *pug.Application) { o.Email, o.Company = "i.berg@acme.example", "ACME Inc." }, true},
		"the name in another order":             {func(o *pug.Application) { o.Email, o.LastName = "ina@gmai.example", "BERG" }, true},
		"a title":                               {func(o *pug.Application) { o.Email, o.FirstName = "ina@gmial.example", "Dr. Ina" }, true},
		"a mailbox by another of its addresses": {func(o *pug.Application) { o.Email, o.Company = "ina+pug@gmail.example", "Zeta" }, true},
		"as a Champion":                         {func(o *pug.Application) { o.Email, o.Kind = "ina@gmial.example", pug.KindChampion }, true},
		"not another name":                      {func(o *pug.Application) { o.Email, o.FirstName = "ina@gmial.example", "Bo" }, false},
		"not a namesake of another company":     {func(o *pug.Application) { o.Email, o.Company = "ina.berg@zeta.example", "Zeta" }, false},
		"not two freelancers of one name":       {func(o *pug.Application) { o.Email, o.Company = "ina.berg@zeta.example", "Freelancer" }, false},
		"not the same address, which replaces":  {func(o *pug.Application) {}, false},
		"not whom staff told apart": {func(o *pug.Application) {
			o.Email, o.Apart = "ina@gmial.example", []pug.Apart{{Other: "2026-H2-member-ina"}}
		}, false},
		"not what is declined":   {func(o *pug.Application) { o.Email, o.Status = "ina@gmial.example", pug.StatusDeclined }, false},
		"not what was replaced":  {func(o *pug.Application) { o.Email, o.Status = "ina@gmial.example", pug.StatusReplaced }, false},
		"but what is waitlisted": {func(o *pug.Application) { o.Email, o.Status = "ina@gmial.example", pug.StatusWaitlisted }, true},
	} {
		ina := pug.Application{ID: "2026-H2-member-ina", Kind: pug.KindMember, FirstName: "Ina", LastName: "Berg",
			Email: "ina@gmail.example", Company: "Acme", Status: pug.StatusPending}
		other := ina
		other.ID = "2026-H2-member-other"
		row.change(&other)
		if got := len(ina.Alike([]pug.Application{ina, other})) == 1; got != row.want {
			t.Errorf("%s: may be the same %v, want %v", name, got, row.want)
		}
	}
}

func TestNamesAndMailboxesThatMayBeOne(t *testing.T) {
	for _, row := range []struct {
		name, email, otherName, otherEmail string
		want                               bool
	}{
		{"Ina Berg", "i.n.a.b.erg@gmail.com", "Ina Berg", "inaberg@googlemail.com", true},
		{"Ina Berg", "ina@hotmail.com", "Ina Berg", "ina@outlook.com", true},
		{"Ina Berg", "ina@icloud.com", "Ina Berg", "ina@me.com", true},
		{"Ina Berg", "ina@protonmail.com", "Ina Berg", "ina@pm.me", true},
		{"Ina Berg", "ina.berg@acme.example", "Ina Berg", "inaberg+x@zeta.example", false},
		{"Jörg Müller", "jm@a.example", "Joerg Mueller", "jm@a.exampel", true},
		{"Søren Ås", "sa@a.example", "Soeren Aas", "sa@a.exampel", true},
		{"山田太郎", "ty@a.example", "太郎 山田", "ty@a.exampel", true},
		{"Min-jun Kim", "mk@a.example", "Kim Minjun", "mk@a.exampel", true},
		{"John Smith", "js@a.example", "John Smith Jr.", "js@a.exampel", false},
	} {
		one := pug.Application{ID: "1", FirstName: row.name, Email: row.email}
		other := pug.Application{ID: "2", FirstName: row.otherName, Email: row.otherEmail}
		if got := one.MayBe(other); got != row.want {
			t.Errorf("%s (%s) and %s (%s): may be the same %t", row.name, row.email, row.otherName, row.otherEmail, got)
		}
	}
	ina := pug.Application{FirstName: "Ina", LastName: "Bergström"}
	if ina.LikeKey() != ina.NameKey() {
		t.Error("what was stored by a common name is not found any more")
	}
}

func TestNamesakesBelowOneSharedDomainAreTwoPeople(t *testing.T) {
	at := func(email, company string) pug.Application {
		return pug.Application{ID: email, FirstName: "Ina", LastName: "Berg", Email: email, Company: company}
	}
	one := at("ina.berg@acme.example.com", "Acme")
	if one.MayBe(at("ina.berg@zeta.example.org", "Zeta")) || one.MayBe(at("ina.berg@zeta.example.com", "Zeta")) {
		t.Error("the domain that everybody shares makes them one")
	}
	if !at("ina.berg@mail.acme.example", "Acme").MayBe(at("ina.berg@acme.example", "A.C.M.E. Works")) {
		t.Error("a host of their company's makes them two")
	}
}

func TestASeatIsFoundByPersonNotByMailbox(t *testing.T) {
	seats := []pug.Seat{{Member: person("Ina Berg")}, {Member: person("Bo Lund")}}
	seats[1].Member.Sharing = "b0"
	for name, want := range map[string]int{"Bo Lund": 1, "Ina": 0, "Ina Lund-Berg": 0, "Ina Married": 0} {
		if got := pug.SeatOf(seats, person(name)); got != want {
			t.Errorf("%s sits at %d, want %d", name, got, want)
		}
	}
	ina := person("Ina Married")
	ina.Sharing = "1na"
	if got := pug.SeatOf(seats, ina); got != -1 {
		t.Errorf("who is told apart from whoever was the first at the address sits at %d", got)
	}
	if got := pug.SeatOf(seats, pug.Person{Name: "Ina Berg", Email: "ina@elsewhere.example"}); got != -1 {
		t.Errorf("a stranger sits at %d", got)
	}
}
