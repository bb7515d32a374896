package console

import (
	"hash/fnv"
	"net/url"
	"strings"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// portal is the HubSpot account that the form belongs to.
const portal = 62515

// contactID numbers a contact by the address.
func contactID(email string) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(strings.ToLower(email))) // a hash takes everything
	return h.Sum32()
}

// example is an application that is good as it is.
func example(kind pug.Kind) url.Values {
	person := map[string]string{
		"pug_application": string(kind), "firstname": "Mira", "lastname": "Okafor", "email": "mira.okafor@lanternworks.example",
		"company": "Lantern Works", "pug_partner_type": string(pug.SolutionsPartner), "pug_role": string(pug.RoleSales),
		"pug_region": string(pug.RegionNA), "pug_topic_1": "Pricing retainers", "pug_time_zone": "America/New_York",
		"pug_why": "We changed our prices twice last year and have figures to share.", "pug_commitments": "true",
	}
	if kind == pug.KindMember {
		person["firstname"], person["lastname"], person["email"] = "Joss", "Lindqvist", "joss@northquay.example"
		person["company"], person["pug_topic_2"] = "North Quay", "Shorter sales cycles"
		person["pug_why"] = "I would like to hear how others moved from hours to retainers."
	}
	values := url.Values{}
	for name, value := range person {
		values.Set(name, value)
	}
	return values
}
