package cohort

import (
	"embed"
	"strconv"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

//go:embed letters/*.md
var letters embed.FS

// Letters are the kinds of letter that this function writes.
func Letters() letter.Kinds {
	return letter.Kinds{Templates: letters, Types: []any{
		opened{}, unmetDemand{}, phaseEnded{}, launchedLate{}, launchedChampion{}, launchedMember{}, leadAgain{},
		thanks{}, ended{}, endedWaiting{}, closed{}, stuck{}, begunAgain{}, datesMoved{},
	}}
}

// The letters of a cohort's life.
type (
	// opened tells staff that a phase is open.
	opened struct {
		phaseIn
		Until, Decided string
		OnOffer        string // the address of the groups that members may apply for; empty for Champions
	}
	// unmetDemand asks staff for Champions on topics that members want and nobody leads (R7).
	unmetDemand struct {
		Cohort         pug.CohortID
		Demand         []string
		Until, OnOffer string
	}
	// phaseEnded tells staff how a phase ended.
	phaseEnded struct {
		phaseIn
		totals
		Mix []page.Fact // of the approved, by kind of partner (R1)
	}
	// stuck tells staff what could not be done.
	stuck struct {
		About, Doing, Said string
		Again              bool // it is tried again every day
	}
	// begunAgain tells staff which records' workflows had failed and were begun again.
	begunAgain struct{ Records []string }
	// launchedLate tells staff that the cohort launched without its schedule.
	launchedLate struct{ Cohort pug.CohortID }
	// launchedChampion tells a Champion that the group starts.
	launchedChampion struct {
		Group   pug.Group
		Members []duty.Partner
	}
	// launchedMember tells a member that the group starts, and who is in it.
	launchedMember launchedChampion
	// leadAgain asks a Champion to lead the group again (R12).
	leadAgain struct {
		Group         pug.Group
		Next          pug.CohortID
		Launch, Until string
	}
)

func endOf(in phaseIn, t totals) phaseEnded {
	count := map[pug.PartnerType]int{}
	for _, a := range t.Accepted {
		count[a.PartnerType]++
	}
	var mix []page.Fact
	for _, p := range pug.PartnerTypes() {
		mix = append(mix, page.Fact{Label: p.Label(), Value: strconv.Itoa(count[p])})
	}
	return phaseEnded{in, t, mix}
}
