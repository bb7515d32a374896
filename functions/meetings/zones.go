package meetings

import (
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/page"
)

// commonZones are the time zones that the form offers, from west to east: every offset at which partners are likely to be.
func commonZones() []string {
	return []string{
		"Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Phoenix", "America/Denver", "America/Mexico_City",
		"America/Chicago", "America/Bogota", "America/Lima", "America/New_York", "America/Toronto", "America/Halifax", "America/Santiago",
		"America/Argentina/Buenos_Aires", "America/Sao_Paulo", "America/St_Johns", "UTC", "Europe/London", "Europe/Dublin", "Europe/Lisbon",
		"Africa/Lagos", "Europe/Amsterdam", "Europe/Berlin", "Europe/Madrid", "Europe/Paris", "Europe/Rome", "Europe/Stockholm",
		"Europe/Warsaw", "Africa/Cairo", "Africa/Johannesburg", "Europe/Athens", "Europe/Helsinki", "Europe/Kyiv", "Asia/Jerusalem",
		"Europe/Istanbul", "Africa/Nairobi", "Asia/Riyadh", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata", "Asia/Dhaka", "Asia/Bangkok",
		"Asia/Jakarta", "Asia/Hong_Kong", "Asia/Manila", "Asia/Shanghai", "Asia/Singapore", "Australia/Perth", "Asia/Seoul", "Asia/Tokyo",
		"Australia/Adelaide", "Australia/Brisbane", "Australia/Sydney", "Pacific/Auckland",
	}
}

// zoneOptions offers the likely zones first, each once, and then the common ones.
func zoneOptions(likely ...string) []page.Option {
	var names []string
	for _, name := range append(likely, commonZones()...) {
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	var options []page.Option
	for _, name := range names {
		options = append(options, page.Option{Value: name, Label: strings.ReplaceAll(name, "_", " ")})
	}
	return options
}
