package pug

import "slices"

// Role is what a partner does at work. Groups are tailored to one role (R4).
type Role string

// The programme's roles. Staff extend the list here, and only here.
const (
	RoleOwnerCEO        Role = "owner_ceo"
	RoleSales           Role = "sales"
	RoleMarketing       Role = "marketing"
	RoleServiceDelivery Role = "service_delivery"
	RoleOperations      Role = "operations"
	RoleTechnical       Role = "technical"
)

// Roles lists every role in the order in which forms show them.
func Roles() []Role {
	return []Role{RoleOwnerCEO, RoleSales, RoleMarketing, RoleServiceDelivery, RoleOperations, RoleTechnical}
}

// Label is how pages and mail name the role; an unknown role is named by its own text.
func (r Role) Label() string {
	switch r {
	case RoleOwnerCEO:
		return "Owner / CEO"
	case RoleSales:
		return "Sales / account representative"
	case RoleMarketing:
		return "Marketing"
	case RoleServiceDelivery:
		return "Service delivery"
	case RoleOperations:
		return "Operations"
	case RoleTechnical:
		return "Technical"
	}
	return string(r)
}

// Known says whether the programme has the role.
func (r Role) Known() bool { return slices.Contains(Roles(), r) }
