package curation

import "github.com/partnerusergroups/pugs/shared/pug"

// People are all who applied to a cohort at the time when groups were proposed. Until they are proposed again, the proposal is about these.
type People struct {
	Champions []pug.Application `json:"champions"`
	Members   []pug.Application `json:"members"`
}

// Brief leaves out what curation does not need of an application, most of it what people wrote: thousands are read for each page.
func (p People) Brief() People {
	return People{brief(p.Champions), brief(p.Members)}
}

func brief(applications []pug.Application) []pug.Application {
	brief := make([]pug.Application, len(applications))
	for i, a := range applications {
		brief[i] = pug.Application{ID: a.ID, Cohort: a.Cohort, Kind: a.Kind, Email: a.Email, FirstName: a.FirstName, LastName: a.LastName,
			Company: a.Company, PartnerType: a.PartnerType, Role: a.Role, Region: a.Region, Topics: a.Topics, Submitted: a.Submitted, Status: a.Status, Former: a.Former}
		if a.Decision != nil {
			brief[i].Decision = &pug.Decision{Choice: a.Decision.Choice, By: a.Decision.By, At: a.Decision.At}
		}
	}
	return brief
}
