package act_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// held is a message of Cleo to the group of led that waits for staff.
func held(t *testing.T, env *functest.Env) pug.Message {
	t.Helper()
	g, err := env.Store.Group(t.Context(), "2026-H2-g01")
	env.Must(t, err)
	m, err := g.Message(g.Champion, "<b>See</b> a.example b.example c.example d.example", nil, env.Now())
	env.Must(t, err)
	env.Must(t, env.Store.AddMessage(t.Context(), m, store.Arises{Matter: m.Matter()}))
	return m
}

func TestAHeldMessageIsLetGoOrRefused(t *testing.T) {
	for choice, want := range map[string]struct {
		members int
		told    string
	}{
		"approve": {1, "Your message was sent: Pricing"},
		"decline": {0, "Your message was not sent: Pricing"},
	} {
		t.Run(choice, func(t *testing.T) {
			env := led(t)
			m := held(t, env)
			path := "/desk/messages/" + m.ID + "/decide"
			env.Get(t, "/desk", http.StatusOK, "Messages to groups that are held", "To Group 1, with 4 links.", path)
			env.Get(t, path, http.StatusOK, "&lt;b&gt;See&lt;/b&gt; a.example")
			env.Act(t, path, url.Values{"choice": {choice}, "note": {"Fewer, please."}, "why": {"I read it."}})
			for _, member := range []string{"mia@example.com", "noah@example.com"} {
				env.WantMail(t, member, "Cleo Marsh to the group on Pricing", want.members)
			}
			env.WantMail(t, "cleo@example.com", want.told, 1)
			functest.Contains(t, env.To("cleo@example.com")[0].Text, "> Fewer, please.", "> <b>See</b> a.example")
			if left := env.Get(t, "/desk", http.StatusOK); strings.Contains(left, "Messages to groups") {
				t.Error("it waits still")
			}
			env.Post(t, path, url.Values{"choice": {"approve"}, "why": {"x"}}, http.StatusConflict, "by Ada Hart", `href="/desk"`)
		})
	}
}

func TestAHeldMessageOfWhoDoesNotLeadAnyMoreIsOnlyRefused(t *testing.T) {
	env := led(t)
	m := held(t, env)
	env.Act(t, theGroup+"resign", url.Values{"then": {"leaves"}, "why": {"Told us."}})
	path := "/desk/messages/" + m.ID + "/decide"
	env.Post(t, path, url.Values{"choice": {"approve"}, "why": {"I read it."}}, http.StatusConflict,
		"does not lead Group 1 any more")
	env.Act(t, path, url.Values{"choice": {"decline"}, "why": {"I read it."}})
}

func TestL12WhatSomebodyWroteToTheirGroupIsTheirs(t *testing.T) {
	env := led(t)
	m := held(t, env)
	file := env.Get(t, "/desk/people/"+m.Person.ID+"/data", http.StatusOK, "messages_to_the_group")
	functest.Contains(t, file, "a.example b.example c.example d.example")
}

func TestL1AWishForACoChampionIsSettledByNamingOne(t *testing.T) {
	env := led(t)
	g, err := env.Store.Group(t.Context(), "2026-H2-g01")
	env.Must(t, err)
	matter := g.AsksForCo()
	matter.Name, matter.Detail, matter.Since = "Cleo Marsh", "Asks for Mia Okoye.", env.Now()
	matter.Act = "/desk/groups/2026-H2-g01/co-champion?who=" + functest.MemberID("mia")
	env.Must(t, env.Store.Write(t.Context(), store.Arises{Matter: matter}))
	env.Get(t, "/desk", http.StatusOK, "Champions who ask for a co-Champion", matter.Act)
	env.Get(t, matter.Act, http.StatusOK, `value="`+functest.MemberID("mia")+`" selected`)
	env.Act(t, theGroup+"co-champion", url.Values{"who": {functest.MemberID("mia")}, "why": {"Cleo asked."}})
	if left := env.Get(t, "/desk", http.StatusOK); strings.Contains(left, "ask for a co-Champion") {
		t.Error("it waits still")
	}
}
