package pug_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// complete is an application without any problem.
func complete() pug.Application {
	return pug.Application{
		ID: "2026-H2-member-a1", Cohort: "2026-H2", Kind: pug.KindMember, Email: "ada@example.com", FirstName: "Ada", LastName: "Hart",
		Company: "Hart & Co", PartnerType: pug.AppPartner, Role: pug.RoleSales, Region: pug.RegionEMEA,
		Topics: []pug.Topic{{Name: "Pricing", Key: "pricing"}}, Commitments: true, Status: pug.StatusPending,
	}
}

func codes(problems []pug.Problem) []pug.ProblemCode {
	var all []pug.ProblemCode
	for _, p := range problems {
		all = append(all, p.Code)
	}
	return all
}

func TestR3R4WhatIsOddAboutASubmissionIsListed(t *testing.T) {
	missing, unknown := []pug.ProblemCode{pug.ProblemMissing}, []pug.ProblemCode{pug.ProblemUnknown}
	advertising := []pug.ProblemCode{pug.ProblemAdvertising}
	for name, c := range map[string]struct {
		spoil func(*pug.Application)
		want  []pug.ProblemCode
	}{
		"a complete application has no problem": {func(*pug.Application) {}, nil},
		"a Champion's is as good":               {func(a *pug.Application) { a.Kind = pug.KindChampion }, nil},
		"free text and time zone may be empty":  {func(a *pug.Application) { a.Why, a.TimeZone = "", "" }, nil},
		"no kind":                               {func(a *pug.Application) { a.Kind = "" }, missing},
		"a kind that there is not":              {func(a *pug.Application) { a.Kind = "guest" }, unknown},
		"no email":                              {func(a *pug.Application) { a.Email = "" }, missing},
		"no company":                            {func(a *pug.Application) { a.Company = "" }, missing},
		"no role":                               {func(a *pug.Application) { a.Role = "" }, missing},
		"a role that there is not":              {func(a *pug.Application) { a.Role = "pilot" }, unknown},
		"a region that there is not":            {func(a *pug.Application) { a.Region = "MARS" }, unknown},
		"a partner type that there is not":      {func(a *pug.Application) { a.PartnerType = "friend" }, unknown},
		"no topic":                              {func(a *pug.Application) { a.Topics = nil }, missing},
		"no name":                               {func(a *pug.Application) { a.FirstName, a.LastName = "", "" }, missing},
		"an advertisement for a topic":          {func(a *pug.Application) { a.Topics[0].Name = "Win at evil.example/win" }, advertising},
		"two problems at once": {func(a *pug.Application) { a.Role, a.Topics = "pilot", nil },
			[]pug.ProblemCode{pug.ProblemUnknown, pug.ProblemMissing}},
	} {
		t.Run(name, func(t *testing.T) {
			a := complete()
			c.spoil(&a)
			if diff := cmp.Diff(c.want, codes(a.Assess())); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestNamesAsPeopleHaveThem(t *testing.T) {
	for name, change := range map[string]func(*pug.Application){
		"a first name alone":            func(a *pug.Application) { a.FirstName, a.LastName = "Ina", "" },
		"a last name alone":             func(a *pug.Application) { a.FirstName, a.LastName = "", "Roth" },
		"all in one":                    func(a *pug.Application) { a.FirstName, a.LastName = "de la Cruz, María-José", "" },
		"apostrophes and blanks":        func(a *pug.Application) { a.FirstName, a.LastName = "D'Arcy", "van ’t Hoff Jr." },
		"initials":                      func(a *pug.Application) { a.FirstName, a.LastName = "J.R.R.", "O" },
		"a company that is a domain":    func(a *pug.Application) { a.Company = "Booking.com" },
		"a company with a slash in it":  func(a *pug.Application) { a.Company = "Roth/Lund A/S" },
		"a company with its legal form": func(a *pug.Application) { a.Company = "Roth S.r.l., Milano" },
	} {
		a := complete()
		change(&a)
		if problems := a.Assess(); len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
		}
	}
}

func TestR10CommitmentsMustBeAccepted(t *testing.T) {
	a := complete()
	a.Commitments = false
	if diff := cmp.Diff([]pug.ProblemCode{pug.ProblemCommitments}, codes(a.Assess())); diff != "" {
		t.Error(diff)
	}
}

func TestAnEmptySubmissionNamesEveryField(t *testing.T) {
	var said strings.Builder
	for _, p := range (pug.Application{}).Assess() {
		said.WriteString(p.Detail + "\n")
	}
	for _, field := range []string{"kind", "email", "name", "company", "partner type", "role", "region", "topic", "commitments"} {
		if !strings.Contains(said.String(), field) {
			t.Errorf("nothing is said of %s in:\n%s", field, said.String())
		}
	}
}

func TestAnUnknownValueIsAnsweredWithWhatPeopleCanChoose(t *testing.T) {
	a := complete()
	a.Role = "astronaut"
	want := pug.Problem{Code: pug.ProblemUnknown, Value: "astronaut", Detail: "We do not know that role. Please choose one of these: " +
		"Owner / CEO; Sales / account representative; Marketing; Service delivery; Operations; Technical."}
	if problems := a.Assess(); len(problems) != 1 || problems[0] != want {
		t.Errorf("got %v, want %s", problems, want)
	}
}

func TestR3R4APhaseTakesWhatIsSubmittedFromItsOpeningUntilJustBeforeItCloses(t *testing.T) {
	open, end := time.Date(2026, 7, 23, 9, 0, 0, 0, time.UTC), time.Date(2026, 8, 24, 9, 0, 0, 0, time.UTC)
	dates := pug.Dates{ChampionsOpen: open, ChampionsClose: end, MembersOpen: end, MembersClose: end.AddDate(0, 0, 16)}
	for name, c := range map[string]struct {
		kind      pug.Kind
		submitted time.Time
		want      []pug.ProblemCode
	}{
		"a second before it opens":            {pug.KindChampion, open.Add(-time.Second), []pug.ProblemCode{pug.ProblemEarly}},
		"the moment it opens":                 {pug.KindChampion, open, nil},
		"the last moment":                     {pug.KindChampion, end.Add(-time.Nanosecond), nil},
		"the moment it closes":                {pug.KindChampion, end, []pug.ProblemCode{pug.ProblemLate}},
		"a member's phase opens after theirs": {pug.KindMember, end, nil},
		"a member in the Champions' phase":    {pug.KindMember, open, []pug.ProblemCode{pug.ProblemEarly}},
		"the same moment in another zone":     {pug.KindChampion, open.In(time.FixedZone("", -7*3600)), nil},
	} {
		t.Run(name, func(t *testing.T) {
			problems := dates.Phase(c.kind).Check(c.kind, "2026-H2", c.submitted, time.Time.String)
			if diff := cmp.Diff(c.want, codes(problems)); diff != "" {
				t.Error(diff)
			}
			late := pug.Application{Problems: problems}.Late()
			if late != (len(c.want) == 1 && c.want[0] == pug.ProblemLate) {
				t.Errorf("late: %v", late)
			}
		})
	}
}

func TestANewerApplicationReplacesOneThatIsUndecided(t *testing.T) {
	at := time.Date(2026, 8, 1, 9, 0, 0, 0, time.UTC)
	newer := pug.Application{Submitted: at}
	for name, c := range map[string]struct {
		older pug.Application
		want  bool
	}{
		"an older one that is pending":         {pug.Application{Status: pug.StatusPending, Submitted: at.Add(-time.Hour)}, true},
		"one of the same moment":               {pug.Application{Status: pug.StatusPending, Submitted: at}, true},
		"one that was submitted later":         {pug.Application{Status: pug.StatusPending, Submitted: at.Add(time.Hour)}, false},
		"one that was approved":                {pug.Application{Status: pug.StatusApproved, Submitted: at.Add(-time.Hour)}, false},
		"one that was waitlisted by staff":     {pug.Application{Status: pug.StatusWaitlisted, Submitted: at.Add(-time.Hour)}, false},
		"one that was replaced by yet another": {pug.Application{Status: pug.StatusReplaced, Submitted: at.Add(-time.Hour)}, false},
	} {
		if got := pug.Replaces(newer, c.older); got != c.want {
			t.Errorf("%s: replaced %v, want %v", name, got, c.want)
		}
	}
}

func TestOnlySomeChoicesDecideApplications(t *testing.T) {
	want := map[pug.Choice]pug.Status{pug.ChoiceApprove: pug.StatusApproved, pug.ChoiceDecline: pug.StatusDeclined,
		pug.ChoiceWaitlist: pug.StatusWaitlisted, pug.ChoiceReplace: pug.StatusReplaced}
	for _, c := range []pug.Choice{pug.ChoiceApprove, pug.ChoiceDecline, pug.ChoiceWaitlist, pug.ChoiceReplace, pug.ChoiceKeep,
		pug.ChoiceExcuse, pug.ChoicePublish, pug.ChoiceYes, pug.ChoiceNo, pug.ChoiceLapse} {
		status, decides := c.Status()
		if status != want[c] || decides != (want[c] != "") {
			t.Errorf("%s: %q, %v", c, status, decides)
		}
		if c.Past() == string(c) {
			t.Errorf("%s has no past", c)
		}
	}
}

func TestIDsAreNamesThatStepFunctionsTakes(t *testing.T) {
	// The API reference of StartExecution: 1 to 80 characters, and the safe ones among those that it does not forbid.
	name := regexp.MustCompile(`^[0-9A-Za-z_-]{1,80}$`)
	seen := map[string]bool{}
	for _, submission := range []string{"a1", strings.Repeat("0123456789abcdef", 4), "portal:62515/contact 101", "ada@example.com", "ä", "portal:62515/contact-101"} {
		for _, kind := range []pug.Kind{pug.KindChampion, pug.KindMember, "", "guest"} {
			for _, cohort := range []pug.CohortID{"2026-H2", ""} {
				id := pug.ApplicationID(cohort, kind, submission)
				flag := pug.FlagID("2026-H2-g10", id, 6)
				if !name.MatchString(id) || !name.MatchString(flag) {
					t.Errorf("%s or %s is no name", id, flag)
				}
				if seen[id] && kind.Known() {
					t.Errorf("%s is the id of two submissions", id)
				}
				seen[id] = true
				if pug.CohortOf(id) != cohort {
					t.Errorf("%s is of cohort %q, want %q", id, pug.CohortOf(id), cohort)
				}
			}
		}
	}
	if got := pug.ApplicationID("2026-H2", pug.KindMember, "a1"); got != "2026-H2-member-a1" {
		t.Errorf("a short key became %s", got)
	}
}

func TestIDsOfGroupsAndFlagsTellWhoseTheyAre(t *testing.T) {
	group := pug.GroupID("2026-H2", 10)
	flag := pug.FlagID(group, "2026-H2-member-a1", 2)
	if group != "2026-H2-g10" || pug.ShortGroup(group) != "g10" || pug.CohortOf(group) != "2026-H2" {
		t.Errorf("group %s: %s of %s", group, pug.ShortGroup(group), pug.CohortOf(group))
	}
	if flag != "2026-H2-g10-a1-miss2" || pug.GroupOfFlag(flag) != group {
		t.Errorf("flag %s of %s", flag, pug.GroupOfFlag(flag))
	}
}

func TestPeopleAreNamedAsFarAsTheyGaveNames(t *testing.T) {
	for _, c := range []struct{ first, last, name, greeting string }{
		{"Ada", "Hart", "Ada Hart", "Ada"},
		{"", "Hart", "Hart", "Hart"},
		{"", "", "ada@example.com", "ada@example.com"},
	} {
		a := complete()
		a.FirstName, a.LastName = c.first, c.last
		if a.Name() != c.name || a.Greeting() != c.greeting {
			t.Errorf("%q %q: name %q, greeting %q", c.first, c.last, a.Name(), a.Greeting())
		}
	}
}

func TestWhichOfTwoApplicationsCounts(t *testing.T) {
	newer := pug.Application{Cohort: "2026-H2", Kind: pug.KindMember, Submitted: on(5)}
	other := func(kind pug.Kind, status pug.Status, day int) pug.Application {
		return pug.Application{Cohort: "2026-H2", Kind: kind, Status: status, Submitted: on(day)}
	}
	for name, c := range map[string]struct {
		other pug.Application
		want  pug.ProblemCode // empty: the newer one counts
	}{
		"the newer of two that are undecided":                   {other(pug.KindMember, pug.StatusPending, 4), ""},
		"the later to arrive of two from the same moment":       {other(pug.KindMember, pug.StatusPending, 5), ""},
		"not one that was submitted before":                     {other(pug.KindMember, pug.StatusPending, 6), pug.ProblemSuperseded},
		"not one after an approval":                             {other(pug.KindMember, pug.StatusApproved, 4), pug.ProblemDecided},
		"not one after a refusal":                               {other(pug.KindMember, pug.StatusDeclined, 4), pug.ProblemDecided},
		"not a member's from somebody who is a Champion":        {other(pug.KindChampion, pug.StatusApproved, 4), pug.ProblemChampion},
		"a member's from somebody who only applied as Champion": {other(pug.KindChampion, pug.StatusPending, 4), ""},
		"a member's from a Champion who was declined":           {other(pug.KindChampion, pug.StatusDeclined, 4), ""},
	} {
		t.Run(name, func(t *testing.T) {
			problem, clash := newer.Clash(c.other)
			if problem.Code != c.want || clash != (c.want != "") || clash && !strings.Contains(problem.Detail, "October 2026 cohort") {
				t.Errorf("got %+v, %t", problem, clash)
			}
		})
	}
}
