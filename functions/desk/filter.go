package desk

import (
	"net/url"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// filter says which applications of a cohort are listed. It lives in the address of the list.
type filter struct {
	Cohort pug.CohortID
	Kind   pug.Kind // of which they are listed; members where the address names none
	Status pug.Status
	Role   pug.Role
	Region pug.Region
	Type   pug.PartnerType
	Topic  string // a part of a topic's name
	After  string // the id behind which the list goes on
}

// readFilter reads a filter from an address. Unknown values are left out.
func readFilter(cohort pug.CohortID, values url.Values) filter {
	f := filter{Cohort: cohort, Kind: pug.Kind(values.Get("kind")), Status: pug.Status(values.Get("status")),
		Role: pug.Role(values.Get("role")), Region: pug.Region(values.Get("region")),
		Type: pug.PartnerType(values.Get("type")), Topic: pug.Line(values.Get("topic"), 100),
		After: pug.Line(values.Get("after"), 200)}
	if !f.Kind.Known() && f.Kind != unknown {
		f.Kind = pug.KindMember
	}
	return f
}

// unknown stands for the kind of those who named none.
const unknown = "unknown"

// Address is where the list is.
func (f filter) Address() string {
	values := url.Values{}
	for name, value := range map[string]string{
		"kind": string(f.Kind), "status": string(f.Status), "role": string(f.Role), "region": string(f.Region),
		"type": string(f.Type), "topic": f.Topic, "after": f.After,
	} {
		if value != "" {
			values.Set(name, value)
		}
	}
	return "/desk/cohorts/" + string(f.Cohort) + "/applications?" + values.Encode()
}

// Fits says whether an application is listed.
func (f filter) Fits(a pug.Application) bool {
	return (f.Status == "" || a.Status == f.Status) && (f.Role == "" || a.Role == f.Role) &&
		(f.Region == "" || a.Region == f.Region) && (f.Type == "" || a.PartnerType == f.Type) && f.wanted(a)
}

// wanted says whether one of the topics has what is looked for.
func (f filter) wanted(a pug.Application) bool {
	if f.Topic == "" {
		return true
	}
	return pug.NamesTopic(a.Topics, f.Topic)
}

// expected is how many applications the figures know of that fit; false where they do not tell.
func (f filter) expected(figures pug.Figures) (int, bool) {
	var of []string
	for _, value := range []string{string(f.Role), string(f.Region), string(f.Type)} {
		if value != "" {
			of = append(of, value)
		}
	}
	if f.Status == "" || f.Topic != "" || len(of) > 1 {
		return 0, false
	}
	kind := f.Kind
	if kind == unknown {
		kind = ""
	}
	return figures.By(kind, f.Status, append(of, "")[0]), true
}
