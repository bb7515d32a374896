package pug

import "slices"

// term is a value of one of the programme's lists, with how pages and mail name it.
type term[T ~string] struct {
	value T
	label string
}

func values[T ~string](list []term[T]) []T {
	all := make([]T, len(list))
	for i, t := range list {
		all[i] = t.value
	}
	return all
}

// labelOf names a value; one that is not in the list is named by its own text.
func labelOf[T ~string](list []term[T], value T) string {
	for _, t := range list {
		if t.value == value {
			return t.label
		}
	}
	return string(value)
}

// near says whether two values are the same or one of the pairs, either way round.
func near[T comparable](pairs [][2]T, a, b T) bool {
	return a == b || slices.Contains(pairs, [2]T{a, b}) || slices.Contains(pairs, [2]T{b, a})
}

// Role is what a partner does at work. Groups are tailored to one role (R4), and take people of similar roles (R5).
type Role string

// The programme's roles.
const (
	RoleOwnerCEO        Role = "owner_ceo"
	RoleSales           Role = "sales"
	RoleMarketing       Role = "marketing"
	RoleServiceDelivery Role = "service_delivery"
	RoleOperations      Role = "operations"
	RoleTechnical       Role = "technical"
)

// roles are in the order in which forms show them. Staff extend the list here, and only here.
func roles() []term[Role] {
	return []term[Role]{
		{RoleOwnerCEO, "Owner / CEO"}, {RoleSales, "Sales / account representative"}, {RoleMarketing, "Marketing"},
		{RoleServiceDelivery, "Service delivery"}, {RoleOperations, "Operations"}, {RoleTechnical, "Technical"},
	}
}

// Roles lists every role in the order in which forms show them.
func Roles() []Role { return values(roles()) }

// Label is how pages and mail name the role.
func (r Role) Label() string { return labelOf(roles(), r) }

// SimilarRoles lists the pairs of roles close enough to share a group (R5), the sides of a pair in either order. Staff
// extend the list here, and only here.
func SimilarRoles() [][2]Role {
	return [][2]Role{
		{RoleSales, RoleMarketing}, {RoleMarketing, RoleServiceDelivery}, {RoleServiceDelivery, RoleTechnical},
		{RoleTechnical, RoleOperations}, {RoleOperations, RoleOwnerCEO},
	}
}

// Near says whether people of the two roles may share a group: the same role, or a similar one (R5).
func (r Role) Near(other Role) bool { return near(SimilarRoles(), r, other) }

// Known says whether the programme has the role.
func (r Role) Known() bool { return slices.Contains(Roles(), r) }

// Region is where a partner works. Groups are tailored to one region (R4, R5).
type Region string

// The programme's regions.
const (
	RegionNA    Region = "NA"
	RegionLATAM Region = "LATAM"
	RegionEMEA  Region = "EMEA"
	RegionAPAC  Region = "APAC"
)

// regions are in the order in which forms show them. Staff extend the list here, and only here.
func regions() []term[Region] {
	return []term[Region]{
		{RegionNA, "North America"}, {RegionLATAM, "Latin America"},
		{RegionEMEA, "Europe, Middle East and Africa"}, {RegionAPAC, "Asia Pacific"},
	}
}

// Regions lists every region in the order in which forms show them.
func Regions() []Region { return values(regions()) }

// AdjacentRegions lists the pairs of regions close enough in working hours to share a group (R5: similar regions).
func AdjacentRegions() [][2]Region {
	return [][2]Region{{RegionNA, RegionLATAM}, {RegionNA, RegionEMEA}, {RegionEMEA, RegionAPAC}}
}

// Label is how pages and mail name the region.
func (r Region) Label() string { return labelOf(regions(), r) }

// Known says whether the programme has the region.
func (r Region) Known() bool { return slices.Contains(Regions(), r) }

// Meets says whether people of the two regions may share a group: the same region, or an adjacent one (R5).
func (r Region) Meets(other Region) bool { return near(AdjacentRegions(), r, other) }

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
