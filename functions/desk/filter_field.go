package desk

import (
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// anything is how a filter calls that it lets all through.
const anything = "Any"

// fields are the filter as a form.
func (f filter) fields() []page.Field {
	statuses := []pug.Status{pug.StatusPending, pug.StatusApproved, pug.StatusDeclined, pug.StatusWaitlisted,
		pug.StatusReplaced, pug.StatusOdd}
	var states []page.Option
	for _, s := range statuses {
		states = append(states, page.Option{Value: string(s), Label: pug.Application{Status: s}.State()})
	}
	return []page.Field{
		{Kind: page.Select, Name: "kind", Label: "As", Value: string(f.Kind), Options: []page.Option{
			{Value: string(pug.KindMember), Label: "members"}, {Value: string(pug.KindChampion), Label: "Champions"},
			{Value: unknown, Label: "neither"}}},
		{Kind: page.Select, Name: "status", Label: "State", Value: string(f.Status), Options: states,
			Empty: anything},
		{Kind: page.Select, Name: "role", Label: "Role", Value: string(f.Role), Options: options(pug.Roles()),
			Empty: anything},
		{Kind: page.Select, Name: "region", Label: "Region", Value: string(f.Region), Options: options(pug.Regions()),
			Empty: anything},
		{Kind: page.Select, Name: "type", Label: "Partner type", Value: string(f.Type),
			Options: options(pug.PartnerTypes()), Empty: anything},
		{Name: "topic", Label: "Topic", Value: f.Topic, Length: 100},
	}
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
