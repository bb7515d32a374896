package grouping

import (
	"embed"
	"fmt"
	"slices"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

//go:embed letters/*.md
var letters embed.FS

// Letters are the kinds of letter that this function writes.
func Letters() letter.Kinds {
	return letter.Kinds{Templates: letters, Types: []any{
		placed{}, groupOpens{}, onWaitlist{}, noGroupSuits{}, unopened{},
		curateRequest{}, publishedUncurated{}, summary{}, namedChampion{},
	}}
}

// The letters about a cohort's groups.
type (
	// placed tells a member that they have a seat, and how well the group suits what they asked for.
	placed struct {
		Cohort      pug.CohortID
		Group       pug.Group
		Why, Launch string
	}
	// groupOpens tells a Champion who the members of the group are.
	groupOpens struct {
		Cohort  pug.CohortID
		Lead    pug.Lead
		Named   bool // by staff
		Members []pug.Person
		Launch  string
	}
	// onWaitlist tells somebody where they stand in the waitlist, and why.
	onWaitlist struct {
		Cohort     pug.CohortID
		Place      int
		Why, Order string
		Free       []string // groups in which they could have a seat if they had named the topic
	}
	// noGroupSuits tells somebody whom no open group suits that waiting is of little use, and what helps.
	noGroupSuits struct {
		Cohort pug.CohortID
		Why    string
		Free   []string // groups in which they could have a seat if they had named the topic
	}
	// unopened tells a Champion that their group does not open, and why.
	unopened struct {
		Cohort pug.CohortID
		Lead   pug.Lead
		Why    string
		Until  string // then ends the link to join as a member; empty where the letter has none
	}
	// namedChampion tells somebody whom staff named, before groups are formed, that they may lead one (R7).
	namedChampion struct {
		Cohort          pug.CohortID
		Lead            pug.Lead
		MinMembers      int
		Closes, OnOffer string // of member applications; Closes is empty once they have closed
		Formed          string // when the groups are
	}
	// curateRequest asks staff to look at the proposed groups and to publish them.
	curateRequest struct {
		Cohort         pug.CohortID
		Reminder       bool
		Until          string
		MinMembers     int
		Summary, Proof string
		Counts         []page.Fact
		Free, Further  []string
	}
	// publishedUncurated tells staff that the deadline published the groups.
	publishedUncurated struct {
		Cohort     pug.CohortID
		Until      string
		MinMembers int
	}
	// summary tells staff what was published, and by whom.
	summary struct {
		Cohort          pug.CohortID
		Groups, Members string // how many
		By, On, Launch  string
		Counts          []page.Fact
		List, Free      []string
		Desk            string // the page of the cohort
	}
)

// whySeated says how well a group for a role suits a member, or that the team chose it for them.
func whySeated(fit curation.Fit, role pug.Role) string {
	why := "Its topic is your " + fit.Rank() + " choice"
	if fit.Misfits != nil {
		why = "The team chose this group for you. " + why
	}
	if fit.Lacks(pug.MisfitTopic) {
		why = "The team chose this group for you. Its topic is not one that you chose"
	}
	switch {
	case fit.Lacks(pug.MisfitRegion):
		why += ", and it is in another region."
	case fit.SameRegion:
		why += ", and it is in your region."
	default:
		why += ", in a region next to yours."
	}
	switch {
	case fit.Lacks(pug.MisfitRole):
		why += " It is for another role than yours."
	case !fit.SameRole:
		why += fmt.Sprintf(" Its role, %s, is similar to yours.", role.Label())
	}
	return why
}

func (f function) groupOpens(b board, group pug.ProposedGroup) groupOpens {
	lead := b.LeadOf(group)
	text := groupOpens{
		Cohort: b.Cohort, Lead: lead, Named: b.named(lead), Launch: f.When(b.cohort.Dates.Launch),
	}
	for _, m := range b.Sitting(group) {
		text.Members = append(text.Members, m.Person())
	}
	return text
}

// waitLetter is the letter for somebody without a seat.
func (b board) waitLetter(w curation.Waiting) any {
	var free []string
	for _, group := range b.Otherwise(w.Member) {
		free = append(free, b.LeadOf(group).String())
	}
	suits := func(group pug.ProposedGroup) bool { return b.Suits(group, w.Member) }
	if slices.ContainsFunc(b.Groups, suits) {
		return onWaitlist{b.Cohort, w.Place, w.Letter, pug.WaitlistOrder, free}
	}
	return noGroupSuits{b.Cohort, w.Letter, free}
}

// whyUnopened says in a sentence why a Champion's group does not open.
func (b board) whyUnopened(lead pug.Lead) string {
	switch {
	case b.Shut(lead.Person.ID):
		return "The team decided so when it curated the groups."
	case len(b.Groups) >= pug.MaxGroups:
		return fmt.Sprintf("A cohort has at most %d groups, and others were chosen.", pug.MaxGroups)
	}
	return fmt.Sprintf("A group needs at least %d members, and yours had fewer.", pug.MinMembers)
}

// mostFurther is how many further groups a letter lists.
const mostFurther = 10

func (f function) curateRequest(b board, reminder bool) curateRequest {
	groups, seated := len(b.Groups), b.Value().Placed
	text := curateRequest{
		Cohort: b.Cohort, Reminder: reminder, Until: f.When(b.cohort.Dates.Curate), MinMembers: pug.MinMembers,
		Summary: pug.Count(groups, "group", "groups") + ", " +
			pug.Count(seated, "member with a seat", "members with a seat"),
		Proof: b.merit(), Counts: b.counts(), Free: b.freeList(),
	}
	further := b.FurtherGroups()
	for _, g := range further[:min(len(further), mostFurther)] {
		text.Further = append(text.Further, g.String())
	}
	if more := len(further) - mostFurther; more > 0 {
		text.Further = append(text.Further, fmt.Sprintf("and %d more like it", more))
	}
	return text
}

// merit says how good the groups are, and whether better ones can be.
func (b board) merit() string {
	seated := b.Value().Placed
	merit := fmt.Sprintf("%d of %s a seat, %d of them on the topic of their first choice.", seated,
		pug.Count(seated+b.Waiters(), "member has", "members have"), b.FirstChoices())
	if b.Machine.Bound == nil && b.Machine.Revision == 1 && b.Value() == b.Machine.Value {
		return merit + " No other arrangement scores higher."
	}
	return merit
}

func (f function) summary(b board) summary {
	d := b.cohort.Published
	text := summary{
		Cohort: b.Cohort, Groups: pug.Count(len(b.Groups), "group", "groups"),
		Members: pug.Count(b.Value().Placed, "member", "members"),
		By:      d.By, On: f.When(d.At), Launch: f.When(b.cohort.Dates.Launch), Counts: b.counts(), Free: b.freeList(),
		Desk: f.Settings.PublicURL + "/desk/cohorts/" + string(b.Cohort),
	}
	for _, group := range b.Groups {
		lead, members := b.LeadOf(group), pug.Count(len(group.Members), "member", "members")
		text.List = append(text.List, fmt.Sprintf("%s, led by %s: %s", lead, lead.Person.Name, members))
	}
	return text
}

func (b board) counts() []page.Fact {
	return []page.Fact{
		{Label: "Groups", Value: fmt.Sprintf("%d of at most %d", len(b.Groups), pug.MaxGroups)},
		{Label: "Members with a seat", Value: fmt.Sprint(b.Value().Placed)},
		{Label: "On the waitlist", Value: fmt.Sprint(b.Waiters())},
		{Label: "Champions without a group", Value: fmt.Sprint(len(b.Free()))},
	}
}

func (b board) freeList() []string {
	var list []string
	for _, lead := range b.Free() {
		list = append(list, lead.Person.WithCompany()+": "+lead.String())
	}
	return list
}
