package act

import (
	"context"
	"fmt"
	"slices"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/part"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// standing is where a person stands, for acts about seats and places.
type standing struct{ part.Standing }

// standing reads where a person stands.
func (f Planner) standing(ctx context.Context, id string) (standing, error) {
	s, err := f.parts.Standing(ctx, id)
	if err == nil {
		err = s.Application.Forgotten()
	}
	return standing{s}, err
}

// caseOf reads the case of somebody's application.
func (f Planner) caseOf(ctx context.Context, id string) (store.Case, error) {
	c, err := f.Store.Case(ctx, id)
	if err == nil {
		err = c.Application.Forgotten()
	}
	return c, err
}

// GroupRecords reads a group with what is known of its meetings and seats.
func (f Planner) GroupRecords(ctx context.Context, id string) (pug.Group, store.GroupRecords, error) {
	group, err := f.Store.Group(ctx, id)
	if err != nil {
		return group, store.GroupRecords{}, err
	}
	records, err := f.Store.GroupRecords(ctx, id)
	return group, records, err
}

// path is the address of an act about the person.
func (s standing) path(act string) string { return "/desk/people/" + s.Application.ID + "/" + act }

// NoteLength is how long a message to an applicant may be, as behind a link in mail.
const NoteLength = 2000

// noteField asks for words to the person, which are quoted in their letter.
func noteField() page.Field {
	return page.Field{Kind: page.TextArea, Name: "note", Label: "Message to the person", Length: 1000,
		Hint: "It is quoted in their letter."}
}

// actor is a member of staff as who changes somebody's part.
func actor(v pug.Staff, form *page.Form) part.Actor {
	return part.Actor{Name: v.Name, Note: form.Value("note")}
}

// groupField asks for one of the cohort's groups, but for one.
func (f Planner) groupField(ctx context.Context, cohort pug.CohortID, but string) (page.Field, error) {
	groups, err := f.Store.Groups(ctx, cohort)
	field := page.Field{Kind: page.Select, Name: "group", Label: "Group", Required: true}
	for _, g := range groups {
		if g.ID == but || g.Over() {
			continue
		}
		field.Options = append(field.Options, page.Option{Value: g.ID, Label: fmt.Sprintf("%s: %s (%s, %s), %s",
			g.Name(), g.Topic.Name, g.Role.Label(), g.Region.Label(), seatsFree(g))})
	}
	if err == nil && field.Options == nil {
		err = pug.Errorf(pug.Conflict, "There is no group to choose: none is published and meets.")
	}
	return field, err
}

// seatsFree counts the free seats of a group in words.
func seatsFree(g pug.Group) string {
	return pug.Count(max(g.Free(), 0), "seat free", "seats free")
}

// Vacancy reads the waitlist of a group's cohort, and counts the seats of the group by it.
func (f Planner) Vacancy(
	ctx context.Context, g pug.Group, r store.GroupRecords,
) (v pug.Vacancy, waitlist []pug.Place, err error) {
	waitlist, err = f.Store.Waitlist(ctx, g.Cohort)
	return pug.NewVacancy(g, r.Seats, waitlist), waitlist, err
}

// destination is a group into which somebody is to come.
type destination struct {
	pug.Group
	records  store.GroupRecords
	vacancy  pug.Vacancy
	waitlist []pug.Place // of its cohort
}

// destination reads the group of an answer.
func (f Planner) destination(ctx context.Context, form *page.Form) (d destination, err error) {
	if d.Group, d.records, err = f.GroupRecords(ctx, form.Value("group")); err != nil {
		return d, err
	}
	d.vacancy, d.waitlist, err = f.Vacancy(ctx, d.Group, d.records)
	return d, err
}

// partners says how many partners a group has after a change.
func partners(g pug.Group, more int) string {
	return fmt.Sprintf("%s has %d of %d partners then.", g.Name(), g.Partners+more, pug.MaxPartners)
}

// exception is by what staff give somebody a seat in spite of what speaks against it, with a sentence for each of that;
// nil where nothing does.
func exception(v pug.Vacancy, a pug.Application, form *page.Form, by string) (*pug.Exception, []string) {
	against := v.Against(a)
	if len(against) == 0 {
		return nil, nil
	}
	effects := []string{"Something speaks against it, and your reason is kept with the seat:"}
	return &pug.Exception{Reason: pug.Line(form.Value(Why), pug.MaxReason), By: by}, slices.Concat(effects, against)
}
