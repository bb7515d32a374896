package contact

import (
	"context"
	"fmt"
	"slices"

	"github.com/partnerusergroups/pugs/shared/hubspot"
)

// account is what is asked of a HubSpot account; *hubspot.Client does it.
type account interface {
	Properties(ctx context.Context) ([]hubspot.Property, error)
	PropertyGroups(ctx context.Context) ([]hubspot.PropertyGroup, error)
	CreateProperty(ctx context.Context, p hubspot.Property) error
	CreatePropertyGroup(ctx context.Context, g hubspot.PropertyGroup) error
}

// Create makes the properties that a HubSpot account lacks, with their group, and gives their names. What is there is
// left as it is, even if it is not as it should be.
func Create(ctx context.Context, a account) (created []string, err error) {
	groups, err := a.PropertyGroups(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the property groups: %w", err)
	}
	if !slices.ContainsFunc(groups, func(g hubspot.PropertyGroup) bool { return g.Name == Group().Name }) {
		if err := a.CreatePropertyGroup(ctx, Group()); err != nil {
			return nil, fmt.Errorf("create the property group %s: %w", Group().Name, err)
		}
	}
	there, err := a.Properties(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the properties: %w", err)
	}
	for _, p := range append(Form(), Written()...) {
		if slices.ContainsFunc(there, func(other hubspot.Property) bool { return other.Name == p.Name }) {
			continue
		}
		if err := a.CreateProperty(ctx, p); err != nil {
			return created, fmt.Errorf("create the property %s: %w", p.Name, err)
		}
		created = append(created, p.Name)
	}
	return created, nil
}
