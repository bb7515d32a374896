package hubspot

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// wrongValue is one value that is refused, as HubSpot lists it in its message.
type wrongValue struct {
	Valid   bool   `json:"isValid"`
	Message string `json:"message"`
	Error   string `json:"error"`
	Name    string `json:"name"`
}

// refused says which values cannot be written.
func (s *Server) refused(properties map[string]string) []wrongValue {
	var all []wrongValue
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		value := properties[name]
		add := func(problem, format string, args ...any) {
			all = append(all, wrongValue{false, fmt.Sprintf(format, args...), problem, name})
		}
		switch p := s.property(name); {
		case p == nil:
			add("PROPERTY_DOESNT_EXIST", "Property %q does not exist", name)
		case p.Modification.ReadOnlyValue:
			add("READ_ONLY_VALUE", "%q is a read only property", name)
		case value == "": // clears
		case p.Type == "enumeration" && !p.offers(value):
			add("INVALID_OPTION", "%s was not one of the allowed options", value)
		case p.Type == "number" && !isNumber(value):
			add("INVALID_NUMBER", "%s was not a valid number.", value)
		}
	}
	return all
}

// offers says whether a value is one of the options; several boxes may be ticked at once. Hidden options count.
func (p Property) offers(value string) bool {
	values := []string{value}
	if p.FieldType == "checkbox" {
		values = strings.Split(value, ";")
	}
	for _, v := range values {
		if !slices.ContainsFunc(p.Options, func(o option) bool { return *o.Value == v }) {
			return false
		}
	}
	return true
}

func isNumber(text string) bool {
	_, err := strconv.ParseFloat(text, 64)
	return err == nil
}
