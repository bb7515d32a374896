package pug

import "slices"

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
