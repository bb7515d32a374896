package grouping_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// proposed is a scene with two groups, one Champion without, and one person on the waitlist; it comes with Ada's link.
//
//	g01 Pricing: p0..p5; g02 SEO: s0..s5; free: cal (Hiring); waitlist: w, who seeks none of them
func proposed(t *testing.T) (scene, string) {
	t.Helper()
	s := newScene(t)
	s.champion(t, "abe", "SEO")
	s.champion(t, "bea", "Pricing")
	s.champion(t, "cal", "Hiring")
	s.members(t, "p", 6, "Pricing", "SEO")
	s.members(t, "s", 6, "SEO")
	s.add(t, pug.KindMember, "w", "Quantum")
	s.do(t, "propose")
	return s, s.curate(t, 0)
}

const asProposed = "g01 Pricing bea: p0 p1 p2 p3 p4 p5\ng02 SEO abe: s0 s1 s2 s3 s4 s5\nwaitlist: w"

func TestLookingChangesNothing(t *testing.T) {
	s, link := proposed(t)
	want := s.cohort(t)
	for query, parts := range map[string][]string{
		"": {"Groups of the October 2026 cohort", "</span>2: SEO</strong>", "Led by BEA Test, Company bea", "7/20", "6 taken", "13 free", "6 different companies", "P0 Test", "Company p0 · 1st choice, their region",
			"No Champion offers one of the chosen topics", "2 groups with 12 members open, and 1 person stays on the waitlist.", "CAL Test, Company cal: Hiring",
			"12 of 13 placed, 12 in their first choice. No other arrangement scores higher.", "Approved applicants come first, in order of application"},
		"show=person&id=" + memberID("p0"): {"P0 Test", "Group 1 (Pricing): 1st choice, their region", "1. Pricing · 2. SEO", "Group 2 (SEO) – 2nd choice, their region", "−40 points",
			"The waitlist", "−1 place, −150 points", ">Group 1 (Pricing): −1 place, −150 points</option>", ">Group 2 (SEO): places and points stay the same</option>"},
		"show=person&id=" + memberID("w"):                         {"Number 1 of 1 on the waitlist. No Champion offers", "W Test does not fit Group 1 (Pricing): its topic is none of theirs.", "Seat them in Group 1 (Pricing) by exception"},
		"show=person&id=nobody":                                   nil,
		"show=swap&id=" + memberID("p0") + "&group=" + groupID(2): {"S0 Test does not fit Group 1 (Pricing): its topic is none of theirs.", "With whom they can by exception", "S0 Test, Company s0 …</a>"},
		"show=group&id=" + groupID(1):                             {"Hold it open", "−6 places, −900 points"},
		"show=lead":                                               {"CAL Test, Company cal: Hiring · Marketing · North America", "Group 3 (Hiring) has 0 members"},
		"show=lead&topic=Quantum&role=marketing&region=NA":        {`value="Quantum"`, `value="marketing" selected`},
		"show=change&action=move&member=" + memberID("p0") + "&group=" + groupID(2) + "&pin=true": {"Move P0 Test from Group 1 (Pricing) to Group 2 (SEO)?", "12 → 12", "1800 → 1760", "−40 points"},
		"show=change&action=move&member=" + memberID("w") + "&group=" + groupID(2):                {"Move W Test from the waitlist to Group 2 (SEO)?", "its topic is none of theirs", "+1 place, +50 points", `name="reason"`, "Make the exception"},
		"show=change&action=paint": {"This can't be done", "Please choose what to do."},
		"show=again":               {"the one that you have"},
		"show=compare":             {"Nothing has changed since revision 1."},
		"show=compare&with=77":     {"There is no such revision."},
		"show=log":                 {"the software", "proposed the groups"},
		"q=p0":                     {"P0 Test</a> <small>Company p0 · Group 1 (Pricing)"},
		"q=BEA":                    {`<a href="?open=g01&q=BEA#g01">BEA Test</a> <small>Company bea · leads Group 1 (Pricing)`},
		"q=company+cal":            {`<a href="?open=free&q=company+cal#free">CAL Test</a> <small>Company cal · a Champion without a group`},
		"q=w@example":              {"W Test</a> <small>Company w · number 1 on the waitlist"},
		"q=test":                   {"P0 Test</a>", "S5 Test</a>"},
		"q=nobody":                 {"Nobody is called that"},
		"show=nonsense":            {"Groups of the October 2026 cohort"},
	} {
		t.Run(query, func(t *testing.T) {
			if parts == nil {
				s.Get(t, link+"?"+query, 404, "There is nobody of that name")
				return
			}
			has(t, s.show(t, link, query), parts...)
			if head := s.Visit("HEAD", link+"?"+query, nil); head.Code != 200 || head.Body.Len() != 0 {
				t.Errorf("HEAD: %d, %q", head.Code, head.Body)
			}
		})
	}
	if diff := cmp.Diff(want, s.cohort(t)); diff != "" || s.proposal(t) != asProposed {
		t.Errorf("(-before +after)\n%s", diff)
	}
}
