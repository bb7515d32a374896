package grouping

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// board is a cohort's groups as they are now, with everybody they are about.
type board struct {
	*curation.Board
	cohort pug.Cohort
}

// board lays out the groups as staff see them: with the people for whom they were proposed. The cohort is read first.
// What is read later can only be newer than the cohort's revision, so a change based on it is refused rather than made
// on top of one that the reader has not seen.
func (f function) board(ctx context.Context, id pug.CohortID) (board, error) {
	c, err := f.Store.Cohort(ctx, id)
	if err != nil {
		return board{}, err
	}
	p, err := f.Store.Proposal(ctx, id, c.Revision)
	if err != nil {
		return board{}, err
	}
	people, err := f.Store.People(ctx, id, p.People)
	if err != nil {
		return board{}, err
	}
	return board{curation.NewBoard(p, people), c}, nil
}

// anew is the board with everybody who has applied by now.
func (f function) anew(ctx context.Context, b board) (board, error) {
	people, err := f.people(ctx, b.cohort.ID)
	if err != nil {
		return b, err
	}
	b.Board = curation.NewBoard(b.Proposal, people)
	return b, nil
}

// people are all who have applied.
func (f function) people(ctx context.Context, id pug.CohortID) (all pug.People, err error) {
	reads, ctx := errgroup.WithContext(ctx)
	reads.SetLimit(f.Parallel)
	reads.Go(func() (err error) {
		all.Champions, err = f.Store.Applications(ctx, id, pug.KindChampion)
		return err
	})
	reads.Go(func() (err error) {
		all.Members, err = f.Store.Applications(ctx, id, pug.KindMember)
		return err
	})
	err = reads.Wait()
	return all, err
}

// keep stores the next revision, with its line in the log of revisions, and with what follows.
func (f function) keep(
	ctx context.Context, p pug.Proposal, what string, value pug.Value, by string, owed ...store.Owed,
) error {
	e := pug.LogEntry{Revision: p.Revision, By: by, At: f.Now(), What: what, Value: value}
	return f.Store.AddProposal(ctx, p, e, owed...)
}

// named says whether staff named the Champion (R7).
func (b board) named(lead pug.Lead) bool {
	return slices.ContainsFunc(b.Named, func(l pug.Lead) bool { return l.Person.ID == lead.Person.ID })
}

// Sitting lists the members of a group by name: people read the list.
func (b board) Sitting(group pug.ProposedGroup) []pug.Application {
	members := make([]pug.Application, len(group.Members))
	for i, id := range group.Members {
		members[i], _ = b.Member(id)
	}
	slices.SortStableFunc(members, func(x, y pug.Application) int { return cmp.Compare(x.Name(), y.Name()) })
	return members
}

// Suiting lists the numbers of the groups that suit somebody, whether they have room or not.
func (b board) Suiting(a pug.Application) string {
	var numbers []string
	for _, group := range b.Groups {
		if b.Suits(group, a) {
			numbers = append(numbers, group.Number())
		}
	}
	return strings.Join(numbers, " ")
}

// Bars are the small charts of a group: how full it is, where its members are, how well it suits them, and whether they
// meet colleagues there.
func (b board) Bars(group pug.ProposedGroup) []page.Bar {
	regions, choices := map[pug.Region]int{}, map[int]int{}
	for _, m := range b.Sitting(group) {
		regions[m.Region]++
		choices[b.Fit(group, m.ID).Choice]++
	}
	taken := len(group.Members)
	bars := []page.Bar{
		{Label: "Seats", Parts: []page.Part{{Label: "taken", Count: taken, Shade: 1},
			{Label: "free", Count: pug.MemberSeats - taken}}},
		{Label: "Regions"}, {Label: "Choices"}, b.companies(group),
	}
	for i, region := range pug.Regions() {
		bars[1].Parts = append(bars[1].Parts, page.Part{Label: string(region), Count: regions[region], Shade: 1 + i})
	}
	for i, label := range []string{"first choice", "second", "third", "fourth"} {
		bars[2].Parts = append(bars[2].Parts, page.Part{Label: label, Count: choices[i+1], Shade: 1 + i})
	}
	bars[2].Parts = append(bars[2].Parts, page.Part{Label: "none of theirs", Count: choices[0]})
	return bars
}

// companies is the chart of the members who are the only ones from their company, and of those with a colleague.
func (b board) companies(group pug.ProposedGroup) page.Bar {
	members := map[string]int{}
	for _, m := range b.Sitting(group) {
		members[cmp.Or(m.Person().CompanyKey(), m.ID)]++ // without a company they are nobody's colleague
	}
	single, together := 0, 0
	for _, n := range members {
		if n == 1 {
			single++
		} else {
			together += n
		}
	}
	label := "different companies"
	if single == 1 {
		label = "other company"
	}
	return page.Bar{Label: "Companies", Parts: []page.Part{
		{Label: label, Count: single, Shade: 1}, {Label: "with a colleague", Count: together, Shade: 3},
	}}
}
