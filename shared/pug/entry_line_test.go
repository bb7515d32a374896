package pug_test

import (
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// inWords is a line as people read it.
func inWords(e pug.Entry) string {
	line := e.String() + "."
	if doer := e.Doer(); doer != "" {
		line += " By " + doer + "."
	}
	if e.Why != "" {
		line += " “" + e.Why + "”"
	}
	return line
}

// TestWhatHappensIsToldInASentence tells what the story of the diary has not.
func TestWhatHappensIsToldInASentence(t *testing.T) {
	at := time.Date(2026, time.October, 1, 13, 0, 0, 0, time.UTC)
	ina := pug.Application{ID: "2026-H2-member-i1", Cohort: "2026-H2", Kind: pug.KindMember, Email: "ina@example.com",
		FirstName: "Ina", LastName: "Roth", Company: "Acme"}
	twin := ina
	twin.ID, twin.Company = "2026-H2-member-i2", "Acme GmbH"
	leads := ina
	leads.ID, leads.Kind = "2026-H2-champion-i1", pug.KindChampion
	leads.Decision = &pug.Decision{Choice: pug.ChoiceApprove, By: "Bo Lund", At: at}
	with := func(a pug.Application, change func(*pug.Application)) pug.Application {
		change(&a)
		return a
	}
	group := pug.Group{ID: "2026-H2-g02", Cohort: "2026-H2", Champion: leads.Person()}
	meeting := pug.Meeting{Group: group.ID, Month: "2026-11", State: pug.MeetingCancelled, Note: "I am ill.", Planned: at}
	bo := func(c pug.Choice) pug.Decision { return pug.Decision{Choice: c, By: "Bo Lund", At: at} }
	late := func(c pug.Choice) pug.Decision { return pug.Decision{Choice: c, By: pug.TheDeadline, At: at} }
	yes := pug.Decision{Choice: pug.ChoiceYes, By: "Ina Roth", At: at}
	offer := pug.Offer{Group: group.ID, Person: ina.Person(), Decision: &yes}
	renewal := pug.Renewal{Group: group.ID, Champion: leads.Person(), Next: "2027-H1"}
	flag := pug.Flag{Group: group.ID, Member: ina.Person(), Missed: 3}
	for want, e := range map[string]pug.Entry{
		"Ina Roth, Acme applied as a Champion, to lead the same group again.": pug.LogApplied(
			with(leads, func(a *pug.Application) { a.Origin = pug.OriginRenewal }), "", at),
		"Ina Roth, Acme applied as a member, since their own group did not open.": pug.LogApplied(
			with(ina, func(a *pug.Application) { a.Origin = pug.OriginUnopened }), "", at),
		"Ina Roth, Acme sent an application that cannot be reviewed as it is. “The field role is empty.”": pug.LogOdd(
			with(ina, func(a *pug.Application) { a.Problems = []pug.Problem{{Detail: "The field role is empty."}} }), at),
		"Somebody sent an application that cannot be reviewed as it is.": pug.LogOdd(pug.Application{ID: "none-unknown-1"}, at),
		"An application of Ina Roth, Acme may be missing: another one came in its place.": pug.LogOdd(
			with(ina, func(a *pug.Application) {
				a.Problems = []pug.Problem{{Code: pug.ProblemOvertaken, Detail: "2026-H2-member-i2 came."}}
			}), at),
		"Ina Roth, Acme was named as a Champion. By Bo Lund.": pug.LogNamed(leads),
		"Ina Roth, Acme was taken for the same person as Ina Roth, Acme GmbH, whose application counts no longer. By Bo Lund.": pug.LogKeptOne(
			ina, twin, bo(""), "bo@example.com"),
		"Ina Roth, Acme and Ina Roth, Acme GmbH were taken for two people. By Bo Lund.": pug.LogToldApart(ina, twin,
			pug.Apart{By: "Bo Lund", At: at}, "bo@example.com"),
		"The groups were published: 2 groups with 1 member; 0 members wait (nobody had published them in time).": pug.LogPublished(
			"2026-H2", late(pug.ChoicePublish), "", 2, 1, 0),
		"The October 2026 cohort launched by itself, since its schedule had failed.": pug.LogLaunched(
			pug.Cohort{ID: "2026-H2", Launched: at, Healed: true}),
		"The software could not ask staff, for Ina Roth, Acme.":                       pug.LogStuck("2026-H2", "ask staff", at, ina.Person().Subject()),
		"The software could not plan, for the cohort.":                                pug.LogStuck("2026-H2", "plan", at),
		"What the software does for Ina Roth, Acme had stopped, and was begun again.": pug.LogBegunAgain("2026-H2", at, ina.Person().Subject()),
		"A letter to Ina Roth, Acme came back. “Unknown user.”":                       pug.LogBounced(ina.Person().Subject(), "Unknown user.", at),
		"A letter to Ina Roth, Acme was reported as spam. “As spam.”":                 pug.LogComplained(ina.Person().Subject(), "As spam.", at),
		"A letter to one of the staff came back. “Unknown user.”":                     pug.LogBounced(pug.Subject{Name: "Bo Lund"}, "Unknown user.", at),
		"Ina Roth, Acme cancelled the November 2026 meeting of Group 2. “I am ill.”":  pug.LogMeeting(group, meeting, "", "Ina Roth", ""),
		"Nobody reported who was at the November 2026 meeting of Group 2.": pug.LogNoMeeting(group,
			pug.Meeting{Month: "2026-11", State: pug.MeetingNotKnown}, at),
		"Ina Roth, Acme reported the November 2026 meeting of Group 2: 1 attended, 1 missed it, 1 absent with notice.": pug.LogReported(
			group, meeting, pug.Report{Members: map[string]pug.Attendance{"a": pug.Attended, "b": pug.NotTold, "c": pug.Excused}},
			"Ina Roth", ""),
		"Ina Roth, Acme accepted the seat in Group 2, which was gone by then.":                            pug.LogGone(offer),
		"Ina Roth, Acme did not answer in time about the seat in Group 2.":                                pug.LogNotTaken(offer, late(pug.ChoiceLapse), ""),
		"Ina Roth, Acme was kept in Group 2, having missed 3 meetings, since nobody had decided in time.": pug.LogFlagDecided(flag, late(pug.ChoiceKeep), ""),
		"Ina Roth, Acme was excused from Group 2, having missed 3 meetings. By Ada Hart.": pug.LogFlagDecided(flag,
			pug.Decision{Choice: pug.ChoiceExcuse, By: "Ada Hart", At: at}, ""),
		"Ina Roth, Acme offered to lead Group 2 again in the March 2027 cohort.": pug.LogLeadsAgain(renewal, yes, ""),
		"Ina Roth, Acme took back the no to leading Group 2 again.":              pug.LogAnswersAnew(renewal, "Ina Roth", "", at),
		"Ina Roth, Acme will not lead Group 2 again in the March 2027 cohort.": pug.LogLeadsAgain(renewal,
			pug.Decision{Choice: pug.ChoiceNo, By: "Ina Roth", At: at}, ""),
	} {
		if got := inWords(e); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
