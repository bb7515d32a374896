package pug

import "slices"

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
