package pug

import (
	"cmp"
	"slices"
)

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
	labels := map[Role]string{
		RoleOwnerCEO: "Owner / CEO", RoleSales: "Sales / account representative", RoleMarketing: "Marketing",
		RoleServiceDelivery: "Service delivery", RoleOperations: "Operations", RoleTechnical: "Technical",
	}
	return cmp.Or(labels[r], string(r))
}

// Known says whether the programme has the role.
func (r Role) Known() bool { return slices.Contains(Roles(), r) }
