package pug

import "slices"

// PartnerType is the kind of partner (R1). Nothing but the mix that staff see depends on it.
type PartnerType string

// The three kinds of partner to which the programme is open alike (R1).
const (
	SolutionsPartner  PartnerType = "solutions_partner"
	SolutionsProvider PartnerType = "solutions_provider"
	AppPartner        PartnerType = "app_partner"
)

func partnerTypes() []term[PartnerType] {
	return []term[PartnerType]{
		{SolutionsPartner, "Solutions partner"}, {SolutionsProvider, "Solutions provider"}, {AppPartner, "App partner"},
	}
}

// PartnerTypes lists every kind of partner in the order in which forms show them.
func PartnerTypes() []PartnerType { return values(partnerTypes()) }

// Label is how pages and mail name the kind of partner.
func (p PartnerType) Label() string { return labelOf(partnerTypes(), p) }

// Known says whether the programme has this kind of partner.
func (p PartnerType) Known() bool { return slices.Contains(PartnerTypes(), p) }
