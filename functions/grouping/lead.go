package grouping

import (
	"errors"
	"net/http"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// leadPage is the page on which staff open a further group (R7).
type leadPage struct {
	changeBase
	Full string   // why no further group can be
	Free []choice // Champions without a group
	Form page.Form
}

// showLead lists who could lead a further group, what opening it would do, and lets staff name somebody else.
func (f function) showLead(w http.ResponseWriter, r *http.Request, _ link.Visitor, b board) error {
	f.renderLead(w, r, http.StatusOK, b, nil)
	return nil
}

// renderLead shows the page; wrong is what is wrong with the Champion whom staff named, nil where they have not.
func (f function) renderLead(w http.ResponseWriter, r *http.Request, status int, b board, wrong error) {
	v := leadPage{changeBase: b.base(r), Form: nameForm("See what it does", r.FormValue)}
	if wrong != nil {
		v.Form.Read(asked(r))
		failNamed(&v.Form, wrong)
	}
	if err := b.MayOpen(); err != nil {
		v.Full = pug.Sentence(err)
	}
	for _, lead := range b.Free() {
		if out, err := b.Apply(curation.Change{Do: curation.Open, Lead: lead.Person.ID}); err == nil {
			v.Free = append(v.Free, choice{lead.Person.ID, lead.Person.WithCompany(), lead.String(), out})
		}
	}
	f.Pages.Render(w, r, status, "lead", page.View{Title: "Open a further group", Data: v})
}

// nameForm asks for a Champion and what they lead; given tells what is known of each.
func nameForm(submit string, given func(string) string) page.Form {
	return page.Form{Submit: submit, Fields: []page.Field{
		{Kind: page.Email, Name: "email", Label: "Email address of the Champion", Value: given("email"), Required: true,
			Length: 200,
			Hint: "Anybody whom you have asked. If they applied, as a member or as a Champion, they are found by it; " +
				"a member gives up their seat."},
		{Name: "name", Label: "Name", Value: given("name"), Length: 100,
			Hint: "Needed if they have not applied, or if others applied from the same address."},
		{Name: "company", Label: "Company", Value: given("company"), Length: 100},
		{Name: "topic", Label: "Topic", Value: given("topic"), Required: true, Length: 200},
		{Kind: page.Select, Name: "role", Label: "Role", Value: given("role"), Required: true,
			Options: options(pug.Roles())},
		{Kind: page.Select, Name: "region", Label: "Region", Value: given("region"), Required: true,
			Options: options(pug.Regions())},
	}}
}

// failNamed says in the form what is wrong with the Champion whom staff named, at the field that is wrong.
func failNamed(form *page.Form, err error) {
	field := ""
	if unclear := new(curation.Unclear); errors.As(err, &unclear) {
		field = unclear.Field
	}
	form.Fail(field, pug.Sentence(err))
}

// options offers every value of a list of the programme.
func options[T interface {
	~string
	Label() string
}](values []T) []page.Option {
	var all []page.Option
	for _, v := range values {
		all = append(all, page.Option{Value: string(v), Label: v.Label()})
	}
	return all
}
